package io.ballast.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Markup;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a drift report as one HTML file: it needs no network, no script and no other file.
 *
 * <p>The order is that of a reader's questions: did something drift, what does that rest on, which
 * column and where in it, which others, since when, how was it computed. A policy in the page
 * admits nothing but its own style and script. The page is streamed: only one element is held.
 */
public final class DriftHtml {
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
    ReportPage.write(
        "Drift report",
        report.currentName(),
        options,
        out,
        html -> new DriftHtml(report, options, html).main());
  }

  private void main() {
    html.start("p", "class", "note pair");
    html.name(Names.visible(report.referenceName())).text(" compared with ");
    html.name(Names.visible(report.currentName())).end("p").line();
    content();
    new Method(report, options).write(html);
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
    DataTable.open(html, "Rows by class");
    DataTable.heads(html, "Class", "Reference rows", "Share", "Window rows", "Share");
    for (int k = 0; k < share.labels().size(); k++) {
      html.start("tr").start("th", "scope", "row");
      html.name(Names.value(share.labels().get(k))).end("th");
      html.element("td", Figures.PAGE.count(share.reference().get(k)));
      html.element("td", Figures.PAGE.share(ClassSentences.share(share.reference(), k)));
      html.element("td", Figures.PAGE.count(share.current().get(k)));
      html.element("td", Figures.PAGE.share(ClassSentences.share(share.current(), k)));
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("section").line();
  }

  private void predicted(String sentence, Fugacity predicted) {
    html.start("section").start("div", "class", "head").element("h2", "Predicted classes");
    html.element(
        "span", "What the model says more often, or less often, than it did.", "class", "note");
    html.end("div").element("p", sentence, "class", "say");
    DataTable.open(html, "Share of the predictions by class");
    DataTable.heads(html, "Class", "Reference", "Window", "Change");
    for (Fugacity.Change change : predicted.classes()) {
      html.start("tr").start("th", "scope", "row");
      html.name(Names.value(change.label())).end("th");
      html.element("td", Figures.PAGE.share(change.reference()));
      html.element("td", Figures.PAGE.share(change.current()));
      html.element("td", points(change.difference()));
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("section").line();
  }

  /** A difference of two shares, {@code +1.25 points}. */
  private static String points(double difference) {
    return Double.isNaN(difference)
        ? "unknown"
        : (difference < 0 ? "\u2212" : "+")
            + Figures.PAGE.fixed(100 * Math.abs(difference), 2)
            + " points";
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
      html.name(Names.spoken(leader.name())).end("h2");
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
      classShares(new ClassSentences(report, Figures.PAGE).classShare(classes), classes.share());
    }
    String sentence = new ClassSentences(report, Figures.PAGE).predicted(result);
    if (!sentence.isEmpty()) {
      predicted(sentence, Objects.requireNonNull(result.predicted()));
    }
  }
}
