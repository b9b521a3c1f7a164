package io.ballast.tables.compare;

import io.ballast.stats.parity.CategoryCounts;
import io.ballast.stats.parity.Deepchecks;
import io.ballast.stats.parity.Evidently;
import io.ballast.stats.parity.NannyMl;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Parity;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures that another monitor prints of the same two tables, beside a report's own. Each
 * column is read once more, whole: its values are held in memory.
 */
public enum PeerParity {
  /** Evidently 0.7. */
  EVIDENTLY,
  /** NannyML 0.13, one chunk. */
  NANNYML,
  /** Deepchecks 0.19. */
  DEEPCHECKS;

  /** As flags and JSON spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Adds the figures to a report of one window without segments.
   *
   * @throws IllegalArgumentException if the report has another number of results
   */
  public DriftReport added(DriftReport report, Table reference, Table current) {
    if (report.results().size() != 1) {
      throw new IllegalArgumentException(report.results().size() + " results, parity takes one");
    }
    Result result = report.results().get(0);
    List<ColumnResult> columns =
        result.columns().stream().map(column -> with(column, reference, current)).toList();
    Result changed =
        new Result(
            result.window(),
            result.segment(),
            result.referenceRows(),
            result.currentRows(),
            result.verdict(),
            result.classes(),
            result.predicted(),
            columns);
    return report.withResults(List.of(changed));
  }

  private ColumnResult with(ColumnResult column, Table reference, Table current) {
    Map<String, Double> figures = figures(column.name(), reference, current);
    return new ColumnResult(
        column.name(),
        column.type(),
        column.plain(),
        column.plainBins(),
        column.weighted(),
        figures == null ? null : new Parity(word(), figures),
        column.referenceMissing(),
        column.currentMissing(),
        column.unseen());
  }

  /** The figures; null when a side has no value. */
  private @Nullable Map<String, Double> figures(String name, Table reference, Table current) {
    ColumnType left = type(reference, name);
    ColumnType right = type(current, name);
    if (left.isNumeric() && right.isNumeric()) {
      double[] x = numbers(reference, name);
      double[] y = numbers(current, name);
      boolean areWhole = left != ColumnType.FLOATING && right != ColumnType.FLOATING;
      return x.length == 0 || y.length == 0 ? null : ofNumbers(x, y, areWhole);
    }
    Map<String, Long> x = counts(reference, name);
    Map<String, Long> y = counts(current, name);
    return x.isEmpty() || y.isEmpty() ? null : ofCategories(CategoryCounts.of(x, y));
  }

  private Map<String, Double> ofNumbers(double[] reference, double[] current, boolean areWhole) {
    return switch (this) {
      case EVIDENTLY -> Evidently.ofNumbers(reference, current, areWhole);
      case NANNYML -> NannyMl.ofNumbers(reference, current);
      case DEEPCHECKS -> Deepchecks.ofNumbers(reference, current);
    };
  }

  private Map<String, Double> ofCategories(CategoryCounts counts) {
    return switch (this) {
      case EVIDENTLY -> Evidently.ofCategories(counts);
      case NANNYML -> NannyMl.ofCategories(counts);
      case DEEPCHECKS -> Deepchecks.ofCategories(counts);
    };
  }

  private static ColumnType type(Table table, String name) {
    return table.schema().find(name).orElseThrow().type();
  }

  private static double[] numbers(Table table, String name) {
    double[] values = new double[Math.toIntExact(table.rows())];
    int[] held = {0};
    table.scan(
        List.of(name),
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            double value = number(batch.vector(0), row);
            if (Double.isFinite(value)) {
              values[held[0]++] = value;
            }
          }
          return true;
        });
    return Arrays.copyOf(values, held[0]);
  }

  private static double number(Vector vector, int row) {
    if (vector.isMissing(row)) {
      return Double.NaN;
    }
    return vector instanceof LongVector longs
        ? longs.values()[row]
        : ((DoubleVector) vector).values()[row];
  }

  private static Map<String, Long> counts(Table table, String name) {
    Labels labels = new Labels(Integer.MAX_VALUE);
    Labels.Reader reader = labels.reader(type(table, name));
    Map<Integer, Long> counts = new HashMap<>();
    table.scan(
        List.of(name),
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            int label = reader.number(batch.vector(0), row);
            if (label >= 0) {
              counts.merge(label, 1L, Long::sum);
            }
          }
          return true;
        });
    List<String> names = labels.all();
    Map<String, Long> named = new HashMap<>();
    counts.forEach((label, rows) -> named.put(names.get(label), rows));
    return named;
  }
}
