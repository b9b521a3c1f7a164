package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The same question asked of two models or versions.
 *
 * @param first the page's model and its windows
 * @param second the other one
 * @param column of both
 */
record Comparison(Side first, Side second, String column) {

  /**
   * One of them.
   *
   * @param model which
   * @param question of it
   * @param whole its whole range; null without a baseline
   */
  record Side(Model model, ModelQuestion question, @Nullable DriftReport whole) {}

  static Comparison of(Backing backing, Visit visit, ModelQuestion question, String column) {
    String asked = visit.query("compare", "");
    UUID id =
        Parse.uuid(asked)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "model '" + Parse.shortened(asked) + "' to compare with",
                        "an id is a UUID",
                        "choose one under Compare"));
    return new Comparison(
        side(backing, question, question.model(), question.baseline()),
        side(backing, question, backing.catalog().model(id), null),
        column);
  }

  private static Side side(
      Backing backing, ModelQuestion question, Model model, @Nullable Baseline given) {
    List<Baseline> usable =
        ModelQuestion.usable(
            backing.catalog().baselines(model.id()), backing.catalog().environments(model.id()));
    Baseline baseline = given != null ? given : usable.isEmpty() ? null : usable.get(0);
    DriftReport whole =
        baseline == null
            ? null
            : backing.drift().of(model, baseline, question.from(), question.to());
    return new Side(model, question, whole);
  }

  void write(Markup html) {
    html.start("section", "id", "compare").start("div", "class", "head");
    html.element("h2", "Side by side");
    html.start("span", "class", "note").text("The same events, column and range: ");
    html.name(column).end("span").end("div");
    html.start("div", "class", "two");
    write(html, first);
    write(html, second);
    html.end("div").end("section").line();
  }

  private void write(Markup html, Side side) {
    html.start("figure", "class", "side").start("figcaption");
    html.start("b").start("a", "href", address(side)).name(side.model().name());
    html.text(" " + side.model().version()).end("a").end("b").end("figcaption");
    DriftReport whole = side.whole();
    Result result =
        whole == null ? null : DriftSections.only(whole.results().get(0), column).orElse(null);
    if (whole == null || result == null) {
      html.element(
          "p",
          whole == null ? "This model has no baseline yet." : "This model has no such column.",
          "class",
          "note");
    } else {
      html.element("p", new DriftSections(whole).headline(result), "class", "side-verdict");
      html.start("p");
      DriftSections.verdict(html, result.columns().get(0));
      html.end("p");
      html.element("p", new DriftSections(whole).effects(result.columns().get(0)), "class", "note");
      new DriftSections(whole).axis(html, result.columns().get(0));
    }
    html.end("figure").line();
  }

  private String address(Side side) {
    Link link = side.question().link().with("compare", null).with("baseline", null);
    return new Link("/models/" + side.model().id(), link.parameters()).toString();
  }
}
