package io.ballast.report;

import io.ballast.report.chart.Markup;
import io.ballast.stats.drift.Measure;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes a drift report as one HTML file that needs no network. */
public final class DriftHtml {
  private DriftHtml() {}

  /**
   * Writes the report; the writer is left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(DriftReport report, HtmlOptions options, Writer out) throws IOException {
    try {
      page(report, options, new Markup(out));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void page(DriftReport report, HtmlOptions options, Markup html) {
    DriftSentences sentences = new DriftSentences(report, Figures.PAGE);
    html.raw("<!doctype html>\n").start("html", "lang", "en").start("head");
    html.empty("meta", "charset", "utf-8");
    html.element("title", "Drift report: " + report.currentName()).end("head").start("body");
    for (Result result : report.results()) {
      html.element("h1", sentences.headline(result)).start("table");
      for (ColumnResult column : result.columns()) {
        Measure effect = column.leading().effect();
        html.start("tr").element("th", Names.column(column.name()), "scope", "row");
        html.element("td", column.verdict().word());
        html.element("td", effect == null ? "" : Figures.PAGE.distance(effect.judged()));
        html.end("tr").line();
      }
      html.end("table");
    }
    html.element("p", "Ballast " + options.version() + ", " + options.created());
    html.end("body").end("html").line();
  }
}
