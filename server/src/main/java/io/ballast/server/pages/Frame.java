package io.ballast.server.pages;

import io.ballast.report.Names;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.VerdictMark;
import java.util.function.Consumer;

/** What stands around each page: head, bar, main part. */
final class Frame {

  private static final String MARK =
      """
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><circle cx="11" cy="11" \
      r="9.4" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M2 12.2h18a9.2 9.2 0 0 \
      1-18 0z" fill="currentColor"/></svg> Ballast""";

  /** The parts of the navigation. */
  enum Section {
    /** Models. */
    MODELS("Models", "/"),
    /** Data sets and baselines. */
    DATASETS("Datasets", "/datasets"),
    /** Jobs. */
    JOBS("Jobs", "/jobs"),
    /** Settings. */
    SETTINGS("Settings", "/settings"),
    /** None of them. */
    NONE("", "");

    private final String word;
    private final String path;

    Section(String word, String path) {
      this.word = word;
      this.path = path;
    }
  }

  private final StaticFiles files;

  Frame(StaticFiles files) {
    this.files = files;
  }

  PageReply page(Visit visit, String title, Section section, Consumer<Markup> main) {
    return page(200, visit, title, section, main);
  }

  PageReply page(int status, Visit visit, String title, Section section, Consumer<Markup> main) {
    return PageReply.html(
        status,
        html -> {
          html.raw("<!doctype html>\n");
          if (visit.theme().isEmpty()) {
            html.start("html", "lang", "en");
          } else {
            html.start("html", "lang", "en", "data-theme", visit.theme());
          }
          head(html, title);
          html.start("body").element("a", "Skip to content", "class", "skip", "href", "#main");
          VerdictMark.definitions(html);
          bar(html, visit, section);
          html.start("main", "id", "main", "class", "wrap", "tabindex", -1);
          main.accept(html);
          html.end("main").end("body").end("html").line();
        });
  }

  private void head(Markup html, String title) {
    html.start("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width,initial-scale=1");
    html.element("title", Names.visible(title) + " \u00b7 Ballast");
    html.empty("link", "rel", "icon", "href", files.icon());
    html.empty("link", "rel", "stylesheet", "href", files.style());
    html.element("script", "", "src", files.script());
    html.element("script", "", "src", files.pages(), "defer").end("head").line();
  }

  private static void bar(Markup html, Visit visit, Section section) {
    html.start("header", "class", "bar noprint").start("div", "class", "wrap");
    html.start("a", "class", "mark", "href", "/").raw(MARK).end("a");
    if (visit.isKnown()) {
      html.start("nav", "aria-label", "Main");
      for (Section each : Section.values()) {
        if (each == Section.NONE) {
          continue;
        }
        if (each == section) {
          html.element("a", each.word, "href", each.path, "aria-current", "page");
        } else {
          html.element("a", each.word, "href", each.path);
        }
      }
      html.end("nav");
      html.start("form", "class", "find push", "action", "/search", "role", "search");
      html.empty(
          "input",
          "type",
          "search",
          "name",
          "q",
          "placeholder",
          "Find a model or column  ( / )",
          "aria-label",
          "Find a model or column",
          "autocomplete",
          "off");
      html.end("form");
    }
    html.element(
        "button",
        "Light or dark",
        "type",
        "button",
        "class",
        visit.isKnown() ? "quiet" : "quiet push",
        "data-act",
        "theme",
        "hidden");
    if (visit.isKnown()) {
      html.start("form", "method", "post", "action", "/logout", "class", "plain");
      key(html, visit);
      html.element("button", "Log out", "class", "quiet").end("form");
    }
    html.end("div").end("header").line();
  }

  /** The hidden field that each form carries. */
  static void key(Markup html, Visit visit) {
    html.empty(
        "input", "type", "hidden", "name", Visit.FORM_KEY, "value", visit.session().formKey());
  }
}
