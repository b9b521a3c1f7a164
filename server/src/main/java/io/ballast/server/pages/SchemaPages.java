package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Environment;
import io.ballast.server.catalog.EnvironmentType;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelColumn;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A model's schema, its baselines, and the form that creates one. */
final class SchemaPages {

  private static final Figures FIGURES = Figures.PAGE;
  private static final int MOST_CATEGORIES = 8;

  private final Frame frame;
  private final Backing backing;

  SchemaPages(Frame frame, Backing backing) {
    this.frame = frame;
    this.backing = backing;
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/models/{id}/schema", this::show),
        PageRoute.get("/models/{id}/baselines/new", visit -> form(visit, null, 200)),
        PageRoute.post("/models/{id}/baselines/new", this::create));
  }

  private PageReply show(Visit visit) {
    Model model = backing.catalog().model(visit.id());
    List<Baseline> baselines = backing.catalog().baselines(model.id());
    return frame.page(
        visit,
        "Schema of " + model.name(),
        Frame.Section.MODELS,
        html -> {
          html.start("div", "class", "title").start("h1", "class", "verdict");
          html.start("a", "href", "/models/" + model.id()).name(model.name()).end("a");
          html.text(": schema and baselines").end("h1").end("div");
          html.start("section", "class", "first").start("div", "class", "head");
          html.element("h2", "Baselines");
          html.start("span", "class", "tools");
          html.element(
              "a", "Create a baseline", "href", "/models/" + model.id() + "/baselines/new");
          html.end("span").end("div");
          guide(html);
          baselines(html, model, baselines);
          html.end("section").start("section").start("div", "class", "head");
          html.element("h2", "Columns");
          html.element(
              "span",
              model.shape().columns().size() + " columns, in the order of the schema.",
              "class",
              "note");
          html.end("div");
          columns(html, model);
          html.end("section");
        });
  }

  /** What a baseline is and how to choose one, in three sentences. */
  private static void guide(Markup html) {
    html.element(
        "p",
        "A baseline is the rows that production is compared with. Take the data the model was"
            + " trained on to ask whether the world still looks as it did then, a good span of"
            + " production to ask whether anything changed since, or a rolling one to ask whether"
            + " this week differs from an earlier one. The rarest class decides how little it can"
            + " show: with fewer than 30 of its rows there is no weighted verdict.",
        "class",
        "say");
  }

  private void baselines(Markup html, Model model, List<Baseline> baselines) {
    if (baselines.isEmpty()) {
      html.element("p", "No baseline yet.", "class", "note");
      return;
    }
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    html.element("th", "Name", "scope", "col").element("th", "What it is", "scope", "col");
    html.element("th", "Rows", "scope", "col", "class", "num").element("td", "");
    html.end("tr").end("thead").start("tbody");
    for (Baseline baseline : baselines) {
      html.start("tr").start("th", "scope", "row").name(baseline.name()).end("th");
      html.start("td").words(words(baseline)).end("td");
      Long rows = baseline.rowCount();
      html.element("td", rows == null ? "changes" : FIGURES.count(rows), "class", "num");
      html.start("td", "class", "num");
      html.element(
          "a",
          "Compare with it",
          "href",
          Link.to("/models/" + model.id()).with("baseline", baseline.id().toString()));
      html.end("td").end("tr").line();
    }
    html.end("tbody").end("table").end("div").line();
  }

  private String words(Baseline baseline) {
    Long start = baseline.startMicros();
    Long end = baseline.endMicros();
    if (start != null && end != null) {
      return "production, " + Moments.range(Times.instant(start), Times.instant(end));
    }
    return baseline.type() == Baseline.Type.ROLLING
        ? "rolling: production " + ModelQuestion.spoken(baseline)
        : "dataset " + backing.catalog().environment(baseline.environmentId()).name();
  }

  private static void columns(Markup html, Model model) {
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    for (String head : List.of("Column", "Type", "Role", "Expected values", "Bins")) {
      html.element("th", head, "scope", "col");
    }
    html.end("tr").end("thead").start("tbody");
    for (ModelColumn column : model.shape().columns()) {
      html.start("tr").start("th", "scope", "row");
      html.start("a", "href", Link.to("/models/" + model.id()).with("column", column.name()));
      html.name(column.name()).end("a").end("th");
      html.element("td", column.type().word()).element("td", ModelPage.role(model, column));
      html.start("td").words(expected(column)).end("td");
      html.start("td").words(bins(column)).end("td").end("tr").line();
    }
    html.end("tbody").end("table").end("div").line();
  }

  private static String expected(ModelColumn column) {
    if (!column.categories().isEmpty()) {
      int more = column.categories().size() - MOST_CATEGORIES;
      String shown =
          String.join(
              ", ",
              column
                  .categories()
                  .subList(0, Math.min(MOST_CATEGORIES, column.categories().size())));
      return more > 0 ? shown + " and " + more + " more" : shown;
    }
    Double min = column.min();
    Double max = column.max();
    return min == null || max == null
        ? "any"
        : FIGURES.significant(min, 6) + " to " + FIGURES.significant(max, 6);
  }

  private static String bins(ModelColumn column) {
    if (column.bins().size() > 1) {
      return column.bins().size() - 1 + " ranges";
    }
    int categories = column.categories().size();
    return switch (categories) {
      case 0 -> "none";
      case 1 -> "1 category";
      default -> categories + " categories";
    };
  }

  private PageReply create(Visit visit) throws IOException {
    Model model = backing.catalog().model(visit.id());
    try {
      ObjectNode body =
          Json.object().put("model_id", model.id().toString()).put("name", visit.field("name"));
      String kind = visit.field("kind");
      switch (kind) {
        case "production" ->
            body.put("type", "STATIC")
                .put("env_type", "PRODUCTION")
                .put("start_time", visit.field("start"))
                .put("end_time", visit.field("end"));
        case "rolling" ->
            body.put("type", "ROLLING")
                .put("env_type", "PRODUCTION")
                .put("offset_delta", whole(visit.field("offset")))
                .put("window_bin_size", visit.field("size"));
        default ->
            body.put("type", "STATIC")
                .put("env_type", "PRE_PRODUCTION")
                .put("env_id", visit.field("dataset"));
      }
      String id = visit.ask("POST", "/v3/baselines", body).path("id").asString();
      return PageReply.seeOther(Link.to("/models/" + model.id()).with("baseline", id).toString());
    } catch (ApiException e) {
      return form(visit, e, e.reason().status());
    }
  }

  private static int whole(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }

  /** The form, with what was sent and what is wrong with it. */
  private PageReply form(Visit visit, @Nullable ApiException error, int status) throws IOException {
    Model model = backing.catalog().model(visit.id());
    List<Environment> datasets =
        backing.catalog().environments(model.id()).stream()
            .filter(found -> found.type() == EnvironmentType.PRE_PRODUCTION)
            .filter(found -> found.dataset() != null)
            .toList();
    Extent extent = Extent.of(backing.events(), model.events());
    FormFields sent = FormFields.of(visit, error != null);
    String name = sent.value("name", "");
    String size = sent.value("size", "Week");
    String offset = sent.value("offset", "1");
    String kind = sent.value("kind", datasets.isEmpty() ? "production" : "dataset");
    String chosen = sent.value("dataset", visit.query("dataset", ""));
    String start = sent.value("start", day(extent.firstDay()));
    String end = sent.value("end", day(extent.endOfLastDay()));
    return frame.page(
        status,
        visit,
        "Create a baseline",
        Frame.Section.MODELS,
        html -> {
          html.start("div", "class", "title").start("h1", "class", "verdict");
          html.text("Create a baseline of ").name(model.name()).end("h1").end("div");
          guide(html);
          html.start(
              "form",
              "method",
              "post",
              "class",
              "fields",
              "action",
              "/models/" + model.id() + "/baselines/new");
          Frame.key(html, visit);
          FormFields.problem(html, error);
          FormFields.text(html, "name", "Name", name, "Unique within the model.");
          html.start("fieldset").element("legend", "What it is made of");
          FormFields.radio(html, "kind", "dataset", "A dataset", kind);
          FormFields.choose(
              html,
              "dataset",
              "Dataset",
              datasets.stream()
                  .map(d -> new FormFields.Choice(d.id().toString(), d.name()))
                  .toList(),
              chosen);
          FormFields.radio(html, "kind", "production", "A span of production", kind);
          FormFields.date(html, "start", "From", start);
          FormFields.date(html, "end", "To, excluded", end);
          FormFields.radio(html, "kind", "rolling", "A rolling window of production", kind);
          FormFields.choose(
              html,
              "size",
              "Length of the window",
              List.of("Hour", "Day", "Week", "Month").stream()
                  .map(word -> new FormFields.Choice(word, word.toLowerCase(java.util.Locale.ROOT)))
                  .toList(),
              size);
          FormFields.number(html, "offset", "So many windows earlier", offset);
          html.end("fieldset");
          html.element("button", "Create baseline", "class", "primary").end("form");
        });
  }

  private static String day(java.time.Instant instant) {
    return instant.toString().substring(0, 10);
  }
}
