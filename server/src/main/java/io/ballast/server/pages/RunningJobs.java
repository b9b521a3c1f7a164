package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The jobs that have not ended. */
final class RunningJobs {

  /** As REST answers them. */
  record State(List<JsonNode> open) {}

  State state(Visit visit) throws IOException {
    List<JsonNode> open = new ArrayList<>();
    for (JsonNode job : visit.ask("/v3/jobs?limit=100").path("items")) {
      if (JobPages.isOpen(job)) {
        open.add(job);
      }
    }
    return new State(open);
  }

  void write(Markup html, Visit visit, State state) {
    html.start("div", "class", "head").element("h2", "Running now");
    html.start("span", "class", "tools").element("a", "All jobs", "href", "/jobs").end("span");
    html.end("div");
    if (state.open().isEmpty()) {
      html.element("p", "No job is running.", "class", "note");
      return;
    }
    for (JsonNode job : state.open()) {
      JobPages.card(html, visit, job);
    }
  }
}
