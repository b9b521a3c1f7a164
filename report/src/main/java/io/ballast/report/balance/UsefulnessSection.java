package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.LabelRate;
import io.ballast.balance.measure.Scores;
import io.ballast.balance.measure.Usefulness;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.CategoryBars;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Dots;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What models learn from the rows, and how often each group has the label. */
final class UsefulnessSection {
  private static final double ROUND = 20;
  private static final Figures FIGURES = Figures.PAGE;

  private final BalanceReport report;
  private final Measured measured;

  UsefulnessSection(BalanceReport report, Measured measured) {
    this.report = report;
    this.measured = measured;
  }

  void write(Markup html) {
    Usefulness usefulness = measured.measures().usefulness();
    if (usefulness == null) {
      return;
    }
    html.start("section").start("div", "class", "head").start("h2").text("Predicting ");
    html.name(Names.visible(usefulness.target())).text(" = ");
    html.name(Names.visible(usefulness.positive())).end("h2");
    html.element(
        "span",
        "On "
            + FIGURES.count(usefulness.heldOut())
            + " held-out real rows, "
            + FIGURES.count(usefulness.heldOutPositive())
            + " of them of that class.",
        "class",
        "note");
    html.end("div");
    html.element("p", new BalanceSentences(report, FIGURES).useful(usefulness), "class", "say");
    html.start("div", "class", "two");
    dots(html, usefulness, "Balanced accuracy", Scores::balancedAccuracy);
    dots(html, usefulness, "ROC-AUC", Scores::rocAuc);
    html.end("div");
    Key.dots(html);
    table(html, usefulness);
    html.end("section").line();
    labels(html, usefulness);
  }

  private static void dots(
      Markup html, Usefulness usefulness, String title, ToDoubleFunction<Scores> score) {
    List<Dots.Row> rows = new ArrayList<>();
    double least = 1;
    double most = 0;
    for (String training : usefulness.byTraining().keySet()) {
      List<Double> parts =
          usefulness.byTraining().get(training).values().stream()
              .map(score::applyAsDouble)
              .filter(Double::isFinite)
              .toList();
      double mean = score.applyAsDouble(usefulness.mean(training));
      for (double part : parts) {
        least = Math.min(least, part);
        most = Math.max(most, part);
      }
      boolean isOwn = training.equals("ballast") || training.equals("synthetic");
      rows.add(new Dots.Row(words(training), mean, parts, isOwn));
    }
    double from = Math.floor((least - 0.01) * ROUND) / ROUND;
    double to = Math.ceil((most + 0.01) * ROUND) / ROUND;
    html.start("figure").start("figcaption").element("b", title).end("figcaption");
    new Dots(rows, Math.max(0, from), Math.min(1, Math.max(to, from + 0.05)), 3).write(html);
    html.end("figure").line();
  }

  static String words(String training) {
    return switch (training) {
      case "real", "none" -> "Real rows";
      case "synthetic" -> "Synthetic rows";
      case "ballast" -> "Real and generated";
      case "random_oversampling" -> "Rare rows repeated";
      case "smotenc" -> "SMOTENC";
      default -> training;
    };
  }

  private static void table(Markup html, Usefulness usefulness) {
    html.start("details").element("summary", "All figures as a table");
    DataTable.open(html, "Scores on held-out real rows");
    DataTable.heads(
        html, "Learnt from", "Learner", "ROC-AUC", "Average precision", "Balanced accuracy", "F1");
    usefulness
        .byTraining()
        .forEach(
            (training, byLearner) -> {
              row(html, words(training), "mean", usefulness.mean(training));
              byLearner.forEach((learner, scores) -> row(html, words(training), learner, scores));
            });
    DataTable.close(html);
    html.end("details").line();
  }

  private static void row(Markup html, String training, String learner, Scores scores) {
    html.start("tr").element("th", training, "scope", "row").element("td", learner, "class", "l");
    html.element("td", FIGURES.distance(scores.rocAuc()));
    html.element("td", FIGURES.distance(scores.prAuc()));
    html.element("td", FIGURES.distance(scores.balancedAccuracy()));
    html.element("td", FIGURES.distance(scores.f1())).end("tr").line();
  }

  private void labels(Markup html, Usefulness usefulness) {
    Map<String, List<CategoryBars.Row>> byColumn = new LinkedHashMap<>();
    for (LabelRate rate : report.labelRates()) {
      byColumn
          .computeIfAbsent(rate.column(), column -> new ArrayList<>())
          .add(
              new CategoryBars.Row(
                  CellsSection.text(rate.group()),
                  finite(rate.rateBefore()),
                  finite(rate.rateAfter()),
                  FIGURES.share(rate.rateBefore()),
                  FIGURES.share(rate.rateAfter())));
    }
    if (byColumn.isEmpty()) {
      return;
    }
    html.start("section").start("div", "class", "head").start("h2").text("How often ");
    html.name(Names.visible(usefulness.target())).text(" is ");
    html.name(Names.visible(usefulness.positive())).text(" in each group").end("h2");
    html.element("span", "Before and after.", "class", "note").end("div");
    html.start("div", "class", "two");
    byColumn.forEach(
        (column, rows) -> {
          String name = Names.visible(column);
          html.start("figure").start("figcaption").start("b").name(name).end("b");
          html.end("figcaption");
          new CategoryBars("Rate by " + name + " before and after", rows, "Input", "Output")
              .write(html);
          html.end("figure").line();
        });
    html.end("div");
    Key.histogram(html, "input", "output");
    html.end("section").line();
  }

  private static double finite(double rate) {
    return Double.isFinite(rate) ? rate : 0;
  }
}
