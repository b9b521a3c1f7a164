package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.platform.Times;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Data sets: which there are, and a preview of each. */
final class DatasetPages {

  private static final Figures FIGURES = Figures.PAGE;
  private static final int PREVIEW = 20;

  private final Frame frame;

  DatasetPages(Frame frame) {
    this.frame = frame;
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/datasets", this::list),
        PageRoute.get("/datasets/{id}", this::show),
        PageRoute.get("/datasets/{id}/columns", DatasetPages::summary));
  }

  /** The part that reads the rows comes after the page. */
  private static void columns(Markup html, String address) {
    html.start("section", "id", "columns", "class", "loading", "data-load", address);
    html.start("div", "class", "head").element("h2", "Columns").end("div");
    html.start("p", "class", "note").element("span", "Reading the rows.", "role", "status");
    html.text(" ").element("a", "Show them alone", "href", address).end("p").end("section").line();
  }

  private static PageReply summary(Visit visit) throws IOException {
    JsonNode summary = visit.ask("/v3/environments/" + visit.id() + "/summary");
    return PageReply.html(200, html -> DatasetColumns.write(html, summary));
  }

  private PageReply list(Visit visit) throws IOException {
    List<JsonNode> datasets = new ArrayList<>();
    for (JsonNode each : visit.ask("/v3/environments?limit=1000&ordering=name").path("items")) {
      if (each.path("type").asString().equals("PRE_PRODUCTION")) {
        datasets.add(each);
      }
    }
    return frame.page(visit, "Datasets", Frame.Section.DATASETS, html -> write(html, datasets));
  }

  private static void write(Markup html, List<JsonNode> datasets) {
    html.start("div", "class", "title").element("h1", "Datasets", "class", "verdict");
    html.element(
        "p",
        "Named rows that do not change: what a model was trained on or tried with. A baseline is"
            + " made of each.",
        "class",
        "note");
    html.end("div");
    if (datasets.isEmpty()) {
      html.start("div", "class", "empty").element("h2", "No dataset yet");
      html.element("p", "The table that a model was trained on is the best first one.");
      html.start("p").element("a", "Upload a file", "class", "btn", "href", "/upload").end("p");
      html.end("div");
      return;
    }
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    html.element("th", "Dataset", "scope", "col").element("th", "Model", "scope", "col");
    html.element("th", "Rows", "scope", "col", "class", "num");
    html.element("th", "Published", "scope", "col", "class", "num");
    html.end("tr").end("thead").start("tbody");
    for (JsonNode each : datasets) {
      html.start("tr").start("th", "scope", "row", "class", "any");
      html.start("a", "href", "/datasets/" + each.path("id").asString());
      html.name(each.path("name").asString()).end("a").end("th");
      html.start("td", "class", "any");
      html.start("a", "href", "/models/" + each.path("model").path("id").asString());
      html.name(each.path("model").path("name").asString()).end("a").end("td");
      html.element("td", FIGURES.count(each.path("row_count").asLong()), "class", "num");
      html.start("td", "class", "num");
      when(html, each);
      html.end("td").end("tr").line();
    }
    html.end("tbody").end("table").end("div").line();
  }

  private static void when(Markup html, JsonNode each) {
    OffsetDateTime created = OffsetDateTime.parse(each.path("created_at").asString());
    Moments.write(html, Times.micros(created.toInstant()));
  }

  private PageReply show(Visit visit) throws IOException {
    JsonNode dataset = visit.ask("/v3/environments/" + visit.id());
    JsonNode rows = visit.ask("/v3/environments/" + visit.id() + "/rows?limit=" + PREVIEW);
    String model = dataset.path("model").path("id").asString();
    return frame.page(
        visit,
        dataset.path("name").asString(),
        Frame.Section.DATASETS,
        html -> {
          html.start("div", "class", "title").start("h1", "class", "verdict");
          html.name(dataset.path("name").asString()).end("h1").start("p", "class", "note");
          html.text(FIGURES.count(rows.path("total").asLong()) + " rows of ");
          html.start("a", "href", "/models/" + model);
          html.name(dataset.path("model").path("name").asString()).end("a");
          html.text(", published ");
          when(html, dataset);
          html.text(". A dataset does not change; a new version gets a new name.").end("p");
          html.start("p", "class", "acts");
          html.element(
              "a",
              "Create a baseline of it",
              "class",
              "btn",
              "href",
              Link.to("/models/" + model + "/baselines/new")
                  .with("dataset", visit.id().toString()));
          html.end("p").end("div");
          html.start("section").start("div", "class", "head").element("h2", "Preview");
          html.element(
              "span",
              "The first " + rows.path("rows").size() + " rows as they are stored.",
              "class",
              "note");
          html.end("div");
          RowTable.write(html, "First rows", rows);
          html.end("section");
          columns(html, "/datasets/" + visit.id() + "/columns");
        });
  }
}
