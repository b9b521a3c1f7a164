package io.ballast.report;

import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Histogram;
import io.ballast.report.chart.IntervalAxis;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Series;
import io.ballast.report.chart.Span;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All columns of a result, most evidence first; each opens in place. */
final class ColumnList {
  /** Quiet columns that are listed before the rest is folded away. */
  private static final int QUIET_SHOWN = 8;

  /** The shared axis ends here at the latest, in units of the critical threshold. */
  private static final double LONGEST_AXIS = 4;

  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final DriftSentences sentences;
  private final ClassSentences inside;
  private final Details details;

  /** Writes what opens below a column's row. */
  interface Details {
    void write(Markup html, ColumnResult column, Result result);
  }

  ColumnList(DriftReport report, Details details) {
    this.report = report;
    this.sentences = new DriftSentences(report, FIGURES);
    this.inside = new ClassSentences(report, FIGURES);
    this.details = details;
  }

  /**
   * Writes the list.
   *
   * @param prefix of the rows' anchors, unique in the page
   */
  void write(Markup html, Result result, String prefix) {
    Scale scale = scale(result);
    boolean isWeighted = isWeighted(result);
    html.start("div", "class", isWeighted ? "cols weighted" : "cols", "data-list", "");
    head(html, scale, isWeighted);
    groups(result)
        .forEach(
            (title, columns) -> {
              html.element("p", title, "class", "group");
              boolean isQuiet =
                  columns.stream().noneMatch(column -> column.verdict() == Verdict.DRIFT);
              boolean isFolded = isQuiet && columns.size() > QUIET_SHOWN + 2;
              int shown = isFolded ? QUIET_SHOWN : columns.size();
              rows(html, columns.subList(0, shown), result, scale, prefix);
              if (isFolded) {
                html.start("details", "class", "more");
                html.element("summary", (columns.size() - shown) + " more, none drifted");
                rows(html, columns.subList(shown, columns.size()), result, scale, prefix);
                html.end("details").line();
              }
            });
    html.element(
        "p",
        "On paper, columns that neither drifted nor changed much stand without histograms and"
            + " figures; the file has them.",
        "class",
        "note paper");
    key(html, result, scale);
    html.end("div").line();
    table(html, result, isWeighted);
  }

  private void key(Markup html, Result result, Scale scale) {
    boolean hasNoise = false;
    boolean isCut = false;
    for (ColumnResult column : result.columns()) {
      Span span = Shapes.span(column.leading());
      hasNoise |= span.noise() > 0;
      isCut |= scale.isBeyond(span.point());
    }
    Key.list(html, hasNoise, isCut, sentences.thresholds(report.metric()));
  }

  /** The anchor of a column's row. */
  static String anchor(Result result, String prefix, ColumnResult column) {
    return prefix + result.columns().indexOf(column);
  }

  private Map<String, List<ColumnResult>> groups(Result result) {
    Map<String, List<ColumnResult>> groups = new LinkedHashMap<>();
    List<String> outputs = report.settings().outputs();
    List<ColumnResult> made = new ArrayList<>();
    List<ColumnResult> given = new ArrayList<>();
    for (ColumnResult column : result.columns()) {
      (outputs.contains(column.name()) ? made : given).add(column);
    }
    if (!made.isEmpty()) {
      groups.put("Model output", made);
    }
    List<ColumnResult> targets =
        given.stream().filter(c -> c.name().equals(report.settings().target())).toList();
    if (!targets.isEmpty()) {
      groups.put("Target", targets);
      given.removeAll(targets);
    }
    String noun = made.isEmpty() && targets.isEmpty() ? "Columns" : "Inputs";
    group(groups, noun + " that drifted", given, Verdict.DRIFT);
    group(groups, noun + " that did not drift", given, Verdict.NO_DRIFT);
    group(groups, noun + " without enough data", given, Verdict.NOT_ENOUGH_DATA);
    return groups;
  }

  private static void group(
      Map<String, List<ColumnResult>> groups,
      String title,
      List<ColumnResult> columns,
      Verdict verdict) {
    List<ColumnResult> chosen =
        columns.stream().filter(column -> column.verdict() == verdict).toList();
    if (!chosen.isEmpty()) {
      groups.put(title + ", " + chosen.size() + " of " + columns.size(), chosen);
    }
  }

  private void head(Markup html, Scale scale, boolean isWeighted) {
    html.start("div", "class", "row headrow", "aria-hidden", "true");
    html.element("span", "Column").element("span", "Verdict");
    html.element("span", isWeighted ? "Weighted histogram" : "Histogram", "class", "wide");
    String end = FIGURES.fixed(scale.max(), scale.decimals());
    html.element("span", corrected() + ", 0 to " + end);
    html.element("span", "Value", "class", "num");
    html.element("span", "95% interval", "class", "num wide");
    html.element("span", "Adjusted p", "class", "num");
    if (isWeighted) {
      html.element("span", "Plain", "class", "num wide");
      html.element("span", "What moved", "class", "wide");
    } else {
      html.element("span", "Missing", "class", "num wide");
    }
    html.end("div").line();
  }

  private String corrected() {
    return switch (report.metric()) {
      case PSI, JS_DISTANCE, JS_DIVERGENCE, HELLINGER -> "Corrected " + report.metric().label();
      case KS, CRAMERS_V, WASSERSTEIN, KL, TOTAL_VARIATION, L_INFINITY, DENSITY_DISTANCE ->
          report.metric().label();
    };
  }

  private void rows(
      Markup html, List<ColumnResult> columns, Result result, Scale scale, String prefix) {
    for (ColumnResult column : columns) {
      String style = isSaid(column) ? "col said" : "col";
      html.start("details", "class", style, "id", anchor(result, prefix, column));
      html.start("summary").start("div", "class", "row");
      row(html, column, result, scale);
      html.end("div").end("summary").start("div", "class", "open");
      details.write(html, column, result);
      html.end("div").end("details").line();
    }
  }

  /** Whether a column has something to say: on paper the others get no histograms. */
  private static boolean isSaid(ColumnResult column) {
    return column.verdict() == Verdict.DRIFT || Statements.isLargeUnproven(column);
  }

  private void row(Markup html, ColumnResult column, Result result, Scale scale) {
    html.start("span", "class", "name").name(Names.column(column.name())).end("span");
    html.start("span");
    Shapes.mark(column.leading()).write(html);
    html.end("span").start("span", "class", "wide");
    mini(html, column);
    html.end("span").start("span", "class", "fx");
    html.start("svg", "class", "ch fo", "height", 26, "aria-hidden", "true");
    DriftMetric metric = report.metric();
    new IntervalAxis(List.of(), scale, List.of(metric.warning(), metric.critical()))
        .strip(
            html,
            Shapes.span(column.leading()),
            Series.HEAVY,
            Shapes.standing(column.leading()),
            26);
    html.end("svg").end("span");
    Measure effect = column.leading().effect();
    number(html, "corrected", value(effect), "");
    number(html, "interval", interval(effect), "wide dim");
    number(html, "adjusted p", p(column), "");
    if (column.weighted() != null || isWeighted(result)) {
      number(html, "plain", value(column.plain().effect()), "wide dim");
      html.element("span", note(column, result), "class", "wide moved");
    } else {
      number(html, "missing", missing(column, result), "wide dim");
    }
  }

  private static void mini(Markup html, ColumnResult column) {
    Weighted weighted = column.weighted();
    BinnedCounts bins = column.plainBins();
    double[] before = Shapes.shares(BinnedCounts.total(bins.reference()));
    double[] after = Shapes.shares(BinnedCounts.total(bins.current()));
    if (weighted != null && weighted.bins() != null && Statements.isWeighted(column)) {
      bins = weighted.bins();
      before = weighted.referenceWeight();
      after = weighted.currentWeight();
    }
    Histogram chart = Shapes.histogram("", column.type(), bins.bins(), before, after);
    if (!chart.slots().isEmpty()) {
      chart.writeMini(html);
    }
  }

  private String note(ColumnResult column, Result result) {
    return column.weighted() != null && Statements.isWeighted(column)
        ? inside.movedShort(column, result.classes())
        : "plain verdict";
  }

  private static String value(@Nullable Measure measure) {
    return measure == null ? FIGURES.undefined() : FIGURES.distance(Statements.shown(measure));
  }

  private static String interval(@Nullable Measure measure) {
    Interval interval = measure == null ? null : measure.interval();
    return interval == null ? FIGURES.undefined() : FIGURES.interval(interval, 3);
  }

  private static String p(ColumnResult column) {
    Evidence evidence = column.leading().evidence();
    return evidence == null || column.verdict() == Verdict.NOT_ENOUGH_DATA
        ? FIGURES.undefined()
        : FIGURES.p(evidence.pAdjusted());
  }

  private static String missing(ColumnResult column, Result result) {
    return result.currentRows() == 0
        ? FIGURES.undefined()
        : FIGURES.share(column.currentMissing() / (double) result.currentRows());
  }

  private static void number(Markup html, String label, String text, String style) {
    html.element("span", text, "class", ("num " + style).strip(), "data-l", label);
  }

  static boolean isWeighted(Result result) {
    return result.columns().stream().anyMatch(column -> column.weighted() != null);
  }

  private Scale scale(Result result) {
    double longest = LONGEST_AXIS * report.metric().critical();
    double extent = 1.5 * report.metric().critical();
    for (ColumnResult column : result.columns()) {
      extent = Math.max(extent, Shapes.span(column.leading()).extent());
    }
    return Scale.holding(Math.min(extent, longest), 5);
  }

  /** The list as a table: each row's figures, to sort and to copy. */
  private void table(Markup html, Result result, boolean isWeighted) {
    html.start("details").element("summary", "These columns as a table");
    DataTable.open(html, "Columns by evidence");
    List<String> heads =
        new ArrayList<>(List.of("Column", "Verdict", corrected(), "95% interval", "Adjusted p"));
    if (isWeighted) {
      heads.addAll(List.of("Plain value", "Plain verdict", "What moved"));
    }
    heads.addAll(List.of("Missing, reference", "Missing, window", "Unseen"));
    DataTable.heads(html, heads.toArray(String[]::new));
    for (ColumnResult column : result.columns()) {
      html.start("tr").start("th", "scope", "row");
      html.name(Names.column(column.name())).end("th");
      words(html, Statements.verdict(column.leading()));
      cell(html, value(column.leading().effect()));
      cell(html, interval(column.leading().effect()));
      cell(html, p(column));
      if (isWeighted) {
        cell(html, value(column.plain().effect()));
        words(html, Statements.verdict(column.plain()));
        words(html, note(column, result));
      }
      cell(html, FIGURES.count(column.referenceMissing()));
      cell(html, FIGURES.count(column.currentMissing()));
      cell(html, FIGURES.count(column.unseen()));
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("details").line();
  }

  private static void words(Markup html, String text) {
    html.element("td", text, "class", "l");
  }

  private static void cell(Markup html, String text) {
    html.element("td", text);
  }
}
