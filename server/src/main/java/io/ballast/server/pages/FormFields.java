package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.web.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of forms: label above, help under; what was sent stays when something is wrong.
 *
 * @param visit that sent them
 * @param isSent whether it did
 */
record FormFields(Visit visit, boolean isSent) {

  static FormFields of(Visit visit, boolean isSent) {
    return new FormFields(visit, isSent);
  }

  /** What was sent, else the fallback. */
  String value(String name, String fallback) throws IOException {
    return isSent ? visit.field(name) : fallback;
  }

  /**
   * A choice of a list.
   *
   * @param value that is sent
   * @param words that are shown
   */
  record Choice(String value, String words) {}

  /** What is wrong, on top. */
  static void problem(Markup html, @Nullable ApiException error) {
    if (error != null) {
      html.start("div", "class", "error", "role", "alert", "tabindex", -1, "data-focus", "");
      html.start("p").words(ProblemPage.sentence(error.finding())).end("p");
      html.start("p").words(ProblemPage.sentence(error.remedy())).end("p").end("div");
    }
  }

  static void text(Markup html, String name, String label, String value, String help) {
    html.start("div", "class", "field").element("label", label, "for", "f-" + name);
    input(html, name, value, "required");
    html.element("p", help, "class", "note", "id", "h-" + name).end("div").line();
  }

  /** As {@link #text}, within a group and possibly empty. */
  static void optional(Markup html, String name, String label, String value, String help) {
    html.start("div", "class", "field inner").element("label", label, "for", "f-" + name);
    input(html, name, value);
    html.element("p", help, "class", "note", "id", "h-" + name).end("div").line();
  }

  private static void input(Markup html, String name, String value, Object... more) {
    List<Object> attributes =
        new ArrayList<>(List.of("id", "f-" + name, "name", name, "value", value));
    attributes.addAll(List.of("autocomplete", "off", "aria-describedby", "h-" + name));
    attributes.addAll(List.of(more));
    html.empty("input", attributes.toArray());
  }

  static void date(Markup html, String name, String label, String value) {
    html.start("div", "class", "field inner").element("label", label, "for", "f-" + name);
    html.empty("input", "id", "f-" + name, "name", name, "type", "date", "value", value);
    html.end("div").line();
  }

  static void number(Markup html, String name, String label, String value) {
    html.start("div", "class", "field inner").element("label", label, "for", "f-" + name);
    html.empty("input", "id", "f-" + name, "name", name, "inputmode", "numeric", "value", value);
    html.end("div").line();
  }

  static void choose(Markup html, String name, String label, List<Choice> choices, String chosen) {
    html.start("div", "class", "field inner").element("label", label, "for", "f-" + name);
    html.start("select", "id", "f-" + name, "name", name);
    for (Choice choice : choices) {
      if (choice.value().equals(chosen)) {
        html.start("option", "value", choice.value(), "selected");
      } else {
        html.start("option", "value", choice.value());
      }
      html.text(io.ballast.report.Names.visible(choice.words())).end("option");
    }
    html.end("select").end("div").line();
  }

  static void radio(Markup html, String name, String value, String words, String chosen) {
    html.start("label", "class", "radio");
    if (value.equals(chosen)) {
      html.empty("input", "type", "radio", "name", name, "value", value, "checked");
    } else {
      html.empty("input", "type", "radio", "name", name, "value", value);
    }
    html.text(" " + words).end("label").line();
  }
}
