package io.ballast.report.performance;

import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.stats.performance.Estimate;
import io.ballast.tables.compare.DriftReport.Window;
import io.ballast.tables.performance.PerformanceReport;
import io.ballast.tables.performance.PerformanceReport.Result;
import io.ballast.tables.performance.PerformanceTask;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What text and page say alike. */
final class PerformanceWords {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final PerformanceReport report;
  private final Figures figures;

  PerformanceWords(PerformanceReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
  }

  /** The metrics that stand for all where there is room for a few. */
  List<String> leading() {
    return switch (report.task()) {
      case BINARY ->
          report.request().score() == null
              ? List.of("recall", "precision", "f1", "mcc")
              : List.of("auc", "average_precision", "recall", "precision");
      case MULTICLASS -> List.of("accuracy", "balanced_accuracy", "macro_f1", "log_loss");
      case REGRESSION -> List.of("mae", "rmse", "r2", "me");
      case RANKING -> List.of("ndcg", "map", "query_count");
    };
  }

  /** The value with the decimals that it is worth. */
  String value(Estimate estimate) {
    return number(estimate.value());
  }

  private String number(double value) {
    boolean isShare = report.task() != PerformanceTask.REGRESSION && Math.abs(value) <= 1;
    return isShare ? figures.fixed(value, 3) : figures.significant(value, 4);
  }

  /** The interval in words; why there is none when there is no value. */
  String interval(Estimate estimate) {
    if (estimate.hasInterval()) {
      return number(estimate.lower()) + " to " + number(estimate.upper());
    }
    return "";
  }

  /** Why something is missing; empty when nothing is. */
  String note(Estimate estimate) {
    return estimate.isDefined() || estimate.reason() == null ? "" : estimate.reason();
  }

  /** Which window and segment a result is. */
  String name(Result result) {
    String window = window(result.window());
    if (result.segment() == null) {
      return window;
    }
    String value =
        result.segment().value().isEmpty() ? "(missing)" : Names.visible(result.segment().value());
    return report.request().every() == null ? value : value + ", " + window;
  }

  private String window(Window window) {
    if (window.start() == null) {
      return "window " + (window.index() + 1);
    }
    String text = HOUR.format(window.start());
    return text.endsWith(" 00:00") ? text.substring(0, text.length() - 6) : text;
  }

  /** What was measured, in a sentence. */
  String headline(Result result) {
    String rows =
        figures.count(result.plain().rows())
            + " of "
            + figures.count(result.rows())
            + " rows have a truth and a prediction";
    Map<String, Estimate> metrics = result.plain().metrics();
    String first = leading().get(0);
    Estimate lead = metrics.getOrDefault(first, Estimate.count(0));
    if (!lead.isDefined()) {
      return rows + "; " + first + " is undefined: " + lead.reason() + ".";
    }
    String interval = interval(lead);
    return rows
        + "; "
        + first
        + " is "
        + value(lead)
        + (interval.isEmpty() ? "" : " (" + interval + ", 95% interval)")
        + ".";
  }

  /** What the model predicts, in a sentence. */
  String what() {
    String target = Names.visible(report.request().target());
    return switch (report.task()) {
      case BINARY ->
          target
              + " is "
              + Names.visible(report.classes().get(1))
              + " or "
              + Names.visible(report.classes().get(0))
              + (report.request().prediction() == null
                  ? "; decided from a score of "
                      + figures.significant(report.request().threshold(), 4)
                      + " on."
                  : ".");
      case MULTICLASS -> target + " is one of " + report.classes().size() + " classes.";
      case REGRESSION -> target + " is a number.";
      case RANKING -> target + " is the relevance of an item to its query.";
    };
  }
}
