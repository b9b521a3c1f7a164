package io.ballast.report;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a drift statement is called and how it stands; the same in text and page. */
final class Statements {
  private Statements() {}

  /**
   * The judged distance as people read it: a corrected one below zero is no more than noise, and
   * its interval begins at zero; so does it.
   */
  static double shown(Measure measure) {
    return measure.judged() < 0 ? 0 : measure.judged();
  }

  /** The reason that most columns without a verdict share. */
  static Optional<String> commonReason(Result result) {
    Map<String, Long> reasons =
        result.columns().stream()
            .filter(column -> column.verdict() == Verdict.NOT_ENOUGH_DATA)
            .map(column -> lacking(column.leading()))
            .filter(reason -> !reason.isEmpty())
            .collect(groupingBy(reason -> reason, LinkedHashMap::new, counting()));
    return reasons.entrySet().stream().max(comparing(Map.Entry::getValue)).map(Map.Entry::getKey);
  }

  /** What a statement without a verdict lacks, without remarks on its distances. */
  static String lacking(Statement statement) {
    String reason = statement.reason();
    return reason == null ? "" : reason.split("; ", 2)[0];
  }

  /** Why a distance of a column is undefined. */
  static String undefined(DriftMetric metric) {
    return switch (metric) {
      case WASSERSTEIN ->
          "the Wasserstein distance needs numbers whose interquartile range in the reference is"
              + " above 0";
      case KS -> "the KS distance needs numbers on both sides";
      case DENSITY_DISTANCE -> "a density needs two different numbers on both sides";
      case PSI, JS_DISTANCE, JS_DIVERGENCE, HELLINGER, CRAMERS_V, KL, TOTAL_VARIATION, L_INFINITY ->
          metric.label() + " needs rows on both sides";
    };
  }

  /** The words of a verdict with its severity. */
  static String verdict(Statement statement) {
    return switch (statement.verdict()) {
      case DRIFT -> statement.severity() == Severity.WARNING ? "Drift, small" : "Drift";
      case NO_DRIFT -> "No drift";
      case NOT_ENOUGH_DATA -> "Not enough data";
    };
  }

  /** Whether the column's verdict is that of its weighted statement. */
  static boolean isWeighted(ColumnResult column) {
    return column.weighted() != null
        && column.weighted().statement().verdict() != Verdict.NOT_ENOUGH_DATA;
  }

  /** Whether the effect has reached the metric's threshold while the evidence is lacking. */
  static boolean isLargeUnproven(ColumnResult column) {
    return isLargeUnproven(column.leading());
  }

  /** As {@link #isLargeUnproven(ColumnResult)}, of one statement. */
  static boolean isLargeUnproven(Statement statement) {
    Measure measure = statement.effect();
    return statement.verdict() == Verdict.NO_DRIFT
        && measure != null
        && measure.judged() >= statement.metric().warning();
  }

  static String weightedBy(Weighted weighted) {
    return weighted.by().startsWith("column:")
        ? "column " + Names.visible(weighted.by().substring("column:".length()))
        : weighted.by();
  }
}
