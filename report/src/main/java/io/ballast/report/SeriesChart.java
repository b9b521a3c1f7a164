package io.ballast.report;

import io.ballast.report.chart.DataTable;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column over time: its chart, its classes as small multiples, and the table of both. */
final class SeriesChart {
  /** Windows that the table holds all of; of more it holds those that say something. */
  private static final int MOST_TABLE_ROWS = 62;

  private static final int MOST_CLASS_CHARTS = 4;

  /** Distances that differ by less are drawn at the same place. */
  private static final double SAME = 1e-9;

  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final List<Result> results;
  private final Windows windows;
  private final DriftSentences sentences;
  private final @Nullable Function<Result, String> href;
  private final @Nullable Beside beside;

  SeriesChart(DriftReport report, List<Result> results) {
    this(report, results, null, null);
  }

  /**
   * Charts of these results.
   *
   * @param href where a window's own page is; null without
   * @param beside another model's windows on the same charts; null without
   */
  SeriesChart(
      DriftReport report,
      List<Result> results,
      @Nullable Function<Result, String> href,
      @Nullable Beside beside) {
    this.href = href;
    this.beside = beside;
    this.report = report;
    this.results = results;
    this.windows = Windows.of(report);
    this.sentences = new DriftSentences(report, FIGURES);
  }

  /** One value of a column in a window, and how it is drawn. */
  private record Look(Span span, Standing standing) {}

  /** The page's main chart, with the classes below it. */
  void writeLarge(Markup html, ColumnSeries series) {
    boolean isWeighted = series.present().anyMatch(Statements::isWeighted);
    List<Point> points = points(series, SeriesChart::leading, isWeighted);
    ColumnSeries others = others(series.name());
    List<Point> other = others == null ? List.of() : points(others, SeriesChart::leading, false);
    line(html, series, points, other, TimeLine.Style.LARGE);
    boolean hasNoise = points.stream().anyMatch(point -> point.span().noise() > 0);
    String thresholds = sentences.thresholds(report.metric());
    if (beside == null || others == null) {
      Key.line(html, isWeighted, hasNoise, thresholds);
    } else {
      Key.pair(
          html,
          Names.spoken(beside.name()),
          Names.spoken(beside.otherName()),
          isWeighted,
          hasNoise,
          thresholds);
      same(html, points, other);
    }
    classes(html, series, others);
    table(html, series, others, isWeighted);
  }

  /** The other model's values of a column in the windows of this chart; null without any. */
  private @Nullable ColumnSeries others(String column) {
    if (beside == null) {
      return null;
    }
    List<@Nullable ColumnResult> values = new ArrayList<>();
    for (Result result : results) {
      values.add(beside.column(result, column).orElse(null));
    }
    ColumnSeries series = new ColumnSeries(column, values);
    return series.present().findAny().isPresent() ? series : null;
  }

  /** One line that hides another is told. */
  private void same(Markup html, List<Point> points, List<Point> other) {
    for (int i = 0; i < points.size(); i++) {
      double difference = points.get(i).span().point() - other.get(i).span().point();
      if (points.get(i).hasValue() != other.get(i).hasValue() || Math.abs(difference) > SAME) {
        return;
      }
    }
    html.element(
        "p",
        "Both models have the same values in each "
            + windows.noun()
            + ": one line lies on the other.",
        "class",
        "say");
  }

  /** One chart among many. */
  void writeMedium(Markup html, ColumnSeries series) {
    boolean isWeighted = series.present().anyMatch(Statements::isWeighted);
    List<Point> points = points(series, SeriesChart::leading, isWeighted);
    line(html, series, points, List.of(), TimeLine.Style.MEDIUM);
    table(html, series, null, isWeighted);
  }

  private void line(
      Markup html,
      ColumnSeries series,
      List<Point> points,
      List<Point> other,
      TimeLine.Style style) {
    DriftMetric metric = report.metric();
    List<Threshold> thresholds =
        List.of(
            new Threshold("warning " + FIGURES.significant(metric.warning(), 3), metric.warning()),
            new Threshold(
                "critical " + FIGURES.significant(metric.critical(), 3), metric.critical()));
    String label =
        metric.label()
            + " of "
            + Names.spoken(series.name())
            + " by "
            + windows.noun()
            + ", with 95% intervals"
            + (beside == null || other.isEmpty() ? "" : ", beside " + beside.otherName());
    new TimeLine(label, points, other, scale(points, other, 6), thresholds, style).write(html);
  }

  private static Look leading(ColumnResult column) {
    return new Look(Shapes.span(column.leading()), Shapes.standing(column.leading()));
  }

  private void classes(Markup html, ColumnSeries series, @Nullable ColumnSeries others) {
    int classes =
        series
            .present()
            .flatMap(column -> Optional.ofNullable(column.weighted()).stream())
            .mapToInt(weighted -> weighted.perClass().size())
            .max()
            .orElse(0);
    if (classes == 0 || classes > MOST_CLASS_CHARTS) {
      return;
    }
    html.start("div", "class", "two");
    for (int k = classes - 1; k >= 0; k--) {
      int index = k;
      List<Point> points = points(series, column -> inside(column, index), false);
      Optional<ClassPart> first =
          series.present().flatMap(column -> part(column, index).stream()).findFirst();
      if (first.isPresent() && points.stream().anyMatch(Point::hasValue)) {
        String name = "Inside class " + Names.visible(first.get().label());
        String label =
            name + ": corrected PSI of " + Names.spoken(series.name()) + " by " + windows.noun();
        List<Point> other =
            others == null ? List.of() : points(others, column -> inside(column, index), false);
        Scale scale = scale(points, other, 3);
        html.start("figure").start("figcaption").element("b", name).end("figcaption");
        new TimeLine(label, points, other, scale, List.of(), TimeLine.Style.SMALL).write(html);
        html.end("figure");
      }
    }
    html.end("div").line();
  }

  private static Optional<ClassPart> part(ColumnResult column, int k) {
    return column.weighted() != null && k < column.weighted().perClass().size()
        ? Optional.of(column.weighted().perClass().get(k))
        : Optional.empty();
  }

  private static Look inside(ColumnResult column, int k) {
    ClassPart part = part(column, k).orElse(null);
    Measure measure = part == null ? null : part.effect();
    return new Look(Shapes.span(DriftMetric.PSI, measure), Shapes.standing(part));
  }

  private List<Point> points(
      ColumnSeries series, Function<ColumnResult, Look> look, boolean hasPlain) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      ColumnResult column = series.values().get(i);
      Look looks =
          column == null
              ? new Look(Shapes.span(report.metric(), null), Standing.UNKNOWN)
              : look.apply(column);
      Measure plain = column == null ? null : column.plain().effect();
      points.add(
          new Point(
              windows.tick(results.get(i), results.size()),
              from(i),
              to(i),
              looks.span(),
              hasPlain && plain != null ? plain.judged() : Double.NaN,
              looks.standing(),
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

  private Scale scale(List<Point> points, List<Point> other, int ticks) {
    double extent = 1.1 * report.metric().critical();
    for (Point point : other) {
      extent = Math.max(extent, point.span().extent());
    }
    for (Point point : points) {
      extent = Math.max(extent, point.span().extent());
      extent = Double.isNaN(point.plain()) ? extent : Math.max(extent, point.plain());
    }
    return Scale.holding(extent, ticks);
  }

  private void table(
      Markup html, ColumnSeries series, @Nullable ColumnSeries others, boolean isWeighted) {
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
    DataTable.open(html, Names.spoken(series.name()) + " by " + windows.noun());
    List<String> heads = new ArrayList<>(List.of(Words.capital(windows.noun()), "Verdict", "Rows"));
    heads.addAll(List.of("Corrected", "95% interval", "Adjusted p"));
    if (isWeighted) {
      heads.add("Plain");
    }
    if (beside != null && others != null) {
      String name = Names.spoken(beside.otherName());
      for (String head : List.of("Verdict", "Corrected", "95% interval", "Adjusted p", "Plain")) {
        heads.add(name + DataTable.OF + head);
      }
    }
    DataTable.heads(html, heads.toArray(String[]::new));
    for (int i = 0; i < results.size(); i++) {
      ColumnResult column = series.values().get(i);
      ColumnResult other = others == null ? null : others.values().get(i);
      if (column != null && (isWhole || says(column) || (other != null && says(other)))) {
        row(html, results.get(i), column, isWeighted);
        if (others != null) {
          other(html, other);
        }
        html.end("tr").line();
      }
    }
    DataTable.close(html);
    html.end("details").line();
  }

  private static boolean says(ColumnResult column) {
    return Shapes.standing(column.leading()) != Standing.STEADY;
  }

  /** The cells of the other model, which may lack the window. */
  private static void other(Markup html, @Nullable ColumnResult column) {
    if (column == null) {
      html.element("td", "No such window", "class", "l");
      for (int i = 0; i < 4; i++) {
        html.element("td", FIGURES.undefined());
      }
      return;
    }
    Statement statement = column.leading();
    html.element("td", verdict(statement), "class", "l");
    html.element("td", value(statement.effect()));
    html.element("td", interval(statement.effect()));
    html.element("td", p(statement));
    html.element("td", value(column.plain().effect()));
  }

  private static String p(Statement statement) {
    return statement.evidence() == null || statement.verdict() == Verdict.NOT_ENOUGH_DATA
        ? FIGURES.undefined()
        : FIGURES.p(statement.evidence().pAdjusted());
  }

  private void row(Markup html, Result result, ColumnResult column, boolean isWeighted) {
    Statement statement = column.leading();
    html.start("tr").start("th", "scope", "row");
    if (href == null) {
      html.text(windows.name(result));
    } else {
      html.element("a", windows.name(result), "href", href.apply(result));
    }
    html.end("th").element("td", verdict(statement), "class", "l");
    html.element("td", FIGURES.count(result.currentRows()));
    html.element("td", value(statement.effect()));
    html.element("td", interval(statement.effect()));
    html.element("td", p(statement));
    if (isWeighted) {
      html.element("td", value(column.plain().effect()));
    }
  }

  private static String verdict(Statement statement) {
    String verdict = Statements.verdict(statement);
    if (statement.verdict() == Verdict.NOT_ENOUGH_DATA) {
      return verdict + ": " + Statements.lacking(statement);
    }
    return Statements.isLargeUnproven(statement) ? verdict + ", large, not proven" : verdict;
  }

  private static String value(@Nullable Measure measure) {
    return measure == null ? FIGURES.undefined() : FIGURES.distance(Statements.shown(measure));
  }

  private static String interval(@Nullable Measure measure) {
    Interval interval = measure == null ? null : measure.interval();
    return interval == null ? FIGURES.undefined() : FIGURES.interval(interval, 3);
  }
}
