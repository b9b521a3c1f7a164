package io.ballast.report.performance;

import io.ballast.report.Figures;
import io.ballast.report.HtmlOptions;
import io.ballast.report.Names;
import io.ballast.report.ReportPage;
import io.ballast.report.chart.CurveChart;
import io.ballast.report.chart.CurveChart.Reference;
import io.ballast.report.chart.CurveChart.Spot;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Markup;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.ThresholdCurve;
import io.ballast.tables.performance.PerformanceReport;
import io.ballast.tables.performance.PerformanceReport.ClassFigures;
import io.ballast.tables.performance.PerformanceReport.Curves;
import io.ballast.tables.performance.PerformanceReport.Measured;
import io.ballast.tables.performance.PerformanceReport.Result;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes how well a model did as one HTML file that needs no network and no other file: what the
 * main figure is, all figures with their intervals, the curves, the confusion of classes, each
 * window and segment.
 */
public final class PerformanceHtml {
  private static final Figures FIGURES = Figures.PAGE;
  private static final int MOST_CLASSES = 20;

  /** Figures of a line where there are many. */
  private static final int SHOWN = 3;

  private final PerformanceReport report;
  private final PerformanceWords words;
  private final HtmlOptions options;
  private final Markup html;

  private PerformanceHtml(PerformanceReport report, HtmlOptions options, Markup html) {
    this.report = report;
    this.words = new PerformanceWords(report, FIGURES);
    this.options = options;
    this.html = html;
  }

  /**
   * Writes the report; the writer is flushed and left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(PerformanceReport report, HtmlOptions options, Writer out)
      throws IOException {
    ReportPage.write(
        "Performance report",
        report.name(),
        options,
        out,
        html -> new PerformanceHtml(report, options, html).main());
  }

  private void main() {
    html.start("p", "class", "note pair").name(Names.visible(report.name())).end("p").line();
    List<Result> results = report.results();
    if (results.size() == 1) {
      Result result = results.get(0);
      html.element("h1", words.headline(result), "class", "verdict");
      html.element("p", words.what(), "class", "say").line();
      measured(result);
    } else {
      html.element("h1", results.size() + " results", "class", "verdict");
      html.element("p", words.what(), "class", "say").line();
      many(results);
    }
    method();
  }

  private void head(String title, String note) {
    html.start("section").start("div", "class", "head").element("h2", title);
    html.element("span", note, "class", "note").end("div").line();
  }

  private void measured(Result result) {
    Measured weighted = result.weighted();
    curves(result.plain().curves());
    head("All figures", "Each with its 95% interval, or why there is none.");
    DataTable.open(html, "Metrics");
    if (weighted == null) {
      DataTable.heads(html, "Metric", "Value", "95% interval", "Note");
    } else {
      DataTable.heads(
          html, "Metric", "Value", "95% interval", "Weighted", "95% interval, weighted", "Note");
    }
    for (Map.Entry<String, Estimate> metric : result.plain().metrics().entrySet()) {
      Estimate plain = metric.getValue();
      html.start("tr").element("th", metric.getKey(), "scope", "row");
      html.element("td", words.value(plain)).element("td", words.interval(plain));
      if (weighted != null) {
        Estimate heavy = weighted.metrics().getOrDefault(metric.getKey(), plain);
        html.element("td", words.value(heavy)).element("td", words.interval(heavy));
      }
      String note = plain.reason() == null ? "" : plain.reason();
      html.element("td", note, "class", "l").end("tr").line();
    }
    DataTable.close(html);
    if (weighted != null) {
      html.element(
          "p",
          "Weighted by "
              + Names.visible(report.request().weighting().spelled())
              + ": as good as "
              + FIGURES.count(Math.round(weighted.effectiveRows()))
              + " rows of equal weight.",
          "class",
          "note");
    }
    html.end("section").line();
    classes(result.plain());
    confusion(result.plain());
  }

  private void curves(@Nullable Curves curves) {
    if (curves == null) {
      return;
    }
    head("Scores", "The straight line is what scores that know nothing would give.");
    html.start("div", "class", "curves");
    List<Spot> roc = new ArrayList<>(List.of(new Spot(0, 0)));
    List<Spot> gain = new ArrayList<>(List.of(new Spot(0, 0)));
    roc.addAll(spots(curves, p -> new Spot(p.falsePositiveRate(), p.recall())));
    gain.addAll(spots(curves, p -> new Spot(p.taken(), p.recall())));
    chart("ROC", "false-positive rate", "recall", roc, Reference.DIAGONAL, false);
    chart(
        "Precision and recall",
        "recall",
        "precision",
        spots(curves, p -> new Spot(p.recall(), p.precision())),
        Reference.level(curves.positives()),
        false);
    chart("Gain", "share of rows taken", "recall", gain, Reference.DIAGONAL, false);
    lift(curves);
    if (!curves.calibration().isEmpty()) {
      List<Spot> bins =
          curves.calibration().stream().map(b -> new Spot(b.meanScore(), b.positives())).toList();
      chart("Calibration", "mean score", "positives", bins, Reference.DIAGONAL, true);
    }
    html.end("div").end("section").line();
  }

  /** How many times the share of positives of all rows is that of the rows taken. */
  private void lift(Curves curves) {
    List<Spot> lift = spots(curves, p -> new Spot(p.taken(), p.recall() / p.taken()));
    double top = Math.max(2, Math.ceil(lift.stream().mapToDouble(Spot::up).max().orElse(1)));
    new CurveChart(
            "Lift", "share of rows taken", "times", top, List.of(lift), Reference.level(1), false)
        .write(html);
  }

  private static List<Spot> spots(Curves curves, Function<ThresholdCurve.Point, Spot> spot) {
    return curves.points().stream().map(spot).toList();
  }

  private void chart(
      String title,
      String across,
      String up,
      List<Spot> curve,
      Reference reference,
      boolean hasDots) {
    new CurveChart(title, across, up, 1, List.of(curve), reference, hasDots).write(html);
  }

  private void classes(Measured measured) {
    if (measured.classes().isEmpty()) {
      return;
    }
    head("Classes", "Each against the rest.");
    DataTable.open(html, "Classes");
    List<String> names = new ArrayList<>(List.of("Class"));
    measured.classes().get(0).metrics().keySet().forEach(id -> addHeads(names, id));
    DataTable.heads(html, names.toArray(String[]::new));
    for (ClassFigures one : measured.classes()) {
      html.start("tr").start("th", "scope", "row").name(Names.visible(one.name())).end("th");
      for (Estimate estimate : one.metrics().values()) {
        html.element("td", words.value(estimate)).element("td", words.interval(estimate));
      }
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("section").line();
  }

  private static void addHeads(List<String> names, String id) {
    names.add(id);
    names.add("95% interval");
  }

  private void confusion(Measured measured) {
    int size = measured.confusion().size();
    if (size == 0 || size > MOST_CLASSES) {
      return;
    }
    head("Confusion", "Rows by true class, columns by predicted class.");
    DataTable.open(html, "Confusion");
    List<String> names = new ArrayList<>(List.of("True class"));
    report.classes().forEach(name -> names.add("as " + Names.visible(name)));
    DataTable.heads(html, names.toArray(String[]::new));
    for (int k = 0; k < size; k++) {
      html.start("tr").start("th", "scope", "row");
      html.name(Names.visible(report.classes().get(k))).end("th");
      measured.confusion().get(k).forEach(rows -> html.element("td", FIGURES.significant(rows, 9)));
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("section").line();
  }

  private void many(List<Result> results) {
    WindowCharts charts = new WindowCharts(results, words);
    if (!charts.metrics().isEmpty()) {
      head("Over time", "All rows; each block is the 95% interval of its window.");
      charts.write(html);
      html.end("section").line();
    }
    head("Windows and segments", "The leading figures; all of them are in the JSON report.");
    DataTable.open(html, "Results");
    List<String> names = new ArrayList<>(List.of("Window or segment", "Rows", "Labelled"));
    words.leading().stream().limit(SHOWN).forEach(id -> addHeads(names, id));
    DataTable.heads(html, names.toArray(String[]::new));
    for (Result result : results) {
      html.start("tr").start("th", "scope", "row").name(words.name(result)).end("th");
      html.element("td", FIGURES.count(result.rows()));
      html.element("td", FIGURES.count(result.labelled()));
      for (String id : words.leading().subList(0, SHOWN)) {
        Estimate estimate = result.plain().metrics().getOrDefault(id, Estimate.count(0));
        html.element("td", words.value(estimate)).element("td", words.interval(estimate));
      }
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("section").line();
  }

  private void method() {
    head("How this was computed", "Formulas: ballast metrics ID.");
    html.start("dl", "class", "method");
    item("Intervals", "95%: Wilson for shares of rows, DeLong for areas, else a basic bootstrap.");
    item("Weights", Names.visible(report.request().weighting().spelled()));
    for (String warning : report.warnings()) {
      item("Left out", Names.visible(warning) + ".");
    }
    item("Ballast", options.version());
    html.end("dl").end("section").line();
  }

  private void item(String term, String text) {
    html.element("dt", term).element("dd", text).line();
  }
}
