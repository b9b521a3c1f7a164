package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.platform.Json;
import io.ballast.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of events: acknowledgement, ids, retries, late labels, deletion. */
class EventsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final long AT = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  @TempDir private Path folder;
  private final SettableClock clock = SettableClock.at(NOW);
  private TestServer server;
  private String project = "";
  private String model = "";

  @BeforeEach
  void start() {
    server = TestServer.start(folder.resolve("data"), clock);
    project = server.project("churn");
    model = ChurnModel.make(server, project, "churn");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private double traffic(String ofModel) {
    return figure(ofModel, "traffic");
  }

  private double figure(String ofModel, String metric) {
    return result(ofModel, metric).path("data").path(0).path(1).asDouble(Double.NaN);
  }

  private JsonNode result(String ofModel, String metric) {
    ObjectNode body = Json.object().put("project_id", project);
    ObjectNode filters = body.putObject("filters").put("bin_size", "Range");
    filters
        .putObject("time_range")
        .put("start_time", "2026-03-01T00:00:00Z")
        .put("end_time", "2026-03-03T00:00:00Z");
    body.putArray("queries")
        .addObject()
        .put("query_key", "q")
        .put("model_id", ofModel)
        .put("baseline_id", "")
        .put("metric", metric);
    return server.post("/v3/queries", body).data().path("results").path("q");
  }

  private List<ObjectNode> some(int count) {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(ChurnModel.event("c" + i, 20 + i, i / 10.0, null, AT + i * 1000L));
    }
    return events;
  }

  @Test
  void list_isThereWhenItIsAnswered() {
    TestServer.Reply reply = server.post("/v3/events", ChurnModel.events(model, some(10)));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(Json.text(reply.data().path("event_ids")))
        .isEqualTo("[\"c0\",\"c1\",\"c2\",\"c3\",\"c4\",\"c5\",\"c6\",\"c7\",\"c8\",\"c9\"]");
    assertThat(traffic(model)).isEqualTo(10);
  }

  @Test
  void metrics_countWhatCameIn() {
    server.post("/v3/events", ChurnModel.events(model, some(3)));
    List<ObjectNode> more = some(4);
    more.get(1).put("age", 99);
    server.post("/v3/events", ChurnModel.events(model, more));
    ObjectNode label = Json.object().put("customer", "c0").put("churn", "yes");
    server.send("PATCH", "/v3/events", ChurnModel.events(model, List.of(label)), null);

    assertThat(server.text("/metrics").lines())
        .contains(
            "# TYPE ballast_events_total counter",
            "ballast_events_total{outcome=\"stored\"} 4",
            "ballast_events_total{outcome=\"unchanged\"} 2",
            "ballast_events_total{outcome=\"refused\"} 1",
            "ballast_labels_total{outcome=\"stored\"} 1",
            "ballast_http_requests_total{route=\"/v3/events\",method=\"POST\",status=\"202\"} 2");
  }

  @Test
  void list_isThereAfterARestart() {
    server.post("/v3/events", ChurnModel.events(model, some(10)));
    server.close();

    server = TestServer.start(folder.resolve("data"), clock);

    assertThat(traffic(model)).isEqualTo(10);
  }

  @Test
  void eventWithKnownIdAndSameValues_changesNothing() {
    server.post("/v3/events", ChurnModel.events(model, some(3)));

    TestServer.Reply again = server.post("/v3/events", ChurnModel.events(model, some(4)));

    assertThat(again.data().path("stored").asInt()).isEqualTo(1);
    assertThat(again.data().path("unchanged").asInt()).isEqualTo(3);
    assertThat(traffic(model)).isEqualTo(4);
  }

  @Test
  void eventWithKnownIdAndOtherValues_isNamed() {
    server.post("/v3/events", ChurnModel.events(model, some(2)));
    List<ObjectNode> changed = some(3);
    changed.get(1).put("age", 99);

    TestServer.Reply reply = server.post("/v3/events", ChurnModel.events(model, changed));

    JsonNode refused = reply.data().path("refused");
    assertThat(reply.status()).isEqualTo(202);
    assertThat(refused.size()).isEqualTo(1);
    assertThat(refused.path(0).path("event_id").asString()).isEqualTo("c1");
    assertThat(refused.path(0).path("code").asString()).isEqualTo("CONFLICTING_EVENT");
    assertThat(traffic(model)).isEqualTo(3);
  }

  /** A model without a column of ids. */
  private String anonymous() {
    ObjectNode body = ChurnModel.body(project, "anonymous");
    body.putNull("event_id_col");
    return server.post("/v3/models", body).data().path("id").asString();
  }

  @Test
  void listWithoutIds_sentAgainAsRetryIsTheSamePublication() {
    String anonymous = anonymous();
    ObjectNode body = ChurnModel.events(anonymous, some(5));

    TestServer.Reply first = server.send("POST", "/v3/events", body, null);
    clock.advance(Duration.ofMinutes(10));
    TestServer.Reply retried = server.send("POST", "/v3/events", body, "1");

    assertThat(retried.data().path("event_ids")).isEqualTo(first.data().path("event_ids"));
    assertThat(traffic(anonymous)).isEqualTo(5);
  }

  @Test
  void listWithoutIds_isTheSamePublicationAfterARestart() {
    String anonymous = anonymous();
    ObjectNode body = ChurnModel.events(anonymous, some(5));
    TestServer.Reply first = server.send("POST", "/v3/events", body, null);
    server.close();

    server = TestServer.start(folder.resolve("data"), clock);
    TestServer.Reply retried = server.send("POST", "/v3/events", body, "2");

    assertThat(retried.data().path("event_ids")).isEqualTo(first.data().path("event_ids"));
    assertThat(traffic(anonymous)).isEqualTo(5);
  }

  @Test
  void listWithoutIds_withoutTheHeaderIsANewPublication() {
    String anonymous = anonymous();
    ObjectNode body = ChurnModel.events(anonymous, some(5));

    TestServer.Reply first = server.send("POST", "/v3/events", body, null);
    TestServer.Reply second = server.send("POST", "/v3/events", body, null);

    assertThat(second.data().path("event_ids")).isNotEqualTo(first.data().path("event_ids"));
    assertThat(traffic(anonymous)).isEqualTo(10);
  }

  @Test
  void retry_isForgottenAfterFifteenMinutes() {
    String anonymous = anonymous();
    ObjectNode body = ChurnModel.events(anonymous, some(5));
    server.send("POST", "/v3/events", body, null);

    clock.advance(Duration.ofMinutes(16));
    server.send("POST", "/v3/events", body, "1");

    assertThat(traffic(anonymous)).isEqualTo(10);
  }

  @Test
  void badEvent_leavesNothingOfItsCall() {
    List<ObjectNode> events = some(3);
    events.get(2).put("at", "yesterday");

    TestServer.Reply reply = server.post("/v3/events", ChurnModel.events(model, events));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("message").asString())
        .isEqualTo(
            "event 2 with at '\"yesterday\"', a time is a number since 1970 or text such as"
                + " 2026-11-24T09:30:00Z, mend the column at");
    assertThat(result(model, "traffic").path("data").path(0).path(1).isNull()).isTrue();
  }

  @Test
  void lateLabels_makePerformanceKnown() {
    server.post("/v3/events", ChurnModel.events(model, some(10)));
    JsonNode before = result(model, "accuracy");
    assertThat(before.path("data").path(0).path(1).isNull()).isTrue();
    assertThat(before.path("details").path(0).path(0).path("reason").asString())
        .isEqualTo("no row has both a target and a score");
    assertThat(before.path("details").path(0).path(0).path("label_coverage").asDouble()).isZero();

    List<ObjectNode> labels = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      labels.add(
          Json.object().put("customer", "c" + i).put("churn", i >= 4 ? "yes" : "no").put("age", 1));
    }
    TestServer.Reply reply =
        server.send("PATCH", "/v3/events", ChurnModel.events(model, labels), null);

    assertThat(reply.status()).isEqualTo(202);
    JsonNode after = result(model, "accuracy");
    assertThat(after.path("data").path(0).path(1).asDouble()).isEqualTo(7 / 8.0);
    assertThat(after.path("details").path(0).path(0).path("label_coverage").asDouble())
        .isEqualTo(0.8);
    assertThat(figure(model, "data_count")).isEqualTo(8);
  }

  @Test
  void labelOfAWrongType_leavesNothingOfItsCall() {
    ObjectNode body = ChurnModel.body(project, "numbers");
    ((ObjectNode) body.path("schema").path("columns").path(5)).put("data_type", "int");
    ((ObjectNode) body.path("schema").path("columns").path(5)).putNull("categories");
    ((ObjectNode) body.path("task_params")).putArray("target_class_order").add(0).add(1);
    String numbers = server.post("/v3/models", body).data().path("id").asString();
    List<ObjectNode> labels =
        List.of(
            Json.object().put("customer", "c0").put("churn", 1),
            Json.object().put("customer", "c1").put("churn", "perhaps"));

    TestServer.Reply reply =
        server.send("PATCH", "/v3/events", ChurnModel.events(numbers, labels), null);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("message").asString())
        .isEqualTo(
            "event 1 with churn \"perhaps\", the column is INTEGER, mend the value; nothing of this"
                + " call was stored");
  }

  @Test
  void eventsAreDeleted_byIdAndByTime() {
    server.post("/v3/events", ChurnModel.events(model, some(10)));

    ObjectNode byId = Json.object().put("model_id", model).put("update_metrics", false);
    byId.putArray("event_ids").add("c0").add("c1").add("unknown");
    TestServer.Reply first = server.send("DELETE", "/v3/events", byId, null);
    assertThat(first.status()).isEqualTo(202);
    assertThat(ended(first).path("extras").path("events").asInt()).isEqualTo(2);
    assertThat(traffic(model)).isEqualTo(8);

    ObjectNode byTime = Json.object().put("model_id", model).put("update_metrics", true);
    byTime
        .putObject("time_range")
        .put("start_time", Instant.ofEpochMilli(AT + 5000).toString())
        .put("end_time", Instant.ofEpochMilli(AT + 8000).toString());
    assertThat(
            ended(server.send("DELETE", "/v3/events", byTime, null))
                .path("extras")
                .path("events")
                .asInt())
        .isEqualTo(3);
    assertThat(traffic(model)).isEqualTo(5);

    byId.set("time_range", byTime.path("time_range"));
    TestServer.Reply both = server.send("DELETE", "/v3/events", byId, null);
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.error().path("message").asString())
        .isEqualTo(
            "event_ids and time_range, events are deleted by one of the two, send one of them");
  }

  private JsonNode ended(TestServer.Reply reply) {
    return server.ended(reply.data().path("job").path("id").asString());
  }

  @Test
  void violations_areCounted() {
    List<ObjectNode> events = some(6);
    events.get(0).put("products", 9);
    events.get(1).put("products", "many");
    events.get(2).putNull("age");
    events.get(3).put("region", "west");
    server.post("/v3/events", ChurnModel.events(model, events));

    assertThat(figure(model, "range_violation_count")).isEqualTo(2);
    assertThat(figure(model, "type_violation_count")).isEqualTo(1);
    assertThat(figure(model, "null_violation_count")).isEqualTo(1);
    assertThat(figure(model, "any_violation_count")).isEqualTo(4);
    assertThat(figure(model, "any_violation_percentage")).isEqualTo(4 / 6.0);
  }
}
