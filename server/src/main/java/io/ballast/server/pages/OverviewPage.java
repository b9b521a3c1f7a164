package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.VerdictMark;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Model;
import io.ballast.server.measure.WindowFigures;
import io.ballast.server.platform.KeptAnswers.Given;
import io.ballast.server.platform.Times;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** All models: which to look at, which cannot be judged, which are steady. */
final class OverviewPage {

  private static final Figures FIGURES = Figures.PAGE;
  private static final int STEADY_SHOWN = 20;
  private static final int OUTDATED_NAMED = 3;

  private final Frame frame;
  private final Backing backing;
  private final Answers answers;
  private final RunningJobs running;

  OverviewPage(Frame frame, Backing backing, Answers answers) {
    this.frame = frame;
    this.backing = backing;
    this.answers = answers;
    this.running = new RunningJobs();
  }

  List<PageRoute> routes() {
    return List.of(PageRoute.get("/", this::show));
  }

  private PageReply show(Visit visit) throws IOException {
    visit.require(Permission.METRIC_READ);
    Overview overview = Overview.of(backing, answers, visit.query("project"));
    RunningJobs.State jobs = running.state(visit);
    return frame.page(
        visit, "Models", Frame.Section.MODELS, html -> write(html, visit, overview, jobs));
  }

  private void write(Markup html, Visit visit, Overview overview, RunningJobs.State jobs) {
    List<ModelSummary> all = overview.summaries();
    List<Model> toCome = overview.toCome();
    boolean isEmpty = all.isEmpty() && toCome.isEmpty();
    html.start("div", "class", "overview-head").start("div");
    html.element(
        "h1",
        all.isEmpty() && !isEmpty ? "The models are being counted." : headline(all),
        "class",
        "verdict");
    if (!isEmpty) {
      html.start("p", "class", "note");
      html.text("Each model's last " + ModelSummary.DAYS + " days with events, days in UTC. ");
      html.text("Updated ");
      Moments.write(html, Times.now(backing.clock()));
      html.text(".");
      asOf(html, overview.outdated());
      html.end("p");
    }
    html.end("div");
    if (!isEmpty) {
      html.start("p", "class", "push noprint");
      html.element("a", "Add a model", "class", "btn primary", "href", "/upload").end("p");
    }
    html.end("div").line();
    if (!isEmpty) {
      table(html, all, toCome);
    }
    html.start("section").start("div", "class", isEmpty ? "" : "two");
    if (!isEmpty) {
      html.start("div");
      running.write(html, visit, jobs);
      html.end("div");
    }
    NextStep.model(html, visit);
    html.end("div").end("section").line();
  }

  /** Says which figures are of an earlier moment: those of models whose events stream in. */
  private static void asOf(Markup html, List<Given<ModelSummary>> outdated) {
    if (outdated.isEmpty()) {
      return;
    }
    List<String> names =
        outdated.stream()
            .map(given -> Names.visible(given.value().model().name()))
            .limit(OUTDATED_NAMED)
            .toList();
    int more = outdated.size() - names.size();
    html.text(" Events stream in: the figures of ").words(String.join(", ", names));
    html.text((more == 0 ? "" : " and " + more + " more") + " are as of ");
    Moments.write(html, outdated.stream().mapToLong(Given::asOf).min().orElseThrow());
    html.text(", newer ones are being counted.");
  }

  /** {@code Two of six models drifted. One cannot be judged yet.} */
  static String headline(List<ModelSummary> all) {
    if (all.isEmpty()) {
      return "No model yet.";
    }
    long drifted = count(all, Verdict.DRIFT);
    long unsure =
        all.stream().filter(summary -> verdict(summary) == Verdict.NOT_ENOUGH_DATA).count();
    String models = all.size() == 1 ? "1 model" : all.size() + " models";
    String first =
        drifted == 0
            ? "No drift in " + (all.size() - unsure) + " of " + models + "."
            : drifted + " of " + models + " drifted.";
    String second = unsure == 0 ? "" : " " + unsure + " cannot be judged yet.";
    return drifted == 0 && unsure == all.size()
        ? (all.size() == 1 ? "The model cannot be judged yet." : "No model can be judged yet.")
        : first + second;
  }

  private static long count(List<ModelSummary> all, Verdict verdict) {
    return all.stream().filter(summary -> verdict(summary) == verdict).count();
  }

  private static Verdict verdict(ModelSummary summary) {
    return summary.result().map(Result::verdict).orElse(Verdict.NOT_ENOUGH_DATA);
  }

  private void table(Markup html, List<ModelSummary> all, List<Model> toCome) {
    List<ColumnResult> leaders =
        all.stream().map(ModelSummary::leader).flatMap(Optional::stream).toList();
    Scale scale = leaders.isEmpty() ? Scale.holding(0.5, 5) : DriftSections.stripScale(leaders);
    html.start("table", "class", "models").element("caption", "Models by verdict", "class", "vh");
    html.start("thead").start("tr");
    String axis =
        "Corrected "
            + leaders.stream()
                .findFirst()
                .map(column -> column.leading().metric().label())
                .orElse("PSI")
            + ", 0 to "
            + FIGURES.fixed(scale.max(), scale.decimals());
    for (String head : List.of("Model", "Verdict", "Day by day", axis)) {
      html.element("th", head, "scope", "col");
    }
    for (String head : List.of("Value", "Events", "Labels", "Last event")) {
      html.element("th", head, "scope", "col", "class", "num");
    }
    html.end("tr").end("thead").line();
    group(html, "Look at these", of(all, Verdict.DRIFT), scale);
    group(html, "Not enough data", of(all, Verdict.NOT_ENOUGH_DATA), scale);
    group(html, "Steady", of(all, Verdict.NO_DRIFT), scale);
    toCome(html, toCome);
    html.end("table").line();
    if (!leaders.isEmpty()) {
      boolean hasNoise = true;
      double warning = leaders.get(0).leading().metric().warning();
      double critical = leaders.get(0).leading().metric().critical();
      Key.list(
          html,
          hasNoise,
          false,
          "thresholds "
              + FIGURES.significant(warning, 3)
              + " and "
              + FIGURES.significant(critical, 3));
    }
  }

  private static List<ModelSummary> of(List<ModelSummary> all, Verdict verdict) {
    return all.stream().filter(summary -> verdict(summary) == verdict).toList();
  }

  private void group(Markup html, String title, List<ModelSummary> models, Scale scale) {
    if (models.isEmpty()) {
      return;
    }
    boolean isFolded = models.size() > STEADY_SHOWN && title.equals("Steady");
    html.start("tbody").start("tr", "class", "group");
    html.start("th", "colspan", 8, "scope", "rowgroup").text(title + ", " + models.size());
    if (isFolded) {
      html.text(" ");
      html.element(
          "button",
          "Show them",
          "type",
          "button",
          "class",
          "quiet",
          "data-act",
          "unfold",
          "hidden");
    }
    html.end("th").end("tr").end("tbody").line();
    html.start("tbody", "class", isFolded ? "folded" : "");
    models.forEach(summary -> row(html, summary, scale));
    html.end("tbody").line();
  }

  /** Models that were not counted since the server started. */
  private static void toCome(Markup html, List<Model> models) {
    if (models.isEmpty()) {
      return;
    }
    html.start("tbody").start("tr", "class", "group", "data-again", 2000);
    html.start("th", "colspan", 8, "scope", "rowgroup").text("Being counted, " + models.size());
    html.text(" ").element("a", "Load again", "href", "");
    html.end("th").end("tr").end("tbody").line();
    html.start("tbody");
    for (Model model : models) {
      html.start("tr");
      name(html, model);
      html.start("td", "colspan", 7, "class", "dim").text("not counted yet").end("td");
      html.end("tr").line();
    }
    html.end("tbody").line();
  }

  private static void name(Markup html, Model model) {
    html.start("th", "scope", "row");
    html.start("a", "href", "/models/" + model.id()).name(model.name()).end("a");
    html.start("span", "class", "sub").text(model.version() + " \u00b7 ");
    html.name(model.project().name());
    if (ModelPage.isGenerated(model)) {
      html.text(" \u00b7 generated");
    }
    html.end("span").end("th");
  }

  private void row(Markup html, ModelSummary summary, Scale scale) {
    html.start("tr");
    name(html, summary.model());
    html.start("td", "class", "vd");
    verdict(html, summary);
    html.end("td").start("td", "class", "st");
    strip(html, summary);
    html.end("td").start("td", "class", "fx");
    Optional<ColumnResult> leader = summary.leader();
    leader.ifPresent(column -> DriftSections.strip(html, column, scale));
    html.end("td").start("td", "class", "num v1");
    html.element("b", leader.map(DriftSections::value).orElse(FIGURES.undefined()));
    leader.ifPresent(
        column -> html.element("span", DriftSections.interval(column), "class", "sub"));
    html.end("td").start("td", "class", "num tf");
    events(html, summary);
    html.end("td").start("td", "class", "num lb");
    html.text(
        Double.isNaN(summary.coverage()) ? FIGURES.undefined() : FIGURES.share(summary.coverage()));
    if (Double.isNaN(summary.coverage())) {
      html.element("span", summary.extent().isEmpty() ? "no events" : "no target", "class", "sub");
    }
    html.end("td").start("td", "class", "num la");
    if (summary.extent().isEmpty()) {
      html.text("none yet");
    } else {
      Moments.ago(html, Times.micros(summary.extent().last()), backing.clock().instant());
    }
    html.end("td").end("tr").line();
  }

  private static void verdict(Markup html, ModelSummary summary) {
    Optional<Result> result = summary.result();
    if (result.isEmpty()) {
      VerdictMark.UNSURE.write(html);
      html.element(
          "span",
          summary.extent().isEmpty() ? "No events yet." : "No baseline yet.",
          "class",
          "sub");
      return;
    }
    DriftSections.mark(result.get()).write(html);
    String words =
        new DriftSections(Objects.requireNonNull(summary.whole())).headline(result.get());
    html.start("span", "class", "sub").words(words).end("span");
  }

  /** The verdicts of the days as shapes; the words are in the label. */
  private static void strip(Markup html, ModelSummary summary) {
    if (summary.days() == null) {
      return;
    }
    List<Result> days = summary.days().results();
    DriftSections sections = new DriftSections(summary.days());
    long drifted = days.stream().filter(day -> day.verdict() == Verdict.DRIFT).count();
    html.start(
        "span",
        "class",
        "strip-marks",
        "role",
        "img",
        "aria-label",
        drifted
            + " of "
            + days.size()
            + " days drifted, to "
            + sections.windowName(days.get(days.size() - 1)));
    days.forEach(day -> DriftSections.mark(day).writeShape(html));
    html.end("span");
    html.element("span", drifted + " of " + days.size() + " drifted", "class", "sub");
  }

  private static void events(Markup html, ModelSummary summary) {
    long rows = summary.events().stream().mapToLong(WindowFigures.Window::rows).sum();
    html.text(FIGURES.count(rows));
    long days = summary.events().stream().filter(span -> span.rows() > 0).count();
    if (days > 0) {
      html.element("span", FIGURES.count(rows / days) + " a day", "class", "sub");
    }
  }
}
