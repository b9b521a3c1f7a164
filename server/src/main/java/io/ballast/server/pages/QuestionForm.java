package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.List;
import java.util.Objects;

/**
 * The question of a model's page as a sentence whose blanks are the controls of one form.
 *
 * @param question as it is asked
 * @param column that is shown
 * @param all its answer
 * @param baselines to choose from
 */
record QuestionForm(ModelQuestion question, String column, Result all, List<Baseline> baselines) {

  void write(Markup html) {
    Model model = question.model();
    html.start(
        "form",
        "class",
        "ask",
        "action",
        "/models/" + model.id(),
        "aria-label",
        "What the page shows",
        "data-ask",
        "");
    html.text("Has ");
    open(html, "column", "Column");
    all.columns().stream()
        .map(ColumnResult::name)
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .forEach(name -> option(html, name, name, name.equals(column)));
    close(html).text(" drifted from ");
    open(html, "baseline", "Baseline");
    for (Baseline baseline : baselines) {
      option(
          html,
          baseline.id().toString(),
          ModelQuestion.spoken(baseline),
          baseline.equals(question.baseline()));
    }
    close(html).text(" in ");
    open(html, "range", "Range");
    for (String range : ModelQuestion.ranges()) {
      option(html, range, ModelQuestion.words(range), range.equals(question.range()));
    }
    option(html, "dates", "these dates", question.range().equals("dates"));
    close(html).text(", by ");
    open(html, "by", "Length of a window");
    for (String size : ModelQuestion.SIZES) {
      option(html, size, size.toLowerCase(java.util.Locale.ROOT), size.equals(question.by()));
    }
    close(html).text(weighting() + "? ");
    html.start("span", "class", "dates");
    html.text(question.range().equals("dates") ? "From " : "That is ");
    date(html, "from", "First day", question.from().toString());
    html.text(" to ");
    date(html, "to", "Last day", question.to().minusMillis(1).toString());
    html.end("span").text(" ");
    String compare = question.link().parameters().get("compare");
    if (compare != null) {
      html.empty("input", "type", "hidden", "name", "compare", "value", compare);
    }
    html.element("button", "Ask", "class", "ask-button").end("form").line();
  }

  private static void date(Markup html, String name, String label, String instant) {
    html.start("label").element("span", label, "class", "vh");
    html.empty("input", "type", "date", "name", name, "value", instant.substring(0, 10));
    html.end("label");
  }

  /** {@code , weighted by target}; the weights are the model's. */
  private String weighting() {
    return all.columns().stream()
        .map(ColumnResult::weighted)
        .filter(Objects::nonNull)
        .map(Weighted::by)
        .findFirst()
        .map(by -> ", weighted by " + by.replace("column:", "column "))
        .orElse("");
  }

  private static void open(Markup html, String name, String label) {
    html.start("label").element("span", label, "class", "vh").start("select", "name", name);
  }

  private static Markup close(Markup html) {
    return html.end("select").end("label");
  }

  private static void option(Markup html, String value, String text, boolean isChosen) {
    if (isChosen) {
      html.start("option", "value", value, "selected");
    } else {
      html.start("option", "value", value);
    }
    html.text(io.ballast.report.Names.visible(text)).end("option");
  }

  /** Links to the same page beside another model or version. */
  static void compareLink(Markup html, ModelQuestion question, List<Model> models) {
    List<Model> others =
        models.stream()
            .filter(model -> !model.id().equals(question.model().id()))
            .filter(model -> model.project().id().equals(question.model().project().id()))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    html.start("details", "class", "menu").element("summary", "Compare");
    html.start("ul");
    for (Model other : others) {
      html.start("li");
      html.start("a", "href", question.link().with("compare", other.id().toString()));
      html.text("with ").name(other.name()).text(" " + other.version()).end("a").end("li");
    }
    if (question.link().parameters().containsKey("compare")) {
      html.start("li");
      html.element("a", "with none", "href", question.link().with("compare", null)).end("li");
    }
    html.end("ul").end("details");
  }
}
