package io.ballast.report;

import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One column over all windows.
 *
 * @param name the column
 * @param values one for each window; null where a window lacks the column
 */
record ColumnSeries(String name, List<@Nullable ColumnResult> values) {
  ColumnSeries {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** The columns of all windows: outputs first, then the most often drifted, then by evidence. */
  static List<ColumnSeries> of(DriftReport report, List<Result> results) {
    List<String> outputs = report.settings().outputs();
    return results.stream()
        .flatMap(result -> result.columns().stream().map(ColumnResult::name))
        .distinct()
        .map(name -> of(name, results))
        .sorted(
            Comparator.<ColumnSeries, Boolean>comparing(series -> !outputs.contains(series.name()))
                .thenComparing(ColumnSeries::drifted, Comparator.reverseOrder())
                .thenComparingDouble(ColumnSeries::leastP))
        .toList();
  }

  private static ColumnSeries of(String name, List<Result> results) {
    List<@Nullable ColumnResult> values = new ArrayList<>();
    for (Result result : results) {
      values.add(
          result.columns().stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .orElse(null));
    }
    return new ColumnSeries(name, values);
  }

  /** The windows that have the column. */
  Stream<ColumnResult> present() {
    return values.stream().flatMap(Stream::ofNullable);
  }

  /** Number of windows in which it drifted. */
  long drifted() {
    return count(Verdict.DRIFT);
  }

  /** Number of windows with that verdict. */
  long count(Verdict verdict) {
    return present().filter(column -> column.verdict() == verdict).count();
  }

  /** Index of the drifted window with the most evidence, else of the newest with a verdict. */
  int strongest() {
    int strongest = -1;
    int newest = -1;
    for (int i = 0; i < values.size(); i++) {
      ColumnResult column = values.get(i);
      if (column == null) {
        continue;
      }
      if (newest < 0 || column.verdict() != Verdict.NOT_ENOUGH_DATA) {
        newest = i;
      }
      boolean isStronger = strongest < 0 || p(column) < p(values.get(strongest));
      if (column.verdict() == Verdict.DRIFT && isStronger) {
        strongest = i;
      }
    }
    return strongest < 0 ? newest : strongest;
  }

  private double leastP() {
    return present().mapToDouble(ColumnSeries::p).min().orElse(1);
  }

  private static double p(@Nullable ColumnResult column) {
    return column == null || column.leading().evidence() == null
        ? 1
        : column.leading().evidence().pAdjusted();
  }
}
