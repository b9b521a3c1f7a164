package io.ballast.balance.measure;

import io.ballast.balance.columns.LevelText;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of the real and of the drawn rows side by side, for a picture.
 *
 * @param name of the column
 * @param isNumeric whether the bins ascend with a value
 * @param labels of the bins
 * @param real share of the real rows in each bin
 * @param drawn share of the drawn rows
 * @param similarity KSComplement or TVComplement, 1 is equal
 */
public record ColumnShape(
    String name,
    boolean isNumeric,
    List<String> labels,
    double[] real,
    double[] drawn,
    double similarity) {

  private static final int WIDTHS = 20;
  private static final int NAMES = 11;

  static ColumnShape of(Field field, double similarity) {
    return field.isNumeric() ? numbers(field, similarity) : names(field, similarity);
  }

  /** Twenty bins of one width between the 1% and the 99% quantile; the ends take what is beyond. */
  private static ColumnShape numbers(Field field, double similarity) {
    double[] sorted =
        Arrays.stream(field.numbers()[Fields.REAL])
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return new ColumnShape(
          field.name(), true, List.of("missing"), new double[] {1}, new double[] {1}, similarity);
    }
    double low = sorted[sorted.length / 100];
    double high = sorted[sorted.length - 1 - sorted.length / 100];
    ColumnType type = field.column().type();
    boolean isWhole = type == ColumnType.INTEGER;
    int bins =
        isWhole ? (int) Math.max(1, Math.min(WIDTHS, high - low + 1)) : low < high ? WIDTHS : 1;
    double width = isWhole ? Math.ceil((high - low + 1) / bins) : (high - low) / bins;
    List<String> labels = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      double from = low + bin * width;
      labels.add(
          width == 1 && isWhole
              ? LevelText.of(type, from)
              : LevelText.of(type, from) + " to " + LevelText.of(type, from + width));
    }
    double[][] shares = new double[2][bins + 1];
    for (int table = 0; table < 2; table++) {
      double[] values = field.numbers()[table];
      for (double value : values) {
        int bin = width == 0 ? 0 : (int) Math.floor((value - low) / width);
        int kept = Double.isNaN(value) ? bins : Math.min(Math.max(bin, 0), bins - 1);
        shares[table][kept] += 1.0 / values.length;
      }
    }
    return withMissing(field, labels, shares, similarity);
  }

  private static ColumnShape names(Field field, double similarity) {
    double[][] all = new double[2][field.size()];
    for (int table = 0; table < 2; table++) {
      for (int code : field.codes()[table]) {
        all[table][code] += 1.0 / field.rows(table);
      }
    }
    int[] order =
        IntStream.range(1, field.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer code) -> -all[0][code]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean others = order.length > NAMES + 1;
    int shown = others ? NAMES : order.length;
    List<String> labels = new ArrayList<>();
    double[][] shares = new double[2][shown + (others ? 2 : 1)];
    for (int i = 0; i < order.length; i++) {
      int bin = Math.min(i, shares[0].length - 2);
      if (i < shown) {
        labels.add(field.texts().get(order[i]));
      }
      shares[0][bin] += all[0][order[i]];
      shares[1][bin] += all[1][order[i]];
    }
    if (others) {
      labels.add((order.length - shown) + " others");
    }
    shares[0][shares[0].length - 1] = all[0][0];
    shares[1][shares[1].length - 1] = all[1][0];
    return withMissing(field, labels, shares, similarity);
  }

  /** Takes the last bin, of missing values, away when it is empty. */
  private static ColumnShape withMissing(
      Field field, List<String> labels, double[][] shares, double similarity) {
    List<String> all = new ArrayList<>(labels);
    int last = shares[0].length - 1;
    boolean some = shares[0][last] > 0 || shares[1][last] > 0;
    if (some) {
      all.add("missing");
    }
    int kept = some ? last + 1 : last;
    return new ColumnShape(
        field.name(),
        field.isNumeric(),
        List.copyOf(all),
        Arrays.copyOf(shares[0], kept),
        Arrays.copyOf(shares[1], kept),
        similarity);
  }
}
