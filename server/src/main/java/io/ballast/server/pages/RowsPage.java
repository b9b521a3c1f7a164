package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Model;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The events behind a figure, a page of rows at a time, and their export. */
final class RowsPage {

  private static final Figures FIGURES = Figures.PAGE;
  private static final int ROWS = 50;
  private static final int EXPORTED = 10_000;

  private final Frame frame;
  private final Backing backing;

  RowsPage(Frame frame, Backing backing) {
    this.frame = frame;
    this.backing = backing;
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/models/{id}/rows", this::show),
        PageRoute.get("/models/{id}/rows.csv", this::export));
  }

  private PageReply show(Visit visit) throws IOException {
    Model model = backing.catalog().model(visit.id());
    if (visit.query("from") == null && visit.query("to") == null) {
      return all(visit, model);
    }
    long offset = Long.parseLong(visit.query("offset", "0").replaceAll("\\D", "0"));
    JsonNode data = visit.ask(address(visit, model, ROWS, offset).toString());
    long total = data.path("total").asLong();
    String from = visit.query("from", "");
    String to = visit.query("to", "");
    return frame.page(
        visit,
        "Events of " + model.name(),
        Frame.Section.MODELS,
        html -> {
          html.start("div", "class", "title").start("h1", "class", "verdict");
          html.text(FIGURES.count(total) + (total == 1 ? " event of " : " events of "));
          html.name(model.name()).end("h1");
          html.element("p", "From " + from + " to " + to + ", the end excluded.", "class", "note");
          html.start("p", "class", "acts");
          html.element(
              "a",
              total > EXPORTED
                  ? "CSV of the first " + FIGURES.count(EXPORTED)
                  : "CSV of all " + FIGURES.count(total),
              "class",
              "btn",
              "href",
              Link.to("/models/" + model.id() + "/rows.csv").with("from", from).with("to", to),
              "download");
          html.element("a", "Back to the model", "href", "/models/" + model.id());
          html.end("p").end("div");
          RowTable.write(html, "Events by time", data);
          pager(html, visit, model, offset, total);
        });
  }

  /** Without a range: the days that have events. */
  private PageReply all(Visit visit, Model model) {
    Extent extent = Extent.of(backing.events(), model.events());
    if (!extent.isEmpty()) {
      return PageReply.seeOther(
          Link.to("/models/" + model.id() + "/rows")
              .with("from", extent.firstDay().toString())
              .with("to", extent.endOfLastDay().toString())
              .toString());
    }
    return frame.page(
        visit,
        "Events of " + model.name(),
        Frame.Section.MODELS,
        html -> NextStep.events(html, visit, model));
  }

  private static Link address(Visit visit, Model model, int limit, long offset) {
    return Link.to("/v3/models/" + model.id() + "/rows")
        .with("start_time", visit.query("from", ""))
        .with("end_time", visit.query("to", ""))
        .with("limit", Integer.toString(limit))
        .with("offset", Long.toString(offset));
  }

  private static void pager(Markup html, Visit visit, Model model, long offset, long total) {
    Link here =
        Link.to("/models/" + model.id() + "/rows")
            .with("from", visit.query("from", ""))
            .with("to", visit.query("to", ""))
            .with("column", visit.query("column"));
    html.start("nav", "class", "acts", "aria-label", "Parts of the rows");
    if (total > 0) {
      html.element(
          "span",
          "Rows "
              + FIGURES.count(offset + 1)
              + " to "
              + FIGURES.count(Math.min(total, offset + ROWS))
              + " of "
              + FIGURES.count(total),
          "class",
          "note");
    }
    if (offset > 0) {
      String before = Long.toString(Math.max(0, offset - ROWS));
      html.element("a", "Earlier", "class", "btn", "href", here.with("offset", before));
    }
    if (offset + ROWS < total) {
      html.element(
          "a", "Later", "class", "btn", "href", here.with("offset", Long.toString(offset + ROWS)));
    }
    html.end("nav");
  }

  private PageReply export(Visit visit) throws IOException {
    Model model = backing.catalog().model(visit.id());
    JsonNode data = visit.ask(address(visit, model, EXPORTED, 0).toString());
    return PageReply.of(200, "text/csv;charset=UTF-8", RowTable.csv(data))
        .with("Content-Disposition", "attachment; filename=\"events.csv\"");
  }
}
