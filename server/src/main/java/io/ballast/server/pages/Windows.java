package io.ballast.server.pages;

import io.ballast.server.measure.WholeDrift;
import io.ballast.server.platform.Json;
import io.ballast.server.web.ApiException;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers of {@code /v3/queries} for the windows of a page.
 *
 * @param visit asks
 * @param question what the page is asked
 */
record Windows(Visit visit, ModelQuestion question) {

  /** Columns that one query takes. */
  private static final int MOST_COLUMNS = 100;

  /** Drift of those columns over the windows, as a report. */
  DriftReport drift(List<String> columns, List<Span> spans) throws IOException {
    List<List<ColumnResult>> byWindow = new ArrayList<>();
    spans.forEach(span -> byWindow.add(new ArrayList<>()));
    for (int from = 0; from < columns.size(); from += MOST_COLUMNS) {
      List<String> part = columns.subList(from, Math.min(columns.size(), from + MOST_COLUMNS));
      JsonNode details = ask("jsd", part, question.by()).path("details");
      for (int window = 0; window < spans.size(); window++) {
        for (JsonNode column : details.path(window)) {
          if (column.isObject()) {
            byWindow.get(window).add(DriftDetails.read(column));
          }
        }
      }
    }
    List<Result> results = new ArrayList<>();
    for (int window = 0; window < spans.size(); window++) {
      Span span = spans.get(window);
      List<ColumnResult> found = byWindow.get(window);
      results.add(
          new Result(
              new DriftReport.Window(span.start(), span.end(), window),
              null,
              0,
              span.rows(),
              verdict(found),
              null,
              null,
              found));
    }
    return WholeDrift.report(
        question.model(), Objects.requireNonNull(question.baseline()), question.noun(), results);
  }

  private static Verdict verdict(List<ColumnResult> columns) {
    return columns.stream()
        .map(ColumnResult::verdict)
        .min(java.util.Comparator.naturalOrder())
        .orElse(Verdict.NOT_ENOUGH_DATA);
  }

  /**
   * A window.
   *
   * @param start first instant
   * @param end excluded
   * @param rows events in it
   */
  record Span(Instant start, Instant end, long rows) {}

  /** The windows of the page with their events. */
  List<Span> spans() throws IOException {
    JsonNode result = ask("traffic", List.of(), question.by());
    List<Instant> starts = starts(result);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Instant end = i + 1 < starts.size() ? starts.get(i + 1) : question.to();
      spans.add(
          new Span(
              starts.get(i), end, result.path("details").path(i).path(0).path("rows").asLong()));
    }
    return spans;
  }

  private List<Instant> starts(JsonNode result) {
    List<Instant> starts = new ArrayList<>();
    for (JsonNode row : result.path("data")) {
      Instant start = OffsetDateTime.parse(row.path(0).asString()).toInstant();
      starts.add(start.isBefore(question.from()) ? question.from() : start);
    }
    return starts;
  }

  /** The details of a metric, a list for each window; empty when the model does not have it. */
  List<JsonNode> details(String metric, String size) throws IOException {
    try {
      List<JsonNode> details = new ArrayList<>();
      ask(metric, List.of(), size).path("details").forEach(row -> details.add(row.path(0)));
      return details;
    } catch (ApiException e) {
      return List.of();
    }
  }

  private JsonNode ask(String metric, List<String> columns, String size) throws IOException {
    ObjectNode body = Json.object().put("project_id", question.model().project().id().toString());
    ObjectNode filters = body.putObject("filters").put("bin_size", size).put("time_zone", "UTC");
    filters
        .putObject("time_range")
        .put("start_time", question.from().toString())
        .put("end_time", question.to().toString());
    ObjectNode query =
        body.putArray("queries")
            .addObject()
            .put("query_key", "page")
            .put("model_id", question.model().id().toString())
            .put("metric", metric);
    if (question.baseline() != null) {
      query.put("baseline_id", question.baseline().id().toString());
    }
    ArrayNode names = query.putArray("columns");
    columns.forEach(names::add);
    return visit.ask("POST", "/v3/queries", body).path("results").path("page");
  }
}
