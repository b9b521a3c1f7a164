package io.ballast.report;

import io.ballast.report.chart.Markup;
import io.ballast.report.chart.VerdictMark;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The page around a report: one HTML file that needs no network and no other file, with a policy
 * that admits nothing but its own style and script.
 */
public final class ReportPage {
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

  private ReportPage() {}

  /**
   * Writes a page; the writer is flushed and left open.
   *
   * @param kind what kind of report it is
   * @param subject what it is about, for the title
   * @param main writes what stands between the bar and the end
   * @throws IOException when the writer fails
   */
  public static void write(
      String kind, String subject, HtmlOptions options, Writer out, Consumer<Markup> main)
      throws IOException {
    try {
      BufferedWriter buffered = new BufferedWriter(out);
      page(new Markup(buffered), kind, subject, options, main);
      buffered.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void page(
      Markup html, String kind, String subject, HtmlOptions options, Consumer<Markup> main) {
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
    html.element("title", kind + ": " + Names.visible(subject));
    html.empty("link", "rel", "icon", "href", ICON).line();
    html.start("style").raw(style).end("style").line();
    html.start("script").raw(script).end("script").end("head").line();
    html.start("body").element("a", "Skip to content", "class", "skip", "href", "#main");
    VerdictMark.definitions(html);
    header(html, kind, options);
    html.start("main", "id", "main", "class", "wrap");
    main.accept(html);
    html.end("main").end("body").end("html").line();
  }

  private static void header(Markup html, String kind, HtmlOptions options) {
    html.start("header", "class", "bar").start("div", "class", "wrap");
    html.start("span", "class", "mark").raw(MARK).end("span");
    html.element("span", kind, "class", "note");
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
}
