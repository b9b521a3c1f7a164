package io.ballast.report;

import io.ballast.report.chart.HeatTable;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Span;
import io.ballast.report.chart.Standing;
import io.ballast.report.chart.TimeLine;
import io.ballast.report.chart.TimeLine.Point;
import io.ballast.report.chart.TimeLine.Threshold;
import io.ballast.report.chart.VerdictMark;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many windows of one segment: the leading column over time, then all columns against time. */
final class WindowsSection {
  private static final int HEAT_SHOWN = 15;
  private static final int MOST_TABLE_ROWS = 62;
  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final List<Result> results;
  private final String prefix;
  private final Windows windows;
  private final List<Series> columns;

  /** One column over all windows; null where a window lacks it. */
  record Series(String name, List<@Nullable ColumnResult> values) {
    long drifted() {
      return present().filter(column -> column.verdict() == Verdict.DRIFT).count();
    }

    double leastP() {
      return present()
          .map(column -> column.leading().evidence())
          .filter(evidence -> evidence != null)
          .mapToDouble(evidence -> evidence.pAdjusted())
          .min()
          .orElse(1);
    }

    Stream<ColumnResult> present() {
      return values.stream().flatMap(Stream::ofNullable);
    }
  }

  WindowsSection(DriftReport report, List<Result> results, String prefix) {
    this.report = report;
    this.results = results;
    this.prefix = prefix;
    this.windows = Windows.of(report);
    this.columns = columns();
  }

  private List<Series> columns() {
    List<String> outputs = report.settings().outputs();
    return results.stream()
        .flatMap(result -> result.columns().stream().map(ColumnResult::name))
        .distinct()
        .map(name -> new Series(name, results.stream().map(result -> find(result, name)).toList()))
        .sorted(
            Comparator.<Series, Boolean>comparing(series -> !outputs.contains(series.name()))
                .thenComparing(Series::drifted, Comparator.reverseOrder())
                .thenComparingDouble(Series::leastP))
        .toList();
  }

  private static @Nullable ColumnResult find(Result result, String name) {
    return result.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Writes the section. */
  void write(Markup html) {
    if (columns.isEmpty()) {
      html.element("p", "No column was compared.", "class", "note");
      return;
    }
    Series leader =
        columns.get(0).drifted() > 0
            ? columns.get(0)
            : columns.stream().max(Comparator.comparingLong(Series::drifted)).orElseThrow();
    html.start("section");
    html.start("div", "class", "head").start("h2").element("bdi", Names.spoken(leader.name()));
    html.text(" by " + windows.noun()).end("h2");
    html.element("span", heading(leader), "class", "note").end("div");
    lines(html, leader, TimeLine.Style.LARGE);
    html.end("section").start("section");
    heat(html);
    html.end("section").start("section");
    html.start("div", "class", "head").element("h2", "Columns");
    html.element("span", "Most drifted first. Each opens in place.", "class", "note").end("div");
    list(html);
    html.end("section").line();
  }

  private String heading(Series series) {
    long unsure = series.present().filter(c -> c.verdict() == Verdict.NOT_ENOUGH_DATA).count();
    String text = "Corrected " + report.metric().label() + ". ";
    long drifted = series.drifted();
    text +=
        drifted == 0
            ? "No " + windows.noun() + " proves drift"
            : drifted + " of " + results.size() + " drifted";
    return text + (unsure == 0 ? "." : ", " + unsure + " without enough data.");
  }

  /** The chart of one column over time, its classes below it, and the table of both. */
  private void lines(Markup html, Series series, TimeLine.Style style) {
    boolean isWeighted = series.present().anyMatch(DriftSentences::isWeighted);
    List<Point> points = points(series, WindowsSection::leadingSpan, isWeighted);
    DriftMetric metric = report.metric();
    List<Threshold> thresholds =
        List.of(
            new Threshold("warning " + FIGURES.significant(metric.warning(), 2), metric.warning()),
            new Threshold(
                "critical " + FIGURES.significant(metric.critical(), 2), metric.critical()));
    String label =
        metric.label()
            + " of "
            + Names.spoken(series.name())
            + " by "
            + windows.noun()
            + ", with 95% intervals";
    new TimeLine(label, points, scale(points), thresholds, style).write(html);
    boolean hasNoise = points.stream().anyMatch(point -> point.span().noise() > 0);
    if (style == TimeLine.Style.LARGE) {
      Key.line(html, isWeighted, hasNoise);
      classLines(html, series);
    }
    table(html, series, isWeighted);
  }

  private static Span leadingSpan(ColumnResult column) {
    return Shapes.span(column.leading());
  }

  private void classLines(Markup html, Series series) {
    int classes =
        series
            .present()
            .map(ColumnResult::weighted)
            .filter(weighted -> weighted != null)
            .mapToInt(weighted -> weighted.perClass().size())
            .max()
            .orElse(0);
    if (classes == 0 || classes > 4) {
      return;
    }
    html.start("div", "class", "two");
    for (int k = classes - 1; k >= 0; k--) {
      int index = k;
      List<Point> points = points(series, column -> partSpan(column, index), false);
      Optional<ClassPart> first =
          series.present().flatMap(c -> part(c, index).stream()).findFirst();
      if (first.isEmpty() || points.stream().noneMatch(Point::hasValue)) {
        continue;
      }
      String name = "Inside class " + Names.visible(first.get().label());
      html.start("figure").start("figcaption").element("b", name).end("figcaption");
      new TimeLine(
              name + ": corrected PSI of " + Names.spoken(series.name()) + " by " + windows.noun(),
              points,
              scale(points),
              List.of(),
              TimeLine.Style.SMALL)
          .write(html);
      html.end("figure");
    }
    html.end("div").line();
  }

  private static Optional<ClassPart> part(ColumnResult column, int k) {
    return column.weighted() != null && k < column.weighted().perClass().size()
        ? Optional.of(column.weighted().perClass().get(k))
        : Optional.empty();
  }

  private static Span partSpan(ColumnResult column, int k) {
    return Shapes.span(DriftMetric.PSI, part(column, k).map(ClassPart::effect).orElse(null));
  }

  private List<Point> points(Series series, Function<ColumnResult, Span> span, boolean hasPlain) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      ColumnResult column = series.values().get(i);
      Span value = column == null ? Shapes.span(report.metric(), null) : span.apply(column);
      Measure plain = column == null ? null : column.plain().effect();
      points.add(
          new Point(
              windows.tick(result),
              from(i),
              to(i),
              value,
              hasPlain && plain != null ? plain.judged() : Double.NaN,
              column == null ? Standing.UNKNOWN : Shapes.standing(column.leading()),
              column == null ? VerdictMark.UNSURE : Shapes.mark(column.leading())));
    }
    return points;
  }

  /** Start of a window as a share of the whole time; windows of rows are equally wide. */
  private double from(int i) {
    Instant start = results.get(i).window().start();
    return start == null ? i / (double) results.size() : share(start);
  }

  private double to(int i) {
    Instant end = results.get(i).window().end();
    return end == null ? (i + 1.0) / results.size() : share(end);
  }

  private double share(Instant instant) {
    Instant first = results.get(0).window().start();
    Instant last = results.get(results.size() - 1).window().end();
    if (first == null || last == null) {
      return 0;
    }
    double whole = last.getEpochSecond() - first.getEpochSecond();
    return (instant.getEpochSecond() - first.getEpochSecond()) / whole;
  }

  private Scale scale(List<Point> points) {
    double extent = 1.1 * report.metric().critical();
    for (Point point : points) {
      extent = Math.max(extent, Math.max(point.span().extent(), plain(point)));
    }
    return Scale.holding(extent, 6);
  }

  private static double plain(Point point) {
    return Double.isNaN(point.plain()) ? 0 : point.plain();
  }

  private void table(Markup html, Series series, boolean isWeighted) {
    boolean isWhole = results.size() <= MOST_TABLE_ROWS;
    html.start("details", "class", "figures");
    html.element("summary", "These " + windows.noun() + "s as a table");
    if (!isWhole) {
      html.element(
          "p",
          "Of "
              + results.size()
              + " windows the table holds those that drifted, are large or lack data; the JSON"
              + " report holds all.",
          "class",
          "note");
    }
    FigureTables.open(html, Names.spoken(series.name()) + " by " + windows.noun());
    List<String> heads =
        new ArrayList<>(List.of(DriftSentences.capital(windows.noun()), "Verdict", "Rows"));
    heads.addAll(List.of("Corrected", "95% interval", "Adjusted p"));
    if (isWeighted) {
      heads.add("Plain");
    }
    FigureTables.heads(html, heads.toArray(String[]::new));
    for (int i = 0; i < results.size(); i++) {
      ColumnResult column = series.values().get(i);
      if (column != null && (isWhole || Shapes.standing(column.leading()) != Standing.STEADY)) {
        row(html, results.get(i), column, isWeighted);
      }
    }
    FigureTables.close(html);
    html.end("details").line();
  }

  private void row(Markup html, Result result, ColumnResult column, boolean isWeighted) {
    Statement statement = column.leading();
    Measure measure = statement.effect();
    Interval interval = measure == null ? null : measure.interval();
    html.start("tr").element("th", windows.name(result), "scope", "row");
    String verdict = DriftSentences.verdict(statement);
    if (statement.verdict() == Verdict.NOT_ENOUGH_DATA && statement.reason() != null) {
      verdict += ": " + statement.reason();
    }
    if (DriftSentences.isLargeUnproven(statement)) {
      verdict += ", large, not proven";
    }
    number(html, verdict);
    number(html, FIGURES.count(result.currentRows()));
    number(html, measure == null ? FIGURES.undefined() : FIGURES.distance(measure.judged()));
    number(html, interval == null ? FIGURES.undefined() : FIGURES.interval(interval, 3));
    number(
        html,
        statement.evidence() == null
            ? FIGURES.undefined()
            : FIGURES.p(statement.evidence().pAdjusted()));
    if (isWeighted) {
      Measure plain = column.plain().effect();
      number(html, plain == null ? FIGURES.undefined() : FIGURES.distance(plain.judged()));
    }
    html.end("tr").line();
  }

  private static void number(Markup html, String text) {
    html.element("td", text, "class", "num");
  }

  private void heat(Markup html) {
    html.start("div", "class", "head").element("h2", "All columns by " + windows.noun());
    html.element(
            "span",
            "Filled: proven, darker is farther. Outlined: large, but that "
                + windows.noun()
                + " alone does not prove it. Empty: noise.",
            "class",
            "note")
        .end("div");
    List<HeatTable.Row> rows = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      Series series = columns.get(c);
      rows.add(
          new HeatTable.Row(
              Names.column(series.name()),
              "#" + prefix + c,
              series.drifted() + " of " + results.size(),
              series.values().stream().map(WindowsSection::cell).toList()));
    }
    DriftMetric metric = report.metric();
    HeatTable table =
        new HeatTable(
            "Corrected " + metric.label() + " of each column by " + windows.noun(),
            results.stream().map(windows::tick).toList(),
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
  }

  private static HeatTable.Cell cell(@Nullable ColumnResult column) {
    if (column == null) {
      return new HeatTable.Cell(Double.NaN, FIGURES.undefined(), Standing.UNKNOWN);
    }
    Measure measure = column.leading().effect();
    Standing standing = Shapes.standing(column.leading());
    if (measure == null || standing == Standing.UNKNOWN) {
      return new HeatTable.Cell(Double.NaN, FIGURES.undefined(), Standing.UNKNOWN);
    }
    double value = measure.judged();
    return new HeatTable.Cell(value, FIGURES.fixed(value, 2), standing);
  }

  private void list(Markup html) {
    ColumnDetail detail = new ColumnDetail(report);
    html.start("div", "class", "cols over", "data-list", "");
    for (int c = 0; c < columns.size(); c++) {
      Series series = columns.get(c);
      int chosen = strongest(series);
      ColumnResult column = series.values().get(chosen);
      if (column == null) {
        continue;
      }
      html.start("details", "class", "col", "id", prefix + c).start("summary");
      html.start("div", "class", "row").start("span", "class", "name");
      html.element("bdi", Names.column(series.name())).end("span").start("span");
      Shapes.mark(column.leading()).write(html);
      html.end("span");
      String drifted = series.drifted() + " of " + results.size() + " drifted";
      html.element("span", drifted, "class", "dim").end("div").end("summary");
      html.start("div", "class", "open");
      lines(html, series, TimeLine.Style.MEDIUM);
      String why =
          column.verdict() == Verdict.DRIFT
              ? "the " + windows.noun() + " with the most evidence"
              : "the newest " + windows.noun() + " with a verdict";
      html.element("h3", windows.name(results.get(chosen)) + ", " + why);
      detail.write(html, column, results.get(chosen));
      html.end("div").end("details").line();
    }
    html.end("div").line();
  }

  /** Index of the drifted window with the most evidence, else of the newest with a verdict. */
  private int strongest(Series series) {
    int strongest = -1;
    int newest = -1;
    for (int i = 0; i < results.size(); i++) {
      ColumnResult column = series.values().get(i);
      if (column == null) {
        continue;
      }
      if (newest < 0 || column.verdict() != Verdict.NOT_ENOUGH_DATA) {
        newest = i;
      }
      boolean isStronger =
          strongest < 0 || evidence(column) < evidence(series.values().get(strongest));
      if (column.verdict() == Verdict.DRIFT && isStronger) {
        strongest = i;
      }
    }
    return strongest < 0 ? newest : strongest;
  }

  private static double evidence(@Nullable ColumnResult column) {
    return column == null || column.leading().evidence() == null
        ? 1
        : column.leading().evidence().pAdjusted();
  }
}
