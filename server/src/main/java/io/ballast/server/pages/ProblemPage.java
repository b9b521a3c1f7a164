package io.ballast.server.pages;

import io.ballast.server.web.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong, in words: the value, the rule, the remedy. */
final class ProblemPage {

  private static final Pattern MODEL = Pattern.compile("^/models/[0-9a-f-]{36}");

  private final Frame frame;

  ProblemPage(Frame frame) {
    this.frame = frame;
  }

  PageReply notFound(Visit visit) {
    return page(404, visit, "There is no such page.", "Its address may have a typing error.", "");
  }

  PageReply refused(Visit visit, ApiException e) {
    return page(e.reason().status(), visit, sentence(e.finding()), sentence(e.remedy()), "");
  }

  PageReply problem(Visit visit, String message) {
    int last = message.lastIndexOf(", ");
    return page(
        400,
        visit,
        sentence(last < 0 ? message : message.substring(0, last)),
        last < 0 ? "" : sentence(message.substring(last + 2)),
        "");
  }

  PageReply busy(Visit visit, String message) {
    return page(503, visit, sentence(message), "Load the page again in a few seconds.", "");
  }

  PageReply fault(Visit visit, String incident) {
    return page(
        500,
        visit,
        "This is a fault of Ballast.",
        "Report it with the lines that the server's log has for the incident.",
        "Incident " + incident);
  }

  static String sentence(String text) {
    String whole = text.isEmpty() || text.endsWith(".") ? text : text + ".";
    return whole.isEmpty()
        ? whole
        : whole.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + whole.substring(1);
  }

  private PageReply page(int status, Visit visit, String what, String remedy, String note) {
    return frame.page(
        status,
        visit,
        what,
        Frame.Section.NONE,
        html -> {
          html.start("div", "class", "title");
          html.start("h1", "class", "verdict").words(what).end("h1");
          html.start("p", "class", "lead").words(remedy).end("p");
          html.element("p", note, "class", "note");
          html.start("p", "class", "acts");
          Matcher model = MODEL.matcher(visit.path());
          if (model.find() && !visit.address().equals(model.group())) {
            html.element("a", "The model as it opens by itself", "href", model.group());
          }
          html.element("a", "All models", "href", "/").end("p").end("div");
        });
  }
}
