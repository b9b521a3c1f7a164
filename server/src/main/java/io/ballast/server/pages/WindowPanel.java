package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.measure.WindowFigures;
import io.ballast.server.web.ApiException;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One window, a click deeper: its verdict, facts, histograms, the events behind it, and what else
 * moved.
 *
 * @param question of the page
 * @param report one result, of the window
 * @param column that is shown
 * @param earlier start of the window before; null for none
 * @param later start of the window after; null for none
 */
record WindowPanel(
    ModelQuestion question,
    DriftReport report,
    String column,
    @Nullable Instant earlier,
    @Nullable Instant later) {

  private static final Figures FIGURES = Figures.PAGE;
  private static final int MOST_OTHERS = 6;

  static WindowPanel of(
      Answers answers,
      ModelQuestion question,
      String column,
      List<WindowFigures.Window> windows,
      Extent extent) {
    for (int i = 0; i < windows.size(); i++) {
      WindowFigures.Window window = windows.get(i);
      if (window.start().equals(question.at())) {
        return new WindowPanel(
            question,
            drift(answers, question, window.start(), window.end()),
            column,
            i == 0 ? null : windows.get(i - 1).start(),
            i + 1 == windows.size() ? null : windows.get(i + 1).start());
      }
    }
    Instant at = Objects.requireNonNull(question.at());
    boolean isPast = !at.isBefore(extent.firstDay()) && at.isBefore(extent.endOfLastDay());
    if (isPast && question.isStart(at)) {
      // A kept link: the range of the page has moved on, the window has not.
      DriftReport report = drift(answers, question, at, question.endOf(at));
      return new WindowPanel(question, report, column, null, null);
    }
    throw ApiException.notFound(
        "the " + question.noun() + " from " + question.at(),
        "the range from " + Moments.day(question.from()) + " has no such " + question.noun(),
        "choose a point of the chart");
  }

  private static DriftReport drift(
      Answers answers, ModelQuestion question, Instant start, Instant end) {
    return answers
        .window(question.model(), Objects.requireNonNull(question.baseline()), start, end)
        .value();
  }

  void write(Markup html) {
    Result result = report.results().get(0);
    DriftSections named =
        new DriftSections(
            io.ballast.server.measure.WholeDrift.report(
                question.model(),
                Objects.requireNonNull(question.baseline()),
                question.noun(),
                report.results()));
    html.start("aside", "class", "panel", "id", "window", "aria-labelledby", "window-name");
    html.start("div", "class", "head").element("h3", named.windowName(result), "id", "window-name");
    html.start("span", "class", "tools noprint push");
    step(html, earlier, "\u2190 earlier", "earlier");
    step(html, later, "later \u2192", "later");
    html.element("a", "Close", "href", question.link() + "#time", "data-close", "");
    html.end("span").end("div").line();
    Result one = DriftSections.only(result, column).orElse(null);
    if (one == null) {
      html.element("p", "This window has no such column.", "class", "say");
    } else {
      body(html, one, result);
    }
    others(html, result);
    html.end("aside").line();
  }

  private void step(Markup html, @Nullable Instant start, String text, String kind) {
    if (start != null) {
      String href = question.link().with("at", start.toString()) + "#window";
      html.element("a", text, "href", href, "data-step", kind);
    }
  }

  private void body(Markup html, Result one, Result all) {
    DriftSections sections = new DriftSections(report);
    ColumnResult found = one.columns().get(0);
    html.start("p", "class", "mark-line");
    DriftSections.verdict(html, found);
    html.end("p");
    List<String> words = new ArrayList<>();
    words.add(sections.headline(one));
    words.add(sections.classShare(all));
    html.element("p", String.join(" ", words).strip(), "class", "say");
    facts(html, found, all);
    html.start("p", "class", "acts noprint");
    html.start("a", "class", "btn primary", "href", rows());
    html.text(
        all.currentRows() == 1
            ? "Show the event"
            : "Show the " + FIGURES.count(all.currentRows()) + " events");
    html.end("a").end("p");
    sections.column(html, found, one);
  }

  private String rows() {
    DriftReport.Window window = report.results().get(0).window();
    return Link.to("/models/" + question.model().id() + "/rows")
        .with("from", String.valueOf(window.start()))
        .with("to", String.valueOf(window.end()))
        .with("column", column)
        .toString();
  }

  private static void facts(Markup html, ColumnResult column, Result all) {
    html.start("dl", "class", "window-facts");
    fact(html, "Corrected" + (weighted(column) ? ", weighted" : ""), DriftSections.value(column));
    fact(html, "95% interval", DriftSections.interval(column));
    Evidence evidence = column.leading().evidence();
    if (evidence != null && column.verdict() != Verdict.NOT_ENOUGH_DATA) {
      fact(html, "Adjusted p, needs below 0.01", FIGURES.p(evidence.pAdjusted()));
    }
    Classes classes = all.classes();
    String rows = FIGURES.count(all.currentRows());
    if (classes != null) {
      int k = classes.minority();
      fact(
          html,
          "Rows, class " + classes.share().labels().get(k),
          rows + ", " + FIGURES.count(classes.share().current().get(k)));
    } else {
      fact(html, "Rows", rows);
    }
    if (weighted(column) && evidence != null) {
      fact(html, "Rows of equal worth", FIGURES.count(Math.round(evidence.mEffective())));
    }
    fact(html, "Baseline rows", FIGURES.count(all.referenceRows()));
    html.end("dl").line();
  }

  private static boolean weighted(ColumnResult column) {
    return column.weighted() != null
        && column.weighted().statement().verdict() != Verdict.NOT_ENOUGH_DATA;
  }

  private static void fact(Markup html, String name, String value) {
    html.start("div").element("dt", name).element("dd", value).end("div");
  }

  private void others(Markup html, Result all) {
    List<ColumnResult> others =
        all.columns().stream()
            .filter(found -> !found.name().equals(column))
            .filter(found -> found.verdict() == Verdict.DRIFT)
            .toList();
    html.element("h4", "What else moved here");
    if (others.isEmpty()) {
      html.element("p", "No other column is proven to have drifted.", "class", "note");
      return;
    }
    html.start("ul", "class", "others");
    String at = String.valueOf(question.at());
    others.stream()
        .limit(MOST_OTHERS)
        .forEach(
            found -> {
              html.start("li").start("span");
              DriftSections.verdict(html, found);
              html.end("span").text(" ");
              String href = question.link().with("column", found.name()).with("at", at) + "#window";
              html.start("a", "href", href).name(found.name()).end("a");
              html.text(" ").element("span", DriftSections.value(found), "class", "dim").end("li");
            });
    html.end("ul");
    if (others.size() > MOST_OTHERS) {
      html.element("p", "and " + (others.size() - MOST_OTHERS) + " more", "class", "note");
    }
  }
}
