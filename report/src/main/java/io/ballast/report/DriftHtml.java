package io.ballast.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.ballast.report.chart.Markup;
import io.ballast.report.chart.VerdictMark;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a drift report as one HTML file: it needs no network, no script and no other file.
 *
 * <p>The order is that of a reader's questions: did something drift, what does that rest on, which
 * column and where in it, which others, since when, how was it computed. A policy in the page
 * admits nothing but its own style and script. The page is streamed: only one element is held.
 */
public final class DriftHtml {
  private static final String MARK =
      """
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><circle cx="11" cy="11" \
      r="9.4" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M2 12.2h18a9.2 9.2 0 0 \
      1-18 0z" fill="currentColor"/></svg> Ballast""";

  private static final String ICON =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 22 22'%3E%3Ccircle"
          + " cx='11' cy='11' r='9.4' fill='%23fff' stroke='%23182026' stroke-width='1.8'/%3E%3Cpath"
          + " d='M2 12.2h18a9.2 9.2 0 0 1-18 0z' fill='%23182026'/%3E%3C/svg%3E";

  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final DriftReport report;
  private final HtmlOptions options;
  private final Markup html;

  private DriftHtml(DriftReport report, HtmlOptions options, Markup html) {
    this.report = report;
    this.options = options;
    this.html = html;
  }

  /**
   * Writes the report; the writer is flushed and left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(DriftReport report, HtmlOptions options, Writer out) throws IOException {
    try {
      BufferedWriter buffered = new BufferedWriter(out);
      new DriftHtml(report, options, new Markup(buffered)).page();
      buffered.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void page() {
    String style = PageParts.style();
    String script = PageParts.script();
    html.raw("<!doctype html>\n").start("html", "lang", "en").start("head");
    html.empty("meta", "charset", "utf-8");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        PageParts.policy(style, script));
    html.empty("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
    html.element("title", "Drift report: " + Names.visible(report.currentName()));
    html.empty("link", "rel", "icon", "href", ICON).line();
    html.start("style").raw(style).end("style").line();
    html.start("script").raw(script).end("script").end("head").line();
    html.start("body").element("a", "Skip to content", "class", "skip", "href", "#main");
    VerdictMark.definitions(html);
    header();
    html.start("main", "id", "main", "class", "wrap").start("p", "class", "note pair");
    html.element("bdi", Names.visible(report.referenceName())).text(" compared with ");
    html.element("bdi", Names.visible(report.currentName())).end("p").line();
    content();
    new Method(report, options).write(html);
    html.end("main").end("body").end("html").line();
  }

  private void header() {
    html.start("header", "class", "bar").start("div", "class", "wrap");
    html.start("span", "class", "mark").raw(MARK).end("span");
    html.element("span", "Drift report", "class", "note");
    if (options.note() != null) {
      html.element("span", options.note(), "class", "note tag");
    }
    html.element("span", CREATED.format(options.created()), "class", "note push");
    html.element(
        "button",
        "Light or dark",
        "type",
        "button",
        "class",
        "quiet noprint",
        "data-act",
        "theme",
        "hidden");
    html.end("div").end("header").line();
  }

  private void content() {
    List<Result> results = report.results();
    if (results.isEmpty()) {
      html.element("h1", "Nothing was compared.", "class", "verdict");
      return;
    }
    Hero hero = new Hero(report);
    if (results.size() == 1) {
      hero.single(html, results.get(0));
      single(results.get(0));
      return;
    }
    hero.many(html, results);
    Map<Optional<Segment>, List<Result>> bySegment =
        results.stream()
            .collect(
                groupingBy(
                    result -> Optional.ofNullable(result.segment()), LinkedHashMap::new, toList()));
    if (results.get(0).segment() == null) {
      new WindowsSection(report, results, "c").write(html);
      return;
    }
    Map<Segment, List<Result>> segments = new LinkedHashMap<>();
    bySegment.forEach((segment, list) -> segments.put(segment.orElseThrow(), list));
    new SegmentsSection(report).write(html, segments);
  }

  private void classShares(String sentence, ClassShare share) {
    html.start("section").start("div", "class", "head").element("h2", "Class shares");
    html.element("span", "Tested by themselves, beside the columns.", "class", "note").end("div");
    html.element("p", sentence, "class", "say");
    FigureTables.open(html, "Rows by class");
    FigureTables.heads(html, "Class", "Reference rows", "Share", "Window rows", "Share");
    for (int k = 0; k < share.labels().size(); k++) {
      html.start("tr").start("th", "scope", "row");
      html.element("bdi", Names.value(share.labels().get(k))).end("th");
      html.element("td", Figures.PAGE.count(share.reference().get(k)));
      html.element("td", Figures.PAGE.share(DriftSentences.share(share.reference(), k)));
      html.element("td", Figures.PAGE.count(share.current().get(k)));
      html.element("td", Figures.PAGE.share(DriftSentences.share(share.current(), k)));
      html.end("tr").line();
    }
    FigureTables.close(html);
    html.end("section").line();
  }

  private void single(Result result) {
    if (result.columns().isEmpty()) {
      return;
    }
    ColumnDetail detail = new ColumnDetail(report);
    DriftSentences sentences = new DriftSentences(report, Figures.PAGE);
    ColumnResult leader = sentences.leader(result).orElseThrow();
    boolean isLed =
        result.verdict() != Verdict.NOT_ENOUGH_DATA && leader.leading().effect() != null;
    if (isLed) {
      html.start("section", "id", "leader").start("div", "class", "head").start("h2");
      html.element("bdi", Names.spoken(leader.name())).end("h2");
      html.element(
          "span",
          leader.weighted() == null
              ? "The column with the most evidence."
              : "Weighted and plain. Zero is what chance alone would give; inside the shaded part"
                  + " nothing is proven.",
          "class",
          "note");
      html.end("div").line();
      detail.writeLeader(html, leader, result);
      html.end("section").line();
    }
    if (isLed && result.columns().size() == 1) {
      return;
    }
    html.start("section").start("div", "class", "head").element("h2", "All columns, by evidence");
    html.element("span", "Each opens in place.", "class", "note").end("div").line();
    ColumnList.Details details =
        (out, column, of) -> {
          if (isLed && column.equals(leader)) {
            out.start("p").element("a", "Shown above.", "href", "#leader").end("p");
          } else {
            detail.write(out, column, of);
          }
        };
    new ColumnList(report, details).write(html, result, "c");
    html.end("section").line();
    Classes classes = result.classes();
    if (classes != null) {
      classShares(sentences.classShare(classes), classes.share());
    }
  }
}
