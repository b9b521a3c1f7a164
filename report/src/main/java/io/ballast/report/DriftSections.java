package io.ballast.report;

import io.ballast.report.chart.IntervalAxis;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Series;
import io.ballast.report.chart.Span;
import io.ballast.report.chart.VerdictMark;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a drift report for pages that put them together in their own order: the same
 * sentences and charts, drawn from the same answer.
 */
public final class DriftSections {
  private static final Figures FIGURES = Figures.PAGE;
  private static final int STRIP_HEIGHT = 26;
  private static final int STRIP_TICKS = 5;

  private final DriftReport report;
  private final Windows windows;
  private @Nullable List<ColumnSeries> columns;

  /** Parts of that report. For one thread. */
  public DriftSections(DriftReport report) {
    this.report = report;
    this.windows = Windows.of(report);
  }

  /** A result that holds one of its columns; empty when it has none of that name. */
  public static Optional<Result> only(Result result, String column) {
    return result.columns().stream()
        .filter(found -> found.name().equals(column))
        .findFirst()
        .map(
            found ->
                new Result(
                    result.window(),
                    result.segment(),
                    result.referenceRows(),
                    result.currentRows(),
                    found.verdict(),
                    result.classes(),
                    result.predicted(),
                    List.of(found)));
  }

  /** The verdict of a result in a sentence or two. */
  public String headline(Result result) {
    return new DriftSentences(report, FIGURES).headline(result);
  }

  /** The column that a page about a result opens with; empty without columns. */
  public Optional<ColumnResult> leader(Result result) {
    return new DriftSentences(report, FIGURES).leader(result);
  }

  /**
   * What plain and weighted count say of a column, with figures; empty when nothing was measured.
   */
  public String effects(ColumnResult column) {
    return new DriftSentences(report, FIGURES).effects(column);
  }

  /** Why a column has no verdict, or why a large change is not proven; empty otherwise. */
  public String caveat(ColumnResult column) {
    Statement leading = column.leading();
    String lacking = Statements.lacking(leading);
    return leading.verdict() == Verdict.NOT_ENOUGH_DATA && !lacking.isEmpty()
        ? "Not enough data: " + Words.sentence(lacking)
        : new DriftSentences(report, FIGURES).unproven(leading);
  }

  /** How the class shares have changed; empty without classes. */
  public String classShare(Result result) {
    Classes classes = result.classes();
    return classes == null ? "" : new ClassSentences(report, FIGURES).classShare(classes);
  }

  /** Which classes of a column have moved; empty when nothing is known of it. */
  public String movedClasses(ColumnResult column, Result result) {
    return new ClassSentences(report, FIGURES).movedClasses(column, result.classes());
  }

  /** The top of a page: figure, verdict and what they rest on. */
  public void answer(Markup html, Result result) {
    new Hero(report).single(html, result);
  }

  /** A column's statements on one axis. */
  public void axis(Markup html, ColumnResult column) {
    new ColumnDetail(report).writeAxis(html, column);
  }

  /** A column's axis, histograms and figures. */
  public void column(Markup html, ColumnResult column, Result result) {
    new ColumnDetail(report).writeLeader(html, column, result);
  }

  /**
   * All columns of a result, most evidence first.
   *
   * @param href where a column's own page is
   */
  public void columns(Markup html, Result result, String prefix, Function<String, String> href) {
    ColumnDetail detail = new ColumnDetail(report);
    new ColumnList(
            report,
            (out, column, of) -> {
              detail.writeShort(out, column, of);
              out.start("p", "class", "note");
              out.start("a", "href", href.apply(column.name())).text("Show ");
              out.name(Names.spoken(column.name())).text(" over time").end("a").end("p");
            })
        .write(html, result, prefix);
  }

  /** What a line over time says in one sentence. */
  public String seriesHeading(String column) {
    return section().heading(series(column));
  }

  private WindowsSection section() {
    return new WindowsSection(report, report.results(), "w", columns());
  }

  private List<ColumnSeries> columns() {
    List<ColumnSeries> known = columns;
    if (known == null) {
      known = ColumnSeries.of(report, report.results());
      columns = known;
    }
    return known;
  }

  private ColumnSeries series(String column) {
    return columns().stream()
        .filter(found -> found.name().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + column));
  }

  /** Whether a window has that column. */
  public boolean hasSeries(String column) {
    return columns().stream().anyMatch(found -> found.name().equals(column));
  }

  /**
   * A column over the windows of the report: line, classes, table.
   *
   * @param href where a window's own page is
   * @param beside another model's windows on the same charts and in the table; null without
   */
  public void series(
      Markup html, String column, Function<Result, String> href, @Nullable Beside beside) {
    new SeriesChart(report, report.results(), href, beside).writeLarge(html, series(column));
  }

  /**
   * All columns against the windows of the report.
   *
   * @param href where a column's own page is
   * @param cell where a column's own page of one window is
   */
  public void heat(
      Markup html, Function<String, String> href, BiFunction<String, Result, String> cell) {
    section().heat(html, href, cell);
  }

  /** Whether a heat table would have more than a row. */
  public boolean hasHeat() {
    return columns().size() > 1;
  }

  /** The name of a window. */
  public String windowName(Result result) {
    return windows.name(result);
  }

  /** A verdict with its words; a large change without proof is called that. */
  public static void verdict(Markup html, ColumnResult column) {
    Shapes.mark(column.leading()).write(html);
    if (Statements.isLargeUnproven(column)) {
      html.text(" ").element("span", "large, not proven", "class", "dim");
    }
  }

  /** The mark of a whole result. */
  public static VerdictMark mark(Result result) {
    if (result.verdict() != Verdict.DRIFT) {
      return Shapes.mark(result.verdict(), null);
    }
    boolean isCritical =
        result.columns().stream()
            .anyMatch(column -> Shapes.mark(column.leading()) == VerdictMark.CRITICAL);
    return isCritical ? VerdictMark.CRITICAL : VerdictMark.WARNING;
  }

  /** The corrected distance of a column, {@code 0.288}; a dash when undefined. */
  public static String value(ColumnResult column) {
    Measure measure = column.leading().effect();
    return measure == null ? FIGURES.undefined() : FIGURES.distance(Statements.shown(measure));
  }

  /** Its interval, {@code 0.197 to 0.362}; a dash when undefined. */
  public static String interval(ColumnResult column) {
    Measure measure = column.leading().effect();
    Interval interval = measure == null ? null : measure.interval();
    return interval == null ? FIGURES.undefined() : FIGURES.interval(interval, 3);
  }

  /** The scale that holds those columns' small axes. */
  public static Scale stripScale(List<ColumnResult> columns) {
    double extent = 0;
    for (ColumnResult column : columns) {
      double critical = column.leading().metric().critical();
      double wanted = Math.max(1.5 * critical, Shapes.span(column.leading()).extent());
      extent = Math.max(extent, Math.min(wanted, 4 * critical));
    }
    return Scale.holding(extent, STRIP_TICKS);
  }

  /** A column's leading statement on a small axis without numbers: they stand beside it. */
  public static void strip(Markup html, ColumnResult column, Scale scale) {
    Statement leading = column.leading();
    Span span = Shapes.span(leading);
    html.start("svg", "class", "ch fo", "height", STRIP_HEIGHT, "aria-hidden", "true");
    new IntervalAxis(
            List.of(), scale, List.of(leading.metric().warning(), leading.metric().critical()))
        .strip(html, span, Series.HEAVY, Shapes.standing(leading), STRIP_HEIGHT);
    html.end("svg");
  }
}
