package io.ballast.report;

import io.ballast.report.chart.Markup;
import io.ballast.report.chart.VerdictMark;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The top of a report: the verdict in words, one big figure, and what they rest on. */
final class Hero {
  private static final Figures FIGURES = Figures.PAGE;

  private final DriftSentences sentences;
  private final ClassSentences inside;
  private final SummarySentences summary;
  private final AlarmSentences alarms;
  private final Windows windows;

  Hero(DriftReport report) {
    this.sentences = new DriftSentences(report, FIGURES);
    this.inside = new ClassSentences(report, FIGURES);
    this.summary = new SummarySentences(report, FIGURES);
    this.alarms = new AlarmSentences(report, FIGURES);
    this.windows = Windows.of(report);
  }

  /** The top of a report of one result. */
  void single(Markup html, Result result) {
    Optional<ColumnResult> leader = sentences.leader(result);
    boolean hasFigure =
        result.verdict() != Verdict.NOT_ENOUGH_DATA
            && leader.map(ColumnResult::leading).map(Statement::effect).isPresent();
    html.start("div", "class", hasFigure ? "hero" : "hero bare");
    if (hasFigure) {
      figure(html, leader.orElseThrow());
    }
    html.start("div");
    html.start("h1", "class", "verdict").words(sentences.headline(result)).end("h1");
    List<String> lead = new ArrayList<>();
    if (hasFigure) {
      lead.add(sentences.effects(leader.orElseThrow()));
    }
    if (result.classes() != null) {
      lead.add(inside.classShare(result.classes()));
    }
    lead.add(inside.explainedByShare(result));
    lead.add(inside.predicted(result));
    sentences.weightedGap(result).ifPresent(lead::add);
    lead.add(sentences.emptyColumns(result));
    if (result.verdict() == Verdict.NOT_ENOUGH_DATA && !result.columns().isEmpty()) {
      lead.add(
          "With so few rows chance alone makes distances of any size. More rows, or a longer window,"
              + " give a verdict.");
    }
    lead.removeIf(String::isEmpty);
    if (!lead.isEmpty()) {
      html.start("p", "class", "lead").words(String.join(" ", lead)).end("p");
    }
    html.end("div").start("div", "class", "rests");
    facts(html, result, leader);
    html.end("div").end("div").line();
  }

  private void figure(Markup html, ColumnResult column) {
    Statement statement = column.leading();
    Measure measure = statement.effect();
    if (measure == null) {
      return;
    }
    html.start("div", "class", "big").start("p", "class", "figure");
    html.text(FIGURES.fixed(Math.max(0, measure.judged()), 2)).end("p");
    boolean isCorrected = !Double.isNaN(measure.corrected());
    String name = (isCorrected ? "corrected " : "") + statement.metric().label() + " of ";
    html.start("p", "class", "note").text(name);
    html.name(Names.spoken(column.name()));
    Weighted weighted = column.weighted();
    if (weighted != null && Statements.isWeighted(column)) {
      html.text(", weighted by " + Statements.weightedBy(weighted));
    }
    html.end("p");
    if (measure.interval() != null) {
      html.start("p", "class", "note");
      html.element("b", "95% interval " + FIGURES.interval(measure.interval(), 2)).end("p");
    }
    String measured = isCorrected ? "measured " + FIGURES.distance(measure.value()) : "";
    Evidence evidence = statement.evidence();
    if (evidence != null) {
      measured += (measured.isEmpty() ? "" : " \u00b7 ") + sentences.adjustedP(evidence);
    }
    html.element("p", measured, "class", "note");
    if (measure.corrected() <= 0) {
      html.element("p", "no more than noise", "class", "note");
    }
    html.start("p", "class", "mark-line");
    VerdictMark mark = Shapes.mark(statement);
    mark.write(html, mark == VerdictMark.CRITICAL ? "Drift, critical" : mark.word());
    if (Statements.isLargeUnproven(statement)) {
      html.text(" ").element("span", "large, not proven", "class", "dim");
    }
    html.end("p").end("div").line();
  }

  /** The top of a report of many windows or segments. */
  void many(Markup html, List<Result> results) {
    int all = summary.units().size();
    html.start("div", "class", "hero");
    html.start("div", "class", "big");
    html.start("p", "class", "figure");
    html.text(Integer.toString(summary.units(Verdict.DRIFT).size()));
    html.element("span", " of " + all, "class", "of").end("p");
    html.element("p", summary.unit(all) + " with drift", "class", "note");
    int unsure = summary.units(Verdict.NOT_ENOUGH_DATA).size();
    if (unsure > 0) {
      html.element("p", unsure + " without enough data", "class", "note");
    }
    html.end("div").start("div");
    html.start("h1", "class", "verdict").words(summary.headline()).end("h1");
    String detail = summary.detail();
    if (!detail.isEmpty()) {
      html.start("p", "class", "lead").words(detail).end("p");
    }
    alarms.text().ifPresent(text -> html.start("p", "class", "note").words(text).end("p"));
    html.end("div").start("div", "class", "rests");
    facts(html, results);
    html.end("div").end("div").line();
  }

  private static void open(Markup html) {
    html.start("table", "class", "facts").element("caption", "What this rests on");
    html.start("thead").start("tr").element("td", "");
    html.element("th", "Reference", "scope", "col", "class", "num");
    html.element("th", "Window", "scope", "col", "class", "num");
    html.end("tr").end("thead").start("tbody");
  }

  private static void fact(Markup html, String name, String reference, String current) {
    html.start("tr").element("th", name, "scope", "row");
    html.element("td", reference, "class", "num");
    html.element("td", current, "class", "num").end("tr").line();
  }

  private void facts(Markup html, Result result, Optional<ColumnResult> leader) {
    open(html);
    fact(html, "Rows", FIGURES.count(result.referenceRows()), FIGURES.count(result.currentRows()));
    Classes classes = result.classes();
    if (classes != null) {
      ClassShare share = classes.share();
      int k = classes.minority();
      String name = "Class " + Names.visible(share.labels().get(k));
      fact(
          html,
          name + " rows",
          FIGURES.count(share.reference().get(k)),
          FIGURES.count(share.current().get(k)));
      fact(
          html,
          name + " share",
          FIGURES.share(ClassSentences.share(share.reference(), k)),
          FIGURES.share(ClassSentences.share(share.current(), k)));
    }
    Optional<Weighted> weighted = leader.map(ColumnResult::weighted);
    weighted
        .map(side -> side.statement().evidence())
        .ifPresent(
            evidence ->
                fact(
                    html,
                    "Rows of equal worth, weighted",
                    FIGURES.count(Math.round(evidence.nEffective())),
                    FIGURES.count(Math.round(evidence.mEffective()))));
    if (result.window().start() != null) {
      fact(html, "Period (UTC)", "", windows.name(result));
    }
    columns(html, result);
    html.end("tbody").end("table").line();
    List<String> notes = new ArrayList<>();
    weighted.ifPresent(side -> notes.add(weights(side, classes)));
    if (classes != null && weighted.isPresent()) {
      notes.add(smallest(classes.share()));
    }
    html.element("p", String.join(" ", notes), "class", "note");
  }

  private static void columns(Markup html, Result result) {
    String text = result.columns().size() + " compared, " + result.drifted().size() + " drifted";
    html.start("tr").element("th", "Columns", "scope", "row");
    html.element("td", text, "class", "num", "colspan", 2).end("tr").line();
  }

  /** {@code Weighted by target: class 0 counts 0.501, class 1 counts 325.486.} */
  static String weights(Weighted weighted, @Nullable Classes classes) {
    String by = "Weighted by " + Statements.weightedBy(weighted);
    if (classes == null || weighted.weights().isEmpty()) {
      return by + ".";
    }
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < weighted.weights().size(); k++) {
      parts.add(
          "class "
              + Names.visible(classes.share().labels().get(k))
              + " counts "
              + FIGURES.fixed(weighted.weights().get(k), 3));
    }
    return by + ": " + Names.list(parts, 4) + ".";
  }

  private static String smallest(ClassShare share) {
    long smallest = Long.MAX_VALUE;
    for (int k = 0; k < share.labels().size(); k++) {
      smallest = Math.min(smallest, Math.min(share.reference().get(k), share.current().get(k)));
    }
    return "The smallest group decides what can be known here: "
        + FIGURES.count(smallest)
        + " rows.";
  }

  private void facts(Markup html, List<Result> results) {
    boolean isBySegment = results.get(0).segment() != null;
    open(html);
    fact(
        html,
        isBySegment ? "Rows, of a segment" : "Rows",
        range(results.stream().mapToLong(Result::referenceRows).summaryStatistics()),
        range(results.stream().mapToLong(Result::currentRows).summaryStatistics()));
    LongSummaryStatistics columns =
        results.stream().mapToLong(result -> result.columns().size()).summaryStatistics();
    html.start("tr").element("th", "Columns", "scope", "row");
    html.element("td", range(columns) + " compared", "class", "num", "colspan", 2);
    html.end("tr").line();
    List<Classes> classes = results.stream().map(Result::classes).filter(Objects::nonNull).toList();
    if (!classes.isEmpty()) {
      int k = classes.get(0).minority();
      String name = "Class " + Names.visible(classes.get(0).share().labels().get(k)) + " rows";
      fact(
          html,
          name,
          range(classes.stream().mapToLong(c -> c.share().reference().get(k)).summaryStatistics()),
          range(classes.stream().mapToLong(c -> c.share().current().get(k)).summaryStatistics()));
    }
    Result first = results.get(0);
    Result last = results.get(results.size() - 1);
    if (first.window().start() != null) {
      fact(html, "First " + windows.noun() + " (UTC)", "", windows.name(first));
      fact(html, "Last " + windows.noun(), "", windows.name(last));
    }
    html.end("tbody").end("table").line();
    String weights =
        results.stream()
            .flatMap(result -> result.columns().stream().map(ColumnResult::weighted))
            .filter(Objects::nonNull)
            .findFirst()
            .map(side -> weights(side, first.classes()))
            .orElse("");
    html.element("p", weights, "class", "note");
  }

  private static String range(LongSummaryStatistics counts) {
    String least = FIGURES.count(counts.getMin());
    return counts.getMin() == counts.getMax()
        ? least
        : least + " to " + FIGURES.count(counts.getMax());
  }
}
