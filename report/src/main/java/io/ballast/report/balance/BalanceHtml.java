package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.measure.Fidelity;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.plan.Mode;
import io.ballast.report.Figures;
import io.ballast.report.HtmlOptions;
import io.ballast.report.Names;
import io.ballast.report.ReportPage;
import io.ballast.report.chart.Markup;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/**
 * Writes a balance report as one HTML file: it needs no network, no script and no other file.
 *
 * <p>The order is that of a reader's questions: what was done, what to beware of, are the cells
 * what they shall be, are the rows like real ones, are they too near to them, are they of use, what
 * was kept, how was it computed.
 */
public final class BalanceHtml {
  private static final Figures FIGURES = Figures.PAGE;

  private final BalanceReport report;
  private final HtmlOptions options;
  private final Markup html;
  private final BalanceSentences sentences;

  private BalanceHtml(BalanceReport report, HtmlOptions options, Markup html) {
    this.report = report;
    this.options = options;
    this.html = html;
    this.sentences = new BalanceSentences(report, FIGURES);
  }

  /**
   * Writes the report; the writer is flushed and left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(BalanceReport report, HtmlOptions options, Writer out)
      throws IOException {
    ReportPage.write(
        "Balance report",
        report.inputName(),
        options,
        out,
        html -> new BalanceHtml(report, options, html).main());
  }

  private void main() {
    html.start("p", "class", "note pair").name(Names.visible(report.inputName()));
    if (!report.columns().isEmpty()) {
      html.text(", balanced by ");
      for (int i = 0; i < report.columns().size(); i++) {
        html.text(i == 0 ? "" : ", ").name(Names.visible(report.columns().get(i)));
      }
    }
    html.end("p").line();
    hero();
    warnings();
    new CellsSection(report).write(html);
    Measured measured = report.measured();
    if (measured != null) {
      new LikenessSection(measured).write(html);
      new PrivacySection(report, measured).write(html);
      new UsefulnessSection(report, measured).write(html);
    }
    kept();
    new BalanceMethod(report, options).write(html);
  }

  private void hero() {
    Measured measured = report.measured();
    html.start("div", "class", measured == null ? "hero bare" : "hero");
    if (measured != null) {
      figure(measured.measures().fidelity());
    }
    html.start("div").start("h1", "class", "verdict");
    html.words(sentences.headline()).end("h1");
    html.start("p", "class", "lead").words(sentences.lead()).end("p").end("div");
    html.start("div", "class", "rests");
    facts();
    html.end("div").end("div").line();
  }

  private void figure(Fidelity fidelity) {
    html.start("div", "class", "big").start("p", "class", "figure");
    html.text(FIGURES.fixed(fidelity.accuracy(), 3)).end("p");
    html.element("p", "accuracy of a copy with the input's shares; 1 is the same", "class", "note");
    html.start("p", "class", "note");
    html.element("b", "other real rows reach " + FIGURES.fixed(fidelity.accuracyCeiling(), 3));
    html.end("p");
    html.element(
        "p",
        "shapes "
            + FIGURES.fixed(fidelity.columnShapes(), 3)
            + " \u00b7 pair trends "
            + FIGURES.fixed(fidelity.columnPairTrends(), 3),
        "class",
        "note");
    html.end("div").line();
  }

  private void facts() {
    html.start("table", "class", "facts").element("caption", "What became of the rows");
    html.start("thead").start("tr").element("td", "");
    html.element("th", "Input", "scope", "col", "class", "num");
    html.element("th", "Output", "scope", "col", "class", "num");
    html.end("tr").end("thead").start("tbody");
    fact("Rows", FIGURES.count(report.rows().input()), FIGURES.count(report.rows().output()));
    fact("Of them synthetic", "0", FIGURES.count(report.rows().generated()));
    if (!report.columns().isEmpty()) {
      LongSummaryStatistics before =
          report.cells().stream().mapToLong(Cell::real).filter(n -> n > 0).summaryStatistics();
      LongSummaryStatistics after =
          report.cells().stream()
              .mapToLong(sentences::total)
              .filter(n -> n > 0)
              .summaryStatistics();
      fact("Cells with rows", FIGURES.count(before.getCount()), FIGURES.count(after.getCount()));
      if (before.getCount() > 0 && after.getCount() > 0) {
        fact("Smallest cell", FIGURES.count(before.getMin()), FIGURES.count(after.getMin()));
        fact("Largest cell", FIGURES.count(before.getMax()), FIGURES.count(after.getMax()));
      }
    }
    html.end("tbody").end("table").line();
    html.element(
        "p",
        (report.isPrivate() ? "Drawn further from the input (--privacy private). " : "")
            + (report.mode() == Mode.REPLACE
                ? "No row of the input is in the output."
                : "The rows of the input are unchanged."),
        "class",
        "note");
  }

  private void fact(String name, String input, String output) {
    html.start("tr").element("th", name, "scope", "row");
    html.element("td", input, "class", "num");
    html.element("td", output, "class", "num").end("tr").line();
  }

  private void warnings() {
    List<String> warnings = sentences.warnings();
    if (warnings.isEmpty()) {
      return;
    }
    html.start("section").start("div", "class", "head").element("h2", "What to beware of");
    html.end("div").start("ul", "class", "notes beware");
    for (String warning : warnings) {
      html.start("li").words(Names.visible(warning)).end("li").line();
    }
    html.end("ul").end("section").line();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void kept() {
    if (report.dependencies().isEmpty() && report.regenerated().isEmpty()) {
      return;
    }
    html.start("section").start("div", "class", "head").element("h2", "What was kept, what is new");
    html.element("span", "Found in the input, held in every generated row.", "class", "note");
    html.end("div").start("ul", "class", "notes");
    report.dependencies().stream()
        .filter(dependency -> !dependency.kind().equals("pairs"))
        .forEach(
            dependency ->
                html.start("li").words(Names.visible(dependency.text()) + ".").end("li").line());
    report
        .regenerated()
        .forEach(
            column ->
                html.start("li")
                    .start("b")
                    .name(Names.visible(column.name()))
                    .end("b")
                    .text(" is made anew, never copied: " + Names.visible(column.reason()) + ".")
                    .end("li")
                    .line());
    html.end("ul");
    List<String> pairs =
        report.dependencies().stream()
            .filter(dependency -> dependency.kind().equals("pairs"))
            .map(dependency -> Names.visible(dependency.text()) + ".")
            .toList();
    if (!pairs.isEmpty()) {
      html.start("details").element("summary", capital(sentences.impossible()));
      html.start("ul", "class", "notes");
      pairs.forEach(text -> html.start("li").words(text).end("li").line());
      html.end("ul").end("details");
    }
    html.end("section").line();
  }
}
