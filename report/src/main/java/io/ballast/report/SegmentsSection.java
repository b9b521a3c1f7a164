package io.ballast.report;

import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.IntervalAxis;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Series;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A comparison per segment: one table of all, then a section each. */
final class SegmentsSection {
  /** Columns of quiet segments that open in place before the file would grow too large. */
  private static final int MOST_DETAILS = 150;

  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final DriftSentences sentences;
  private final ClassSentences inside;
  private final boolean hasWindows;
  private int details;

  SegmentsSection(DriftReport report) {
    this.report = report;
    this.sentences = new DriftSentences(report, FIGURES);
    this.inside = new ClassSentences(report, FIGURES);
    this.hasWindows = report.settings().every() != null;
  }

  /** Writes the table and the sections. */
  void write(Markup html, Map<Segment, List<Result>> segments) {
    html.start("section").start("div", "class", "head");
    String column = segments.keySet().iterator().next().column();
    html.start("h2").text("By ").name(Names.spoken(column)).end("h2");
    html.element(
        "span",
        "The same value on both sides. The axis shows the column with the most evidence.",
        "class",
        "note");
    html.end("div");
    Scale scale = scale();
    DataTable.open(html, "Segments by " + Names.spoken(column));
    DataTable.heads(
        html,
        Names.column(column),
        "Verdict",
        "Reference rows",
        "Window rows",
        "Drifted",
        "Most evidence",
        report.metric().label() + DataTable.AXIS + FIGURES.fixed(scale.max(), scale.decimals()),
        "Value");
    int index = 0;
    for (Map.Entry<Segment, List<Result>> entry : segments.entrySet()) {
      row(html, entry.getKey(), entry.getValue(), scale, index++);
    }
    DataTable.close(html);
    html.end("section").line();
    index = 0;
    for (Map.Entry<Segment, List<Result>> entry : segments.entrySet()) {
      section(html, entry.getKey(), entry.getValue(), index++);
    }
  }

  private void row(Markup html, Segment segment, List<Result> results, Scale scale, int index) {
    Result shown = strongest(results);
    html.start("tr").start("th", "scope", "row").start("a", "href", "#s" + index);
    html.name(Names.value(segment.value())).end("a").end("th").start("td", "class", "l");
    Shapes.mark(shown.verdict(), DriftText.worst(shown)).write(html);
    html.end("td");
    number(html, FIGURES.count(shown.referenceRows()));
    number(html, FIGURES.count(results.stream().mapToLong(Result::currentRows).sum()));
    number(html, drifted(results, shown));
    if (shown.columns().isEmpty()) {
      number(html, FIGURES.undefined());
      number(html, "");
      number(html, FIGURES.undefined());
    } else {
      ColumnResult column = shown.columns().get(0);
      html.start("td", "class", "l").name(Names.spoken(column.name())).end("td");
      html.start("td", "class", "fx");
      html.start("svg", "class", "ch fo", "height", 26, "aria-hidden", "true");
      DriftMetric metric = report.metric();
      new IntervalAxis(List.of(), scale, List.of(metric.warning(), metric.critical()))
          .strip(
              html,
              Shapes.span(column.leading()),
              Series.HEAVY,
              Shapes.standing(column.leading()),
              26);
      html.end("svg").end("td");
      Measure effect = column.leading().effect();
      number(
          html, effect == null ? FIGURES.undefined() : FIGURES.distance(Statements.shown(effect)));
    }
    html.end("tr").line();
  }

  private String drifted(List<Result> results, Result shown) {
    if (hasWindows) {
      long count = results.stream().filter(r -> r.verdict() == Verdict.DRIFT).count();
      return count + " of " + results.size() + " " + Windows.of(report).noun() + "s";
    }
    return shown.drifted().size() + " of " + shown.columns().size() + " columns";
  }

  private static Result strongest(List<Result> results) {
    return results.stream()
        .filter(result -> result.verdict() == Verdict.DRIFT)
        .findFirst()
        .orElse(results.get(results.size() - 1));
  }

  private static void number(Markup html, String text) {
    html.element("td", text);
  }

  private Scale scale() {
    double extent = 1.5 * report.metric().critical();
    for (Result result : report.results()) {
      if (!result.columns().isEmpty()) {
        extent = Math.max(extent, Shapes.span(result.columns().get(0).leading()).extent());
      }
    }
    return Scale.holding(Math.min(extent, 4 * report.metric().critical()), 5);
  }

  /** A segment's section; a quiet one is folded behind its verdict. */
  private void section(Markup html, Segment segment, List<Result> results, int index) {
    String name =
        Names.spoken(segment.column()) + " = " + Names.spoken(Names.value(segment.value()));
    Verdict verdict = SummarySentences.together(results);
    html.start("section", "id", "s" + index, "class", "segment");
    if (verdict == Verdict.DRIFT) {
      html.start("h2", "class", "big-head").name(name).end("h2");
      content(html, results, index);
    } else {
      html.start("details", "class", "quiet-segment").start("summary");
      html.start("h2").name(name).end("h2");
      Shapes.mark(verdict, null).write(html);
      html.end("summary");
      content(html, results, index);
      html.end("details");
    }
    html.end("section").line();
  }

  private void content(Markup html, List<Result> results, int index) {
    String prefix = "s" + index + "c";
    if (hasWindows) {
      new WindowsSection(report, results, prefix).write(html);
      return;
    }
    Result result = results.get(0);
    List<String> lead = new ArrayList<>();
    lead.add(sentences.headline(result));
    if (result.classes() != null) {
      lead.add(inside.classShare(result.classes()));
    }
    String predicted = inside.predicted(result);
    if (!predicted.isEmpty()) {
      lead.add(predicted);
    }
    html.element("p", String.join(" ", lead), "class", "say");
    if (!result.columns().isEmpty()) {
      new ColumnList(report, this::detail).write(html, result, prefix);
    }
  }

  private void detail(Markup html, ColumnResult column, Result result) {
    ColumnDetail detail = new ColumnDetail(report);
    if (column.verdict() == Verdict.DRIFT || details < MOST_DETAILS) {
      details++;
      detail.write(html, column, result);
      return;
    }
    detail.writeShort(html, column, result);
    String segment = Names.value(Objects.requireNonNull(result.segment()).value());
    html.element(
        "p",
        "Histograms of quiet columns are left out here to keep the file small. Compare the rows of "
            + segment
            + " alone to see them.",
        "class",
        "note");
  }
}
