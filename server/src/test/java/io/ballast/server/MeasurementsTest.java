package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.platform.Json;
import io.ballast.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Statements about closed windows are made once, and made again when an event of theirs changes.
 */
class MeasurementsTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int HOURS = 6;
  private static final int ROWS = 60;

  @TempDir private Path folder;
  private final SettableClock clock = SettableClock.at(START.plus(Duration.ofDays(1)));
  private TestServer server;
  private String project = "";
  private String model = "";

  @BeforeEach
  void publish() {
    server = TestServer.start(folder.resolve("data"), clock);
    project = server.project("drift");
    model = ChurnModel.make(server, project, "churn");
    StringBuilder rows = new StringBuilder("customer,age,products,region,score,churn\n");
    for (int i = 0; i < 500; i++) {
      rows.append("b").append(i).append(',').append(18 + i % 60).append(',').append(1 + i % 4);
      rows.append(i % 3 == 0 ? ",north," : ",south,").append(i % 100 / 100.0);
      rows.append(i % 5 == 0 ? ",yes\n" : ",no\n");
    }
    byte[] sample = rows.toString().getBytes(StandardCharsets.UTF_8);
    String file = server.upload("sample.csv", sample).data().path("id").asString();
    server.ended(server.publish(file, model, "sample"));
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < HOURS * ROWS; i++) {
      events.add(event("c" + i, 20 + i % 50, i / ROWS));
    }
    server.post("/v3/events", ChurnModel.events(model, events));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ObjectNode event(String customer, int age, int hour) {
    return ChurnModel.event(
        customer,
        age,
        age % 10 / 10.0,
        age % 4 == 0 ? "yes" : "no",
        START.plus(Duration.ofHours(hour)).toEpochMilli() + age);
  }

  private JsonNode hours() {
    String baseline =
        server
            .get("/v3/models/" + model + "/baselines")
            .data()
            .path("items")
            .path(0)
            .path("id")
            .asString();
    return hours("jsd", baseline);
  }

  private JsonNode hours(String metric, @Nullable String baseline) {
    ObjectNode body = Json.object().put("project_id", project);
    body.putObject("filters")
        .put("bin_size", "Hour")
        .putObject("time_range")
        .put("start_time", START.toString())
        .put("end_time", START.plus(Duration.ofHours(HOURS)).toString());
    ObjectNode query = body.putArray("queries").addObject();
    query
        .put("query_key", "q")
        .put("model_id", model)
        .put("baseline_id", baseline)
        .put("metric", metric);
    if (baseline != null) {
      query.putArray("columns").add("age").add("score").add("region");
    }
    return server.post("/v3/queries", body).data().path("results").path("q");
  }

  /** A baseline of production, the hour before each. */
  private String hourBefore() {
    ObjectNode body =
        Json.object()
            .put("name", "the hour before")
            .put("model_id", model)
            .put("type", "ROLLING")
            .put("env_type", "PRODUCTION")
            .put("window_bin_size", "Hour")
            .put("offset_delta", 1);
    return server.post("/v3/baselines", body).data().path("id").asString();
  }

  private void count() {
    server.keeper().pass();
    server.keeper().pass();
  }

  private static int rows(JsonNode result, int hour) {
    return result.path("details").path(hour).path(0).path("evidence").path("m").asInt();
  }

  @Test
  void countedHours_areKeptAndAnsweredTheSame() {
    JsonNode fresh = hours();
    assertThat(rows(fresh, 0)).isEqualTo(ROWS);
    count();

    JsonNode made = hours();
    assertThat(server.measurements().count()).isEqualTo(HOURS);
    assertThat(made).isEqualTo(fresh);
    assertThat(hours()).isEqualTo(fresh);
    server.close();
    server = TestServer.start(folder.resolve("data"), clock);
    assertThat(hours()).isEqualTo(fresh);
  }

  @Test
  void eventInAKeptHour_isInTheNextAnswer() {
    count();
    JsonNode before = hours();

    server.post("/v3/events", ChurnModel.events(model, List.of(event("late", 71, 2))));

    JsonNode after = hours();
    assertThat(rows(after, 2)).isEqualTo(ROWS + 1);
    assertThat(after.path("data").path(2)).isNotEqualTo(before.path("data").path(2));
    assertThat(after.path("data").path(3)).isEqualTo(before.path("data").path(3));
    count();
    assertThat(server.measurements().count()).isEqualTo(HOURS - 1);
    assertThat(hours()).isEqualTo(after);
    assertThat(server.measurements().count()).isEqualTo(HOURS);
  }

  @Test
  void lateLabelAndDeletion_areInTheNextAnswer() {
    count();
    JsonNode before = hours();

    ObjectNode label = Json.object().put("customer", "c0").put("churn", "no");
    server.send("PATCH", "/v3/events", ChurnModel.events(model, List.of(label)), null);
    JsonNode labelled = hours();
    assertThat(labelled.path("details").path(0).path(0).path("weighted"))
        .isNotEqualTo(before.path("details").path(0).path(0).path("weighted"));

    ObjectNode deletion = Json.object().put("model_id", model);
    deletion.putArray("event_ids").add("c1");
    server.ended(
        server
            .send("DELETE", "/v3/events", deletion, null)
            .data()
            .path("job")
            .path("id")
            .asString());
    assertThat(rows(hours(), 0)).isEqualTo(ROWS - 1);
    count();
    assertThat(rows(hours(), 0)).isEqualTo(ROWS - 1);
  }

  @Test
  void openHour_isNotKept() {
    clock.set(START.plus(Duration.ofHours(HOURS)).minusSeconds(60));
    count();

    hours();

    assertThat(server.measurements().count()).isEqualTo(HOURS - 1);
  }

  @Test
  void rollingBaseline_isKeptUntilItsReferenceChanges() {
    String before = hourBefore();
    JsonNode fresh = hours("psi", before);
    assertThat(fresh.path("data").path(0).path(1).isNull()).isTrue(); // nothing before the first
    count();

    assertThat(hours("psi", before)).isEqualTo(fresh);
    assertThat(server.measurements().count()).isEqualTo(HOURS - 1);
    server.post("/v3/events", ChurnModel.events(model, List.of(event("late", 71, 2))));

    JsonNode after = hours("psi", before);
    assertThat(rows(after, 2)).isEqualTo(ROWS + 1);
    assertThat(after.path("details").path(3).path(0).path("evidence").path("n").asInt())
        .isEqualTo(ROWS + 1);
    count();
    assertThat(server.measurements().count()).isEqualTo(HOURS - 3);
    assertThat(hours("psi", before)).isEqualTo(after);
  }

  @Test
  void performance_isKeptAndMadeAgainWhenALabelComes() {
    JsonNode fresh = hours("accuracy", null);
    assertThat(fresh.path("details").path(0).path(0).path("labelled").asInt()).isEqualTo(ROWS);
    count();

    assertThat(hours("accuracy", null)).isEqualTo(fresh);
    assertThat(server.measurements().count()).isEqualTo(HOURS);
    server.close();
    server = TestServer.start(folder.resolve("data"), clock);
    assertThat(hours("accuracy", null)).isEqualTo(fresh);

    ObjectNode label = Json.object().put("customer", "c0").put("churn", "no");
    server.send("PATCH", "/v3/events", ChurnModel.events(model, List.of(label)), null);
    JsonNode after = hours("accuracy", null);
    assertThat(after.path("data").path(0)).isNotEqualTo(fresh.path("data").path(0));
    assertThat(after.path("data").path(1)).isEqualTo(fresh.path("data").path(1));
  }
}
