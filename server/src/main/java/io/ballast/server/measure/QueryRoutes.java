package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.server.access.Installation;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Project;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.Members;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import io.ballast.server.web.SystemRoutes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/queries}: metrics over windows, with Ballast's own statements in {@code details}. */
public final class QueryRoutes implements Routes {

  private static final int MAX_QUERIES = 6;

  private final Catalog catalog;
  private final QueryReader reader;
  private final DriftMeasure drift;
  private final TrafficMeasure traffic;
  private final FrequencyMeasure frequency;
  private final IntegrityMeasure integrity;
  private final PerformanceMeasure performance;
  private final Installation installation;
  private final InstantSource clock;

  /** Routes over those stores. */
  public QueryRoutes(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      Installation installation,
      InstantSource clock,
      String version) {
    this.catalog = catalog;
    this.reader = new QueryReader(catalog);
    this.drift = new DriftMeasure(catalog, events, measurements, clock, version);
    this.traffic = new TrafficMeasure(events);
    this.frequency = new FrequencyMeasure(events);
    this.integrity = new IntegrityMeasure(events);
    this.performance = new PerformanceMeasure(events, measurements, clock, version);
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/v3/queries", Permission.METRIC_READ, this::query));
  }

  private Answer query(Call call) {
    Members body = Members.of(call.json());
    Project project = catalog.project(body.uuid("project_id"));
    TimeBins bins = Question.bins(body.members("filters"), clock.instant());
    List<Members> queries = body.objects("queries");
    if (queries.isEmpty() || queries.size() > MAX_QUERIES) {
      throw ApiException.badRequest(
          queries.size() + " queries",
          "a question has 1 to " + MAX_QUERIES,
          "ask for more in further calls");
    }
    Map<String, Query> asked = new LinkedHashMap<>();
    for (Members members : queries) {
      Query query = reader.read(members);
      if (asked.put(query.key(), query) != null) {
        throw members.refused("query_key", "a key is there once");
      }
    }
    Map<Query, Series> results = new LinkedHashMap<>();
    asked.values().forEach(query -> results.put(query, measure(query, bins)));
    return Answer.stream(json -> write(json, body.object(), project, bins, results));
  }

  private Series measure(Query query, TimeBins bins) {
    return switch (query.metric().kind()) {
      case DRIFT -> drift.measure(query, bins);
      case INTEGRITY -> integrity.measure(query, bins);
      case PERFORMANCE -> performance.measure(query, bins);
      case TRAFFIC -> traffic.traffic(query, bins);
      case STATISTIC ->
          query.metric() == Metric.FREQUENCY
              ? frequency.measure(query, bins)
              : traffic.statistic(query, bins);
    };
  }

  private void write(
      JsonGenerator json,
      ObjectNode body,
      Project project,
      TimeBins bins,
      Map<Query, Series> results) {
    json.writeStartObject();
    json.writeName("organization");
    json.writePOJO(SystemRoutes.organization(installation));
    reference(json, "project", project.id().toString(), project.name());
    json.writeEndObject();
    for (String echoed : List.of("query_type", "time_comparison", "filters")) {
      json.writeName(echoed);
      JsonNode value = body.path(echoed);
      json.writePOJO(value.isMissingNode() ? null : value);
    }
    json.writeObjectPropertyStart("results");
    results.forEach((query, series) -> write(json, query, series, bins));
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Begins an object with id and name; the caller ends it. */
  private static void reference(JsonGenerator json, String member, String id, String name) {
    json.writeObjectPropertyStart(member);
    json.writeStringProperty("id", id);
    json.writeStringProperty("name", name);
  }

  private static void write(JsonGenerator json, Query query, Series series, TimeBins bins) {
    json.writeObjectPropertyStart(query.key());
    json.writeStringProperty("query_key", query.key());
    reference(json, "model", query.model().id().toString(), query.model().name());
    json.writeStringProperty("version", query.model().version());
    json.writeEndObject();
    Baseline baseline = query.baseline();
    if (baseline != null) {
      reference(json, "baseline", baseline.id().toString(), baseline.name());
      json.writeEndObject();
    }
    json.writeStringProperty("metric", query.metric().id());
    json.writeName("viz_type");
    json.writePOJO(query.vizType().isMissingNode() ? null : query.vizType());
    strings(json, "columns", query.columns());
    List<String> names = new ArrayList<>(List.of("timestamp"));
    names.addAll(series.names());
    strings(json, "col_names", names);
    json.writeArrayPropertyStart("data");
    for (int bin = 0; bin < bins.size(); bin++) {
      json.writeStartArray();
      json.writeString(Times.binStart(Times.micros(bins.labels().get(bin)), bins.zone()));
      for (int column = 0; column < series.names().size(); column++) {
        Series.number(json, series.value(bin, column));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("details");
    for (int bin = 0; bin < bins.size(); bin++) {
      json.writeStartArray();
      for (int column = 0; column < series.names().size(); column++) {
        series.writeDetails(json, bin, column);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
