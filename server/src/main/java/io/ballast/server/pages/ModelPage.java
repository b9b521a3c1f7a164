package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelColumn;
import io.ballast.server.catalog.Task;
import io.ballast.server.platform.KeptAnswers.Given;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Result;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model's page: the question, its answer for the whole range, the same over time, all columns
 * against time, and how the model does.
 */
final class ModelPage {

  private final Frame frame;
  private final Backing backing;
  private final Answers answers;

  ModelPage(Frame frame, Backing backing, Answers answers) {
    this.frame = frame;
    this.backing = backing;
    this.answers = answers;
  }

  List<PageRoute> routes() {
    return List.of(PageRoute.get("/models/{id}", this::show));
  }

  private PageReply show(Visit visit) throws IOException {
    visit.require(Permission.METRIC_READ);
    Model model = backing.catalog().model(visit.id());
    List<Baseline> baselines =
        ModelQuestion.usable(
            backing.catalog().baselines(model.id()), backing.catalog().environments(model.id()));
    Given<Extent> extent = answers.extent(model);
    if (extent.value().isEmpty()) {
      return frame.page(
          visit,
          model.name(),
          Frame.Section.MODELS,
          html -> {
            title(html, extent, model, null, null);
            NextStep.events(html, visit, model);
          });
    }
    ModelQuestion question = ModelQuestion.of(visit, model, baselines, extent.value());
    Given<ModelAnswer> given = answers.page(question).orElse(null);
    if (given == null) {
      return beingCounted(visit, extent, question);
    }
    ModelAnswer answer = given.value();
    ModelFigures figures = ModelFigures.of(question, answer);
    ModelAnswer.Drift drift = answer.drift();
    if (drift == null) {
      return frame.page(
          visit,
          model.name(),
          Frame.Section.MODELS,
          html -> {
            title(html, extent, model, question, given);
            NextStep.baseline(html, visit, model);
            figures.write(html, null);
            performance(html, question);
          });
    }
    String column = drift.column();
    WindowPanel panel =
        question.at() == null
            ? null
            : WindowPanel.of(answers, question, column, answer.windows(), extent.value());
    String other = visit.query("compare");
    Comparison comparison =
        other == null ? null : Comparison.of(backing, answers, other, question, drift).orElse(null);
    if (other != null && comparison == null) {
      return beingCounted(visit, extent, question);
    }
    return frame.page(
        visit,
        model.name(),
        Frame.Section.MODELS,
        html -> {
          title(html, extent, model, question, given);
          new QuestionForm(question, column, drift.all(), baselines).write(html);
          if (drift.all().columns().isEmpty()) {
            html.element("h2", "Nothing to compare: the baseline has no row.", "class", "verdict");
          } else {
            answer(html, drift);
            if (comparison != null) {
              comparison.write(html);
            }
            DriftSections overTime = new DriftSections(drift.overTime());
            overTime(html, question, overTime, column, panel, comparison);
            heat(html, question, overTime);
            columns(html, question, drift.whole(), drift.all());
          }
          figures.write(html, drift.overTime());
          performance(html, question);
        });
  }

  /** Long work is said, and the page loads itself again. */
  private PageReply beingCounted(Visit visit, Given<Extent> extent, ModelQuestion question) {
    Model model = question.model();
    return frame.page(
        visit,
        model.name(),
        Frame.Section.MODELS,
        html -> {
          title(html, extent, model, question, null);
          html.start("div", "class", "empty", "data-again", 500);
          html.element("h2", "The events are being counted", "role", "status");
          html.element(
              "p",
              "Of many events that takes some time once. The page shows what they say as soon as it"
                  + " is known.");
          html.start("p").element("a", "Load again", "href", "", "class", "btn");
          html.end("p").end("div").line();
        });
  }

  /** The part that reads the events comes after the page. */
  private static void performance(Markup html, ModelQuestion question) {
    String address = PerformancePart.address(question).toString();
    html.start("section", "id", "performance", "class", "loading", "data-load", address);
    html.start("div", "class", "head").element("h2", "How the model does").end("div");
    html.start("p", "class", "note").element("span", "Reading the labels.", "role", "status");
    html.text(" ").element("a", "Show it alone", "href", address).end("p").end("section").line();
  }

  private void title(
      Markup html,
      Given<Extent> given,
      Model model,
      @Nullable ModelQuestion question,
      @Nullable Given<ModelAnswer> answer) {
    Extent extent = given.value();
    html.start("div", "class", "head pagehead").start("h1").name(model.name());
    html.text(" ").element("span", model.version(), "class", "dim").end("h1");
    html.start("p", "class", "note");
    html.start("a", "href", Link.to("/").with("project", model.project().id().toString()));
    html.name(model.project().name()).end("a");
    if (model.task() != Task.NOT_SET) {
      html.text(" \u00b7 " + model.task().word().replace('_', ' '));
    }
    if (extent.isEmpty()) {
      html.text(" \u00b7 no events yet");
    } else {
      html.text(" \u00b7 last event ");
      Moments.ago(
          html, io.ballast.server.platform.Times.micros(extent.last()), backing.clock().instant());
    }
    html.text(" \u00b7 days and hours are UTC");
    if (answer != null && (given.isOutdated() || answer.isOutdated())) {
      html.text(" \u00b7 figures as of ");
      Moments.write(html, Math.min(given.asOf(), answer.asOf()));
      html.text(", newer events are being counted");
    }
    if (isGenerated(model)) {
      html.text(" \u00b7 ").element("b", "generated data");
    }
    html.end("p").start("span", "class", "tools noprint");
    if (question != null) {
      QuestionForm.compareLink(html, question, backing.catalog().models());
    }
    html.element("a", "Schema and baselines", "href", "/models/" + model.id() + "/schema");
    html.end("span").end("div").line();
    String description = model.description();
    if (description != null && !description.isBlank()) {
      html.element("p", description, "class", "note described");
    }
  }

  /** Generated data is said on each page of it: the demo says so in the description. */
  static boolean isGenerated(Model model) {
    return model.description() != null && model.description().startsWith("Generated data");
  }

  private static void answer(Markup html, ModelAnswer.Drift drift) {
    DriftSections sections = new DriftSections(drift.whole());
    Result one = DriftSections.only(drift.all(), drift.column()).orElseThrow();
    sections.answer(html, one);
    html.start("section", "id", "answer", "class", "figure-section");
    html.start("div", "class", "head").element("h2", "What it rests on");
    html.element(
        "span",
        "Zero is what chance alone would give; inside the shaded part nothing is proven.",
        "class",
        "note");
    html.end("div");
    sections.column(html, one.columns().get(0), one);
    html.end("section").line();
  }

  private static void overTime(
      Markup html,
      ModelQuestion question,
      DriftSections sections,
      String column,
      @Nullable WindowPanel panel,
      @Nullable Comparison comparison) {
    html.start("section", "id", "time").start("div", "class", "head");
    html.element("h2", "By " + question.noun());
    if (!sections.hasSeries(column)) {
      html.end("div").element("p", "No " + question.noun() + " has this column.", "class", "say");
      html.end("section").line();
      return;
    }
    String heading = sections.seriesHeading(column);
    html.element(
        "span", comparison == null ? heading : comparison.heading(heading), "class", "note");
    html.end("div");
    html.start("div", "class", panel == null ? "split alone" : "split").start("div");
    sections.series(
        html,
        column,
        result -> question.link().with("at", String.valueOf(result.window().start())) + "#window",
        comparison == null ? null : comparison.beside());
    if (comparison != null) {
      comparison.missing().ifPresent(text -> html.element("p", text, "class", "say"));
    }
    html.end("div");
    if (panel != null) {
      panel.write(html);
    }
    html.end("div").end("section").line();
  }

  private static void heat(Markup html, ModelQuestion question, DriftSections sections) {
    if (sections.hasHeat()) {
      sections.heat(
          html,
          name -> question.link().with("column", name).toString(),
          (name, window) -> question.place(name, Objects.requireNonNull(window.window().start())));
    }
  }

  private static void columns(Markup html, ModelQuestion question, DriftReport whole, Result all) {
    if (all.columns().size() < 2) {
      return;
    }
    long drifted = all.columns().stream().filter(c -> c.verdict() == Verdict.DRIFT).count();
    html.start("section", "id", "columns").start("div", "class", "head");
    html.element("h2", "All columns in the whole range");
    html.element(
        "span",
        Figures.PAGE.count(drifted)
            + " of "
            + Figures.PAGE.count(all.columns().size())
            + " drifted. Most evidence first, each opens in place.",
        "class",
        "note");
    html.end("div");
    new DriftSections(whole)
        .columns(html, all, "c", name -> question.link().with("column", name).toString());
    html.end("section").line();
  }

  /** What a column is to its model. */
  static String role(Model model, ModelColumn column) {
    String name = column.name();
    if (model.shape().inputs().contains(name)) {
      return "input";
    }
    if (model.shape().outputs().contains(name)) {
      return "output";
    }
    if (model.shape().targets().contains(name)) {
      return "target";
    }
    if (model.shape().decisions().contains(name)) {
      return "decision";
    }
    if (name.equals(model.time().time())) {
      return "metadata, event time";
    }
    return name.equals(model.time().id()) ? "metadata, event id" : "metadata";
  }
}
