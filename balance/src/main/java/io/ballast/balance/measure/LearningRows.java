package io.ballast.balance.measure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.stats.trees.BinnedColumn;
import io.ballast.stats.trees.BinnedRows;
import io.ballast.stats.trees.LevelBins;
import io.ballast.tables.DoubleVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of several tables one after another, binned alike, for learners.
 *
 * @param rows all rows
 * @param starts where each part begins, and behind the last
 */
record LearningRows(BinnedRows rows, int[] starts) {

  /**
   * Some rows of a table.
   *
   * @param table number within the fields
   * @param chosen row numbers
   */
  record Part(int table, int[] chosen) {

    static Part all(Fields fields, int table) {
      return new Part(table, IntStream.range(0, fields.rows(table)).toArray());
    }

    /** At most so many rows, spread evenly over the table. */
    static Part some(Fields fields, int table, int most) {
      int size = fields.rows(table);
      int kept = Math.min(size, most);
      return new Part(
          table, IntStream.range(0, kept).map(i -> (int) ((long) i * size / kept)).toArray());
    }
  }

  /**
   * Puts parts together.
   *
   * @param without a field that is left out (the target); -1: none
   */
  static LearningRows of(Fields fields, List<Part> parts, int without) {
    int[] starts = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      starts[i + 1] = starts[i] + parts.get(i).chosen().length;
    }
    List<BinnedColumn> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (i != without) {
        Field field = fields.field(i);
        columns.add(field.isNumeric() ? numbers(field, parts) : names(field, parts));
      }
    }
    return new LearningRows(new BinnedRows(starts[parts.size()], columns), starts);
  }

  private static BinnedColumn numbers(Field field, List<Part> parts) {
    double[] values =
        parts.stream()
            .flatMapToDouble(
                part ->
                    Arrays.stream(part.chosen())
                        .mapToDouble(row -> field.numbers()[part.table()][row]))
            .toArray();
    CodedColumn coded = CodedColumn.of(new DoubleVector(values), values.length);
    int[] bins = LevelBins.ofOrdered(coded.counts(), 254);
    return new BinnedColumn(
        bytes(coded.codes(), bins), 2 + Arrays.stream(bins).max().orElse(-1), true);
  }

  private static BinnedColumn names(Field field, List<Part> parts) {
    int[] codes =
        parts.stream()
            .flatMapToInt(
                part ->
                    Arrays.stream(part.chosen()).map(row -> field.codes()[part.table()][row] - 1))
            .toArray();
    int[] counts = new int[field.size() - 1];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    int[] byCount =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer code) -> -counts[code]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] bins = new int[counts.length];
    for (int place = 0; place < byCount.length; place++) {
      bins[byCount[place]] = Math.min(place, 253);
    }
    int size = Math.min(counts.length, 254) + 1;
    return new BinnedColumn(bytes(codes, bins), size, false);
  }

  private static byte[] bytes(int[] codes, int[] bins) {
    byte[] bytes = new byte[codes.length];
    for (int row = 0; row < codes.length; row++) {
      bytes[row] = (byte) (codes[row] < 0 ? 0 : bins[codes[row]] + 1);
    }
    return bytes;
  }

  /** The row numbers of a part. */
  int[] part(int index) {
    return IntStream.range(starts[index], starts[index + 1]).toArray();
  }

  /** All columns. */
  int[] features() {
    return IntStream.range(0, rows.size()).toArray();
  }
}
