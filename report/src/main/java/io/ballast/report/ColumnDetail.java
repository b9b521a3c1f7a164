package io.ballast.report;

import io.ballast.report.chart.Histogram;
import io.ballast.report.chart.IntervalAxis;
import io.ballast.report.chart.IntervalAxis.Reading;
import io.ballast.report.chart.IntervalAxis.Row;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Series;
import io.ballast.report.chart.Standing;
import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column in full: its statements on one axis, its histograms, where it moved, and every figure
 * with the formula that made it.
 */
final class ColumnDetail {
  /** Classes drawn one by one; of more, only those that moved. */
  private static final int MOST_CLASS_CHARTS = 4;

  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final DriftSentences sentences;
  private final ClassSentences inside;
  private final Formulas formulas = new Formulas(FIGURES);

  ColumnDetail(DriftReport report) {
    this.report = report;
    this.sentences = new DriftSentences(report, FIGURES);
    this.inside = new ClassSentences(report, FIGURES);
  }

  /** Writes everything. */
  void write(Markup html, ColumnResult column, Result result) {
    words(html, column, result, sentences.effects(column));
    body(html, column, result);
  }

  /** Writes everything but what the top of the page has said. */
  void writeLeader(Markup html, ColumnResult column, Result result) {
    words(html, column, result, "");
    body(html, column, result);
  }

  /** Writes the words and the axis, without histograms and tables. */
  void writeShort(Markup html, ColumnResult column, Result result) {
    words(html, column, result, sentences.effects(column));
    axis(html, column);
  }

  /** Writes the axis alone. */
  void writeAxis(Markup html, ColumnResult column) {
    axis(html, column);
  }

  private void body(Markup html, ColumnResult column, Result result) {
    axis(html, column);
    html.start("div", "class", "depth");
    histograms(html, column, result.classes());
    html.start("details", "class", "figures");
    html.element("summary", "All figures and the formula");
    new FigureTables(FIGURES).write(html, column, result);
    formulas.write(html, column);
    html.end("details").end("div").line();
  }

  /** What happened, where and which way. */
  private void words(Markup html, ColumnResult column, Result result, String effects) {
    List<String> text = new ArrayList<>();
    Statement leading = column.leading();
    String lacking = Statements.lacking(leading);
    if (leading.verdict() == Verdict.NOT_ENOUGH_DATA && !lacking.isEmpty()) {
      text.add("Not enough data: " + Words.sentence(lacking));
    }
    text.add(effects);
    text.add(sentences.bounded(leading));
    text.add(sentences.unproven(leading));
    text.add(inside.movedClasses(column, result.classes()));
    Movement movement = movement(column);
    if (leading.verdict() == Verdict.DRIFT || Statements.isLargeUnproven(leading)) {
      text.add(movement.where());
      text.add(movement.direction());
    }
    text.add(sentences.gaps(column, result));
    text.removeIf(String::isEmpty);
    if (!text.isEmpty()) {
      html.element("p", String.join(" ", text), "class", "say").line();
    }
  }

  private static Movement movement(ColumnResult column) {
    Weighted weighted = column.weighted();
    BinnedCounts bins = weighted == null ? null : weighted.bins();
    if (weighted != null && bins != null && Statements.isWeighted(column)) {
      return new Movement(
          column.type(), bins.bins(), weighted.referenceWeight(), weighted.currentWeight());
    }
    BinnedCounts plain = column.plainBins();
    return new Movement(
        column.type(),
        plain.bins(),
        Shapes.shares(BinnedCounts.total(plain.reference())),
        Shapes.shares(BinnedCounts.total(plain.current())));
  }

  /** The statements of a column on one axis; nothing when none was measured. */
  private void axis(Markup html, ColumnResult column) {
    List<Row> rows = new ArrayList<>();
    Weighted weighted = column.weighted();
    if (weighted != null && weighted.statement().effect() != null) {
      String note = "by " + Statements.weightedBy(weighted);
      rows.add(row("Weighted", note, weighted.statement(), Series.HEAVY));
    }
    if (column.plain().effect() != null) {
      Series series = rows.isEmpty() ? Series.HEAVY : Series.PLAIN;
      rows.add(
          row(weighted == null ? "All rows" : "Plain", "every row alike", column.plain(), series));
    }
    DriftMetric metric = report.metric();
    List<Row> parts = new ArrayList<>();
    if (weighted != null) {
      weighted.perClass().forEach(part -> parts.add(0, row(part)));
    }
    if (metric == DriftMetric.PSI) {
      rows.addAll(parts);
      parts.clear();
    }
    if (!rows.isEmpty()) {
      axis(html, rows, metric);
    }
    if (!parts.isEmpty()) {
      html.element("p", "Inside the classes, corrected PSI", "class", "sub");
      axis(html, parts, DriftMetric.PSI);
    }
  }

  private void axis(Markup html, List<Row> rows, DriftMetric metric) {
    double extent = metric.critical() * 1.15;
    for (Row row : rows) {
      extent = Math.max(extent, row.span().extent());
    }
    Scale scale = Scale.holding(extent, 5);
    new IntervalAxis(rows, scale, List.of(metric.warning(), metric.critical())).write(html);
    boolean hasPlain = rows.stream().anyMatch(row -> row.series() == Series.PLAIN);
    boolean hasNoise = rows.stream().anyMatch(row -> row.span().noise() > 0);
    Key.axis(html, hasPlain, hasNoise, sentences.thresholds(metric));
  }

  private Row row(String label, String note, Statement statement, Series series) {
    Measure measure = statement.effect();
    Evidence evidence = statement.evidence();
    String words = "";
    if (evidence != null && statement.verdict() != Verdict.NOT_ENOUGH_DATA) {
      words = FIGURES.namedP(evidence.pAdjusted());
    }
    if (Statements.isLargeUnproven(statement)) {
      words = "large, not proven, " + words;
    }
    Reading reading = new Reading(value(measure), interval(measure), Shapes.mark(statement), words);
    return new Row(
        label, note, Shapes.span(statement), series, Shapes.standing(statement), reading);
  }

  private Row row(ClassPart part) {
    String rows =
        FIGURES.count(part.referenceRows()) + " and " + FIGURES.count(part.currentRows()) + " rows";
    Measure measure = part.effect();
    Evidence evidence = part.evidence();
    String label = "Inside class " + Names.visible(part.label());
    if (measure == null || evidence == null || part.moved() == null) {
      Reading reading = new Reading(FIGURES.undefined(), "", null, "needs 30 rows on both sides");
      return new Row(
          label, rows, Shapes.span(DriftMetric.PSI, null), Series.HEAVY, Standing.UNKNOWN, reading);
    }
    String words =
        (part.moved() ? "moved, " : "did not provably move, ")
            + FIGURES.namedP(evidence.pAdjusted());
    Reading reading = new Reading(value(measure), interval(measure), null, words);
    return new Row(
        label,
        rows,
        Shapes.span(DriftMetric.PSI, measure),
        Series.HEAVY,
        Shapes.standing(part),
        reading);
  }

  private static String value(@Nullable Measure measure) {
    return measure == null ? FIGURES.undefined() : FIGURES.distance(Statements.shown(measure));
  }

  private static String interval(@Nullable Measure measure) {
    Interval interval = measure == null ? null : measure.interval();
    return interval == null ? "" : FIGURES.interval(interval, 3);
  }

  private void histograms(Markup html, ColumnResult column, @Nullable Classes classes) {
    Map<String, Chart> charts = charts(column, classes);
    if (charts.isEmpty()) {
      return;
    }
    html.start("div", "class", charts.size() == 1 ? "one" : "two");
    charts.forEach((title, chart) -> chart.write(html, column, title));
    html.end("div").line();
    Key.histogram(html, "reference", "window");
  }

  /** One histogram: its bins, shares and note. */
  private record Chart(List<Bin> bins, double[] reference, double[] current, String note) {
    boolean isEmpty() {
      return bins.isEmpty() || sum(reference) + sum(current) == 0;
    }

    private static double sum(double[] shares) {
      double sum = 0;
      for (double share : shares) {
        sum += share;
      }
      return sum;
    }

    void write(Markup html, ColumnResult column, String title) {
      html.start("figure").start("figcaption").element("b", title);
      html.empty("br").element("span", note, "class", "note").end("figcaption");
      String label =
          title + ": shares of " + Names.spoken(column.name()) + " in reference and window by bin";
      if (Shapes.isCategorical(bins)) {
        Shapes.categories(label, bins, reference, current).write(html);
      } else {
        Histogram chart = Shapes.histogram(label, column.type(), bins, reference, current);
        chart.write(html);
      }
      html.end("figure").line();
    }
  }

  private Map<String, Chart> charts(ColumnResult column, @Nullable Classes classes) {
    Map<String, Chart> charts = new LinkedHashMap<>();
    Weighted weighted = column.weighted();
    BinnedCounts bins = weighted == null ? null : weighted.bins();
    if (weighted != null && bins != null && weighted.referenceWeight().length > 0) {
      String note =
          weighted.weights().isEmpty()
              ? "Every row counts its weight."
              : "The classes count as they are weighted.";
      charts.put(
          "Weighted",
          new Chart(
              bins.bins(),
              weighted.referenceWeight(),
              weighted.currentWeight(),
              note + measured(weighted.statement())));
    }
    BinnedCounts plain = column.plainBins();
    charts.put(
        weighted == null ? "Reference and window" : "Plain",
        new Chart(
            plain.bins(),
            Shapes.shares(BinnedCounts.total(plain.reference())),
            Shapes.shares(BinnedCounts.total(plain.current())),
            "Every row counts alike." + measured(column.plain())));
    if (weighted != null && bins != null && classes != null) {
      classCharts(charts, weighted.perClass(), bins, classes);
    }
    charts.values().removeIf(Chart::isEmpty);
    return charts;
  }

  private static void classCharts(
      Map<String, Chart> charts, List<ClassPart> parts, BinnedCounts bins, Classes classes) {
    for (int step = 0; step < parts.size(); step++) {
      int k = parts.size() - 1 - step;
      ClassPart part = parts.get(k);
      boolean isNamed = k == classes.minority() || k == classes.majority();
      boolean isShown = parts.size() <= MOST_CLASS_CHARTS || isNamed;
      if (isShown || Boolean.TRUE.equals(part.moved())) {
        charts.put(
            "Class " + Names.visible(part.label()) + " alone",
            new Chart(
                bins.bins(),
                Shapes.shares(bins.reference()[k]),
                Shapes.shares(bins.current()[k]),
                FIGURES.count(part.referenceRows())
                    + " reference rows, "
                    + FIGURES.count(part.currentRows())
                    + " window rows."));
      }
    }
  }

  private static String measured(Statement statement) {
    Measure measure = statement.effect();
    return measure == null || Double.isNaN(measure.value())
        ? ""
        : " "
            + statement.metric().label()
            + " "
            + FIGURES.distance(measure.value())
            + " as measured.";
  }
}
