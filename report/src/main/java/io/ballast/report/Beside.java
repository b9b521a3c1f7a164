package io.ballast.report;

import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.util.Optional;

/**
 * Another model's windows, to be drawn beside those of a chart.
 *
 * @param name of the chart's own model
 * @param otherName of the other one
 * @param other its windows; those that begin together belong together
 */
public record Beside(String name, String otherName, DriftReport other) {

  /** The other model's column in the window that begins with that one. */
  Optional<ColumnResult> column(Result result, String column) {
    Instant start = result.window().start();
    if (start == null) {
      return Optional.empty();
    }
    return other.results().stream()
        .filter(found -> start.equals(found.window().start()))
        .flatMap(found -> found.columns().stream())
        .filter(found -> found.name().equals(column))
        .findFirst();
  }
}
