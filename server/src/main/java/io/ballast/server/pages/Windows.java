package io.ballast.server.pages;

import io.ballast.server.platform.Json;
import io.ballast.server.web.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers of {@code /v3/queries} for the windows of a page.
 *
 * @param visit asks
 * @param question what the page is asked
 */
record Windows(Visit visit, ModelQuestion question) {

  /** The details of a metric, a list for each window; empty when the model does not have it. */
  List<JsonNode> details(String metric, String size) throws IOException {
    try {
      List<JsonNode> details = new ArrayList<>();
      ask(metric, size).path("details").forEach(row -> details.add(row.path(0)));
      return details;
    } catch (ApiException e) {
      return List.of();
    }
  }

  private JsonNode ask(String metric, String size) throws IOException {
    ObjectNode body = Json.object().put("project_id", question.model().project().id().toString());
    ObjectNode filters = body.putObject("filters").put("bin_size", size).put("time_zone", "UTC");
    filters
        .putObject("time_range")
        .put("start_time", question.from().toString())
        .put("end_time", question.to().toString());
    body.putArray("queries")
        .addObject()
        .put("query_key", "page")
        .put("model_id", question.model().id().toString())
        .put("metric", metric);
    return visit.ask("POST", "/v3/queries", body).path("results").path("page");
  }
}
