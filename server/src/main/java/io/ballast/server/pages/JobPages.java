package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Long work: what runs, how far it is, what it said, and a way to cancel it. */
final class JobPages {

  private static final Figures FIGURES = Figures.PAGE;

  private final Frame frame;

  JobPages(Frame frame) {
    this.frame = frame;
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/jobs", this::list),
        PageRoute.get("/jobs/{id}", this::show),
        PageRoute.get("/jobs/{id}/card", this::part),
        PageRoute.post("/jobs/{id}/cancel", this::cancel));
  }

  static boolean isOpen(JsonNode job) {
    String status = job.path("status").asString();
    return status.equals("PENDING") || status.equals("STARTED");
  }

  private PageReply list(Visit visit) throws IOException {
    JsonNode jobs = visit.ask("/v3/jobs?limit=200").path("items");
    return frame.page(
        visit,
        "Jobs",
        Frame.Section.JOBS,
        html -> {
          html.start("div", "class", "title").element("h1", "Jobs", "class", "verdict");
          html.element(
              "p",
              "Uploads, deletions and other long work, newest first. A job goes on after a restart"
                  + " of the server.",
              "class",
              "note");
          html.end("div");
          if (jobs.isEmpty()) {
            html.start("div", "class", "empty").element("h2", "No job yet");
            html.element("p", "The first file that you upload starts one.");
            html.start("p").element("a", "Upload a file", "class", "btn", "href", "/upload");
            html.end("p").end("div");
          }
          jobs.forEach(job -> card(html, visit, job));
        });
  }

  private PageReply show(Visit visit) throws IOException {
    JsonNode job = visit.ask("/v3/jobs/" + visit.id() + "?verbose=true");
    return frame.page(
        visit,
        job.path("name").asString(),
        Frame.Section.JOBS,
        html -> {
          html.start("div", "class", "title").start("h1", "class", "verdict");
          html.name(title(job)).end("h1").end("div");
          card(html, visit, job);
          html.start("section").start("div", "class", "head").element("h2", "Log").end("div");
          if (job.path("log").isEmpty()) {
            html.element("p", "Nothing was logged.", "class", "note");
          } else {
            html.start("ol", "class", "log");
            job.path("log").forEach(line -> html.element("li", line.asString()));
            html.end("ol");
          }
          html.end("section");
        });
  }

  private PageReply part(Visit visit) throws IOException {
    JsonNode job = visit.ask("/v3/jobs/" + visit.id());
    return PageReply.html(200, html -> card(html, visit, job));
  }

  private PageReply cancel(Visit visit) throws IOException {
    try {
      visit.ask("POST", "/v3/jobs/" + visit.id() + "/cancel", null);
    } catch (ApiException e) {
      // It has ended meanwhile: its page says how.
      return PageReply.seeOther("/jobs/" + visit.id());
    }
    return PageReply.seeOther("/jobs/" + visit.id());
  }

  private static String title(JsonNode job) {
    String model = job.path("info").path("model_name").asString("");
    String dataset = job.path("info").path("env_name").asString("");
    String name = job.path("name").asString();
    if (model.isEmpty()) {
      return name;
    }
    return dataset.isEmpty() || dataset.equals("PRODUCTION")
        ? name + ", " + model
        : name + " " + dataset + ", " + model;
  }

  /** One job; while it is open the script of the page asks for it again. */
  static void card(Markup html, Visit visit, JsonNode job) {
    String id = job.path("id").asString();
    boolean isOpen = isOpen(job);
    if (isOpen) {
      html.start("article", "class", "job", "data-poll", "/jobs/" + id + "/card");
    } else {
      html.start("article", "class", "job");
    }
    html.start("b").start("a", "href", "/jobs/" + id).name(title(job)).end("a").end("b");
    html.start("span", "class", "dim");
    OffsetDateTime created = OffsetDateTime.parse(job.path("created_at").asString());
    Moments.write(html, Times.micros(created.toInstant()));
    html.end("span");
    double progress = job.path("progress").asDouble();
    if (isOpen) {
      html.start(
          "progress",
          "max",
          100,
          "value",
          Markup.number(progress),
          "aria-label",
          "progress of " + title(job));
      html.end("progress");
    }
    html.start("span", "class", "state", "role", isOpen ? "status" : "note");
    html.words(state(job, progress)).end("span");
    if (isOpen) {
      html.start("form", "method", "post", "action", "/jobs/" + id + "/cancel", "class", "plain");
      Frame.key(html, visit);
      html.element("button", "Cancel", "aria-label", "Cancel " + title(job)).end("form");
    } else {
      after(html, job);
    }
    html.end("article").line();
  }

  private static String state(JsonNode job, double progress) {
    return switch (job.path("status").asString()) {
      case "PENDING" -> "Waits for its turn.";
      case "STARTED" -> FIGURES.fixed(progress, 0) + "% done.";
      case "SUCCESS" -> "Done." + extras(job);
      case "REVOKED" -> "Cancelled. A cancelled job has no effect.";
      default ->
          "Failed: "
              + ProblemPage.sentence(job.path("error_message").asString("no reason was kept"))
              + " Nothing was published.";
    };
  }

  /** What exists now: {@code 57 158 rows stored, 2 unchanged}. */
  private static String extras(JsonNode job) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> entry : job.path("extras").properties()) {
      if (entry.getValue().isNumber() && entry.getValue().asLong() > 0) {
        text.append(' ').append(FIGURES.count(entry.getValue().asLong())).append(" rows ");
        text.append(entry.getKey().replace('_', ' ')).append('.');
      }
    }
    return text.toString();
  }

  private static void after(Markup html, JsonNode job) {
    String model = job.path("info").path("model_uuid").asString("");
    if (job.path("status").asString().equals("SUCCESS") && !model.isEmpty()) {
      html.element("a", "Open the model", "href", "/models/" + model);
    } else {
      html.element("span", "");
    }
  }
}
