package io.ballast.report;

import io.ballast.report.chart.HeatTable;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Standing;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many windows of one segment: the leading column over time, all columns against time, and each
 * column in place.
 */
final class WindowsSection {
  private static final int HEAT_SHOWN = 15;
  private static final int LIST_SHOWN = 15;
  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final List<Result> results;
  private final String prefix;
  private final Windows windows;
  private final List<ColumnSeries> columns;
  private final SeriesChart charts;

  /**
   * A section of these results.
   *
   * @param prefix of the columns' anchors, unique in the page
   */
  WindowsSection(DriftReport report, List<Result> results, String prefix) {
    this(report, results, prefix, ColumnSeries.of(report, results));
  }

  /**
   * As above.
   *
   * @param columns of these results
   */
  WindowsSection(
      DriftReport report, List<Result> results, String prefix, List<ColumnSeries> columns) {
    this.report = report;
    this.results = results;
    this.prefix = prefix;
    this.windows = Windows.of(report);
    this.columns = columns;
    this.charts = new SeriesChart(report, results);
  }

  /** Writes the section. */
  void write(Markup html) {
    if (columns.isEmpty()) {
      html.element("p", "No column was compared.", "class", "note");
      return;
    }
    leader(html);
    if (columns.size() > 1) {
      heat(html, null, null);
    }
    html.start("section").start("div", "class", "head").element("h2", "Columns");
    html.element("span", "Most drifted first. Each opens in place.", "class", "note").end("div");
    list(html);
    html.end("section").line();
  }

  private void leader(Markup html) {
    ColumnSeries first = columns.get(0);
    ColumnSeries leader =
        first.drifted() > 0
            ? first
            : columns.stream().max(Comparator.comparingLong(ColumnSeries::drifted)).orElseThrow();
    html.start("section");
    html.start("div", "class", "head").start("h2").name(Names.spoken(leader.name()));
    html.text(" by " + windows.noun()).end("h2");
    html.element("span", heading(leader), "class", "note").end("div");
    charts.writeLarge(html, leader);
    html.end("section").line();
  }

  /** What a line over time says in one sentence. */
  String heading(ColumnSeries series) {
    long unsure = series.count(Verdict.NOT_ENOUGH_DATA);
    if (unsure == results.size()) {
      return "No " + windows.noun() + " has enough data: take longer windows.";
    }
    String drifted =
        series.drifted() == 0
            ? "No " + windows.noun() + " proves drift"
            : series.drifted() + " of " + results.size() + " drifted";
    return "Corrected "
        + report.metric().label()
        + ". "
        + drifted
        + (unsure == 0 ? "." : ", " + unsure + " without enough data.");
  }

  /**
   * The heat table.
   *
   * @param href where a column's figures are; null: in the list of this section
   * @param place where a column's figures of one window are; null: nowhere of their own
   */
  void heat(
      Markup html,
      @Nullable Function<String, String> href,
      @Nullable BiFunction<String, Result, String> place) {
    if (place == null) {
      html.start("section").start("div", "class", "head");
    } else {
      html.start("section", "id", "heat").start("div", "class", "head");
    }
    html.element("h2", "All columns by " + windows.noun());
    String note =
        "Filled: proven, the stronger the colour the farther. Outlined: large, but that "
            + windows.noun()
            + " alone does not prove it. Empty: noise.";
    html.element("span", note, "class", "note").end("div");
    List<HeatTable.Row> rows = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      ColumnSeries series = columns.get(c);
      rows.add(
          new HeatTable.Row(
              Names.column(series.name()),
              href == null ? "#" + prefix + c : href.apply(series.name()),
              Long.toString(series.drifted()),
              cells(series, place)));
    }
    boolean isQuiet =
        rows.stream()
            .flatMap(row -> row.cells().stream())
            .noneMatch(
                cell -> cell.standing() == Standing.PROVEN || cell.standing() == Standing.UNPROVEN);
    if (isQuiet) {
      boolean isUnknown =
          rows.stream()
              .flatMap(row -> row.cells().stream())
              .allMatch(cell -> cell.standing() == Standing.UNKNOWN);
      String sentence =
          isUnknown
              ? "Nothing to show: no column has enough data in any "
              : "Nothing to show: no column is proven or large in any ";
      html.element("p", sentence + windows.noun() + ".", "class", "say").end("section").line();
      return;
    }
    DriftMetric metric = report.metric();
    boolean isStrip = results.size() > HeatTable.MOST_CELLS;
    HeatTable table =
        new HeatTable(
            "Corrected " + metric.label() + " of each column by " + windows.noun(),
            results.stream().map(isStrip ? windows::name : windows::tick).toList(),
            rows,
            List.of(metric.warning(), metric.critical()));
    int drifted = (int) columns.stream().filter(series -> series.drifted() > 0).count();
    int shown = Math.max(HEAT_SHOWN, drifted);
    boolean isFolded = rows.size() > shown + 2;
    table.write(html, 0, isFolded ? shown : rows.size());
    if (isFolded) {
      html.start("details").element("summary", (rows.size() - shown) + " more, none drifted");
      table.write(html, shown, rows.size());
      html.end("details");
    }
    Key.heat(html, metric.warning(), metric.critical());
    html.end("section").line();
  }

  private List<HeatTable.Cell> cells(
      ColumnSeries series, @Nullable BiFunction<String, Result, String> place) {
    List<HeatTable.Cell> cells = new ArrayList<>();
    boolean isStrip = results.size() > HeatTable.MOST_CELLS;
    for (int i = 0; i < results.size(); i++) {
      String href = place == null || isStrip ? "" : place.apply(series.name(), results.get(i));
      cells.add(cell(series.values().get(i), href));
    }
    return cells;
  }

  private static HeatTable.Cell cell(@Nullable ColumnResult column, String href) {
    Measure measure = column == null ? null : column.leading().effect();
    if (column == null || measure == null || column.verdict() == Verdict.NOT_ENOUGH_DATA) {
      return new HeatTable.Cell(Double.NaN, FIGURES.undefined(), Standing.UNKNOWN, href);
    }
    double value = Statements.shown(measure);
    return new HeatTable.Cell(
        value, FIGURES.fixed(value, 2), Shapes.standing(column.leading()), href);
  }

  private void list(Markup html) {
    html.start("div", "class", "cols over", "data-list", "");
    int drifted = (int) columns.stream().filter(series -> series.drifted() > 0).count();
    int shown = Math.max(LIST_SHOWN, drifted);
    boolean isFolded = columns.size() > shown + 2;
    rows(html, 0, isFolded ? shown : columns.size());
    if (isFolded) {
      html.start("details", "class", "more");
      html.element("summary", (columns.size() - shown) + " more, none drifted");
      rows(html, shown, columns.size());
      html.end("details").line();
    }
    html.end("div").line();
  }

  private void rows(Markup html, int from, int to) {
    ColumnDetail detail = new ColumnDetail(report);
    for (int c = from; c < to; c++) {
      ColumnSeries series = columns.get(c);
      int chosen = series.strongest();
      ColumnResult column = series.values().get(chosen);
      if (column == null) {
        continue;
      }
      String style = series.drifted() > 0 ? "col said" : "col";
      html.start("details", "class", style, "id", prefix + c).start("summary");
      html.start("div", "class", "row").start("span", "class", "name");
      html.name(Names.column(series.name())).end("span").start("span");
      Shapes.mark(column.leading()).write(html);
      html.end("span");
      String noun = windows.noun() + (results.size() == 1 ? "" : "s");
      String drifted = series.drifted() + " of " + results.size() + " " + noun;
      html.element("span", drifted, "class", "dim");
      html.element("span", largest(series), "class", "dim");
      html.end("div").end("summary").start("div", "class", "open");
      charts.writeMedium(html, series);
      String why =
          column.verdict() == Verdict.DRIFT
              ? "the " + windows.noun() + " with the most evidence"
              : "the newest " + windows.noun() + " with a verdict";
      html.element("h3", windows.name(results.get(chosen)) + ", " + why);
      detail.write(html, column, results.get(chosen));
      html.end("div").end("details").line();
    }
  }

  /** The largest effect that has a verdict, with its window. */
  private String largest(ColumnSeries series) {
    int largest = -1;
    double value = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < results.size(); i++) {
      ColumnResult column = series.values().get(i);
      Measure measure = column == null ? null : column.leading().effect();
      boolean isJudged = column != null && column.verdict() != Verdict.NOT_ENOUGH_DATA;
      if (isJudged && measure != null && measure.judged() > value) {
        largest = i;
        value = measure.judged();
      }
    }
    if (largest < 0) {
      return series
          .present()
          .reduce((earlier, later) -> later)
          .map(c -> Statements.lacking(c.leading()))
          .orElse("");
    }
    return "largest "
        + FIGURES.distance(Math.max(0, value))
        + ", "
        + windows.name(results.get(largest));
  }
}
