package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.plan.Mode;
import io.ballast.report.Figures;
import io.ballast.report.HtmlOptions;
import io.ballast.report.chart.Markup;
import java.util.Locale;

/** How a table was balanced and measured. */
final class BalanceMethod {
  private static final Figures FIGURES = Figures.PAGE;

  private final BalanceReport report;
  private final HtmlOptions options;

  BalanceMethod(BalanceReport report, HtmlOptions options) {
    this.report = report;
    this.options = options;
  }

  void write(Markup html) {
    html.start("section").start("div", "class", "head");
    html.element("h2", "How this was computed").end("div").start("dl", "class", "method");
    item(html, "Cells", cells());
    item(
        html,
        "Rows",
        "One column after another, the balance columns first: a tree finds real rows that are"
            + " alike in what is already drawn, and one of them lends the next value. Values that"
            + " few rows have are moved between their neighbours; keys are made anew; a row equal"
            + " to an uncommon input row is drawn again."
            + (report.mode() == Mode.REPLACE || report.isPrivate()
                ? ""
                : " Where rows are added, trees see the rows of each cell as often."));
    item(
        html,
        "Likeness",
        "Numbers at the deciles of the real rows, the ten most frequent names and others; accuracy"
            + " is 1 less half the sum of differences of shares. Shapes and trends as SDMetrics"
            + " defines them. SQS-compatible: the distances follow Gretel's open code, the score is"
            + " fitted to a published report.");
    item(
        html,
        "Closeness",
        "Euclidean distance over numbers by rank, among input and held-out rows together, and names"
            + " as marks. The same number of input and"
            + " held-out rows is asked for the nearest. Differential privacy is not claimed and not"
            + " measured.");
    item(
        html,
        "Usefulness",
        "A tree, a forest and boosted trees learn from each set of rows and predict real rows that"
            + " no model has seen. Balancing helps weak learners and fixed thresholds; a strong"
            + " learner's AUC it does not help.");
    item(
        html,
        "Settings",
        "mode "
            + report.mode().name().toLowerCase(Locale.ROOT)
            + ", privacy "
            + (report.isPrivate() ? "private" : "default")
            + ", seed "
            + report.seed()
            + ". Fit "
            + FIGURES.fixed(report.seconds().fit(), 1)
            + "\u00a0s, generate "
            + FIGURES.fixed(report.seconds().generate(), 1)
            + "\u00a0s, measure "
            + FIGURES.fixed(report.seconds().report(), 1)
            + "\u00a0s. Ballast "
            + options.version()
            + ".");
    html.end("dl").end("section").line();
  }

  private String cells() {
    String rounding = " Whole rows, so that the sum is exact (largest remainder).";
    return switch (report.mode()) {
      case REPLACE ->
          "Every row of the output is drawn; the cells get their shares of it." + rounding;
      case AUGMENT ->
          "Rows are added to the input until each cell has its part of the largest." + rounding;
      case MARGINAL ->
          "The fewest rows are added to cells that the input has so that each balance column is"
              + " flat by itself (linear programme)."
              + rounding;
    };
  }

  private static void item(Markup html, String term, String text) {
    html.element("dt", term).element("dd", text).line();
  }
}
