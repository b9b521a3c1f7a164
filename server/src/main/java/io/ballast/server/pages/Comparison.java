package io.ballast.server.pages;

import io.ballast.report.Beside;
import io.ballast.report.DriftSections;
import io.ballast.report.Names;
import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The same question asked of two models or versions. Beside a model with class weights every row of
 * one without them counts alike: that is what the weights change.
 *
 * @param first the page's model
 * @param second the other one
 * @param windows the other one over the page's windows; null when it has no such column
 * @param column of both
 */
record Comparison(Side first, Side second, @Nullable DriftReport windows, String column) {

  /**
   * One of them.
   *
   * @param model which
   * @param question of it
   * @param whole its whole range; null without a baseline
   */
  record Side(Model model, ModelQuestion question, @Nullable DriftReport whole) {

    Optional<Result> of(String column) {
      return whole == null ? Optional.empty() : DriftSections.only(whole.results().get(0), column);
    }

    /** Name and version. */
    String spoken() {
      return model.name() + " " + model.version();
    }
  }

  /**
   * The page's model beside another one; empty while that is counted for longer than a page waits.
   *
   * @param asked id of the other one as it stands in the address
   * @param drift what the page says of its own model
   */
  static Optional<Comparison> of(
      Backing backing,
      Answers answers,
      String asked,
      ModelQuestion question,
      ModelAnswer.Drift drift) {
    String column = drift.column();
    UUID id =
        Parse.uuid(asked)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "model '" + Parse.shortened(asked) + "' to compare with",
                        "an id is a UUID",
                        "choose one under Compare"));
    Model other = backing.catalog().model(id);
    List<Baseline> usable =
        ModelQuestion.usable(
            backing.catalog().baselines(other.id()), backing.catalog().environments(other.id()));
    Side first = new Side(question.model(), question, drift.whole());
    Baseline baseline = usable.isEmpty() ? null : usable.get(0);
    ModelQuestion open = question.ofAnother(other, baseline, null);
    Optional<ModelAnswer.Drift> its = drift(answers, open);
    if (its.isEmpty()) {
      return baseline == null
          ? Optional.of(new Comparison(first, new Side(other, open, null), null, column))
          : Optional.empty();
    }
    boolean isAlike =
        question.model().shape().weights() != null
            && other.shape().weights() == null
            && !other.shape().hasEventWeight();
    DriftReport whole = its.get().whole();
    Side second = new Side(other, open, isAlike ? whole.plain() : whole);
    if (second.of(column).isEmpty()) {
      return Optional.of(new Comparison(first, second, null, column));
    }
    return (its.get().column().equals(column)
            ? its
            : drift(answers, question.ofAnother(other, baseline, column)))
        .map(ModelAnswer.Drift::overTime)
        .map(same -> new Comparison(first, second, isAlike ? same.plain() : same, column));
  }

  private static Optional<ModelAnswer.Drift> drift(Answers answers, ModelQuestion question) {
    return answers.page(question).map(given -> given.value().drift());
  }

  /** The other one for the charts of the page; null when it has nothing to draw. */
  @Nullable Beside beside() {
    return windows == null ? null : new Beside(first.spoken(), second.spoken(), windows);
  }

  /** What the line over time says, of each by its name. */
  String heading(String own) {
    return windows == null
        ? own
        : Names.visible(first.spoken())
            + ": "
            + own
            + " "
            + Names.visible(second.spoken())
            + ": "
            + new DriftSections(windows).seriesHeading(column);
  }

  /** Why the other one is not on the charts; empty when it is. */
  Optional<String> missing() {
    if (windows != null) {
      return Optional.empty();
    }
    String name = Names.visible(second.spoken());
    return Optional.of(
        second.whole() == null
            ? name + " is not drawn: it has no baseline."
            : name + " is not drawn: it has no column " + Names.visible(column) + ".");
  }

  void write(Markup html) {
    html.start("section", "id", "compare").start("div", "class", "head");
    html.element("h2", "Side by side");
    html.start("span", "class", "note").text("The same column and range: ");
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
    Result result = side.of(column).orElse(null);
    if (whole == null || result == null) {
      html.element(
          "p",
          whole == null ? "This model has no baseline yet." : "This model has no such column.",
          "class",
          "note");
    } else {
      html.element("p", new DriftSections(whole).headline(result), "class", "side-verdict");
      if (isAlike(whole)) {
        html.element("p", "It has no class weights: every row counts alike.", "class", "note");
      }
      html.start("p");
      DriftSections.verdict(html, result.columns().get(0));
      html.end("p");
      html.element("p", new DriftSections(whole).effects(result.columns().get(0)), "class", "note");
      new DriftSections(whole).axis(html, result.columns().get(0));
    }
    html.end("figure").line();
  }

  /** Whether weights were asked for, and not of this model. */
  private boolean isAlike(DriftReport whole) {
    DriftReport own = first.whole();
    return own != null
        && !own.settings().weights().equals("none")
        && whole.settings().weights().equals("none");
  }

  private String address(Side side) {
    Link link = side.question().link().with("compare", null).with("baseline", null);
    return new Link("/models/" + side.model().id(), link.parameters()).toString();
  }
}
