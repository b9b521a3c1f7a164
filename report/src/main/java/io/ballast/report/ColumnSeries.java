package io.ballast.report;

import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A column with what it is ordered by. */
  private record Ranked(ColumnSeries series, boolean isOutput, long drifted, double leastP) {}

  /** The columns of all windows: outputs first, then the most often drifted, then by evidence. */
  static List<ColumnSeries> of(DriftReport report, List<Result> results) {
    List<String> outputs = report.settings().outputs();
    Map<String, @Nullable ColumnResult[]> byName = new LinkedHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      for (ColumnResult column : results.get(i).columns()) {
        byName.computeIfAbsent(column.name(), unused -> new ColumnResult[results.size()])[i] =
            column;
      }
    }
    return byName.entrySet().stream()
        .map(entry -> new ColumnSeries(entry.getKey(), Arrays.asList(entry.getValue())))
        .map(
            series ->
                new Ranked(
                    series, outputs.contains(series.name()), series.drifted(), series.leastP()))
        .sorted(
            Comparator.comparing(Ranked::isOutput, Comparator.reverseOrder())
                .thenComparing(Ranked::drifted, Comparator.reverseOrder())
                .thenComparingDouble(Ranked::leastP))
        .map(Ranked::series)
        .toList();
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
