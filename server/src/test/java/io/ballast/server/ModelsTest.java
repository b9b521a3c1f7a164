package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.platform.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Models and baselines: made, checked, versioned, changed, deleted. */
class ModelsTest {

  @TempDir private Path folder;
  private TestServer server;
  private String project = "";

  @BeforeEach
  void start() {
    server = TestServer.start(folder.resolve("data"));
    project = server.project("models");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void model_isReadBackWhole() {
    ObjectNode body = ChurnModel.body(project, "whole");
    ObjectNode spec = (ObjectNode) body.path("spec");
    spec.putArray("custom_features")
        .addObject()
        .put("name", "text")
        .put("type", "FROM_TEXT_EMBEDDING")
        .put("column", "in no file")
        .put("n_clusters", 6);

    JsonNode made = server.post("/v3/models", body).data();
    JsonNode read = server.get("/v3/models/" + made.path("id").asString()).data();

    assertThat(read).isEqualTo(made);
    assertThat(read.path("version").asString()).isEqualTo("v1");
    assertThat(read.path("spec").path("custom_features").path(0).path("n_clusters").asInt())
        .isEqualTo(6);
    assertThat(read.path("schema").path("columns").path(1).path("bins").size()).isEqualTo(11);
    assertThat(read.path("schema").path("columns").path(1).path("min").isIntegralNumber()).isTrue();
    assertThat(read.path("project").path("name").asString()).isEqualTo("models");
    assertThat(read.path("task_params").size()).isEqualTo(6);
    assertThat(read.path("artifact_files").isArray()).isTrue();
  }

  @Test
  void nameAndVersion_areThereOnce() {
    ChurnModel.make(server, project, "twice");
    ObjectNode second = ChurnModel.body(project, "twice").put("version", "v2");

    assertThat(server.post("/v3/models", ChurnModel.body(project, "twice")).status())
        .isEqualTo(409);
    assertThat(server.post("/v3/models", second).data().path("version").asString()).isEqualTo("v2");
    assertThat(server.get("/v3/models?ordering=-created_at&limit=1").data().path("total").asInt())
        .isEqualTo(2);
  }

  static Stream<Arguments> wrongModels() {
    return Stream.of(
        wrong("name 'null', a text is needed", body -> body.putNull("name")),
        wrong(
            "name ' x', a name has 1 to 255 characters, no control characters and no blanks"
                + " around it",
            body -> body.put("name", " x")),
        wrong(
            "task 'regress', one of binary_classification, multiclass_classification,"
                + " regression, ranking, llm, not_set is needed",
            body -> body.put("task", "regress")),
        wrong(
            "task_params.class_weights '[1.0]', 1 class weights for 2 classes, give one for each"
                + " class",
            body -> params(body).putArray("class_weights").add(1.0)),
        wrong(
            "task_params.binary_classification_threshold '2', a threshold is from 0 to 1",
            body -> params(body).put("binary_classification_threshold", 2)),
        wrong(
            "spec.inputs names column 'unknown', the schema has no such column",
            body -> spec(body).withArrayProperty("inputs").add("unknown")),
        wrong(
            "spec.metadata names column 'age', a column stands once in a spec",
            body -> spec(body).withArrayProperty("metadata").add("age")),
        wrong(
            "schema.columns[7].name 'age', a column's name is there once",
            body ->
                body.path("schema")
                    .withArrayProperty("columns")
                    .addObject()
                    .put("name", "age")
                    .put("data_type", "int")),
        wrong(
            "schema.columns[1].data_type 'integer', one of float, int, bool, str, category,"
                + " timestamp, vector is needed",
            body -> column(body, 1).put("data_type", "integer")),
        wrong(
            "schema.columns[1].min '200', the least value is not above the greatest, 100.0",
            body -> column(body, 1).put("min", 200)),
        wrong(
            "output 'region', an output of this task is a float or int column",
            body -> {
              spec(body).putArray("outputs").add("region");
              spec(body).putArray("inputs").add("age");
            }),
        wrong(
            "2 outputs, a binary model has one, its score",
            body -> {
              spec(body).putArray("outputs").add("score").add("age");
              spec(body).putArray("inputs");
            }));
  }

  private static Arguments wrong(String message, Consumer<ObjectNode> change) {
    return Arguments.of(message, change);
  }

  private static ObjectNode params(ObjectNode body) {
    return (ObjectNode) body.path("task_params");
  }

  private static ObjectNode spec(ObjectNode body) {
    return (ObjectNode) body.path("spec");
  }

  private static ObjectNode column(ObjectNode body, int index) {
    return (ObjectNode) body.path("schema").path("columns").path(index);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongModels")
  void wrongModel_isRefusedWithItsRule(String message, Consumer<ObjectNode> change) {
    ObjectNode body = ChurnModel.body(project, "wrong");
    change.accept(body);

    TestServer.Reply reply = server.post("/v3/models", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("errors").path(0).path("message").asString()).isEqualTo(message);
    assertThat(server.get("/v3/models").data().path("total").asInt()).isZero();
  }

  @Test
  void version_isRenamedAndColumnsComeAndGo() {
    String model = ChurnModel.make(server, project, "changing");
    JsonNode before = server.get("/v3/models/" + model).data();
    ObjectNode change = Json.object().put("version", "v4");
    change.set("schema", before.path("schema").deepCopy());
    change.set("spec", before.path("spec").deepCopy());
    ((ObjectNode) change.path("schema"))
        .withArrayProperty("columns")
        .addObject()
        .put("name", "income")
        .put("data_type", "float")
        .put("min", 0)
        .put("max", 10);
    ((ObjectNode) change.path("spec")).withArrayProperty("inputs").add("income");

    JsonNode after = server.send("PATCH", "/v3/models/" + model, change, null).data();

    assertThat(after.path("version").asString()).isEqualTo("v4");
    assertThat(after.path("schema").path("columns").size()).isEqualTo(8);
    assertThat(server.get("/v3/models/" + model).data()).isEqualTo(after);

    change.set("schema", before.path("schema"));
    change.set("spec", before.path("spec"));
    JsonNode removed = server.send("PATCH", "/v3/models/" + model, change, null).data();
    assertThat(removed.path("schema").path("columns").size()).isEqualTo(7);
  }

  @Test
  void columnOfAnotherType_needsANewVersion() {
    String model = ChurnModel.make(server, project, "typed");
    ObjectNode change = Json.object();
    change.set("schema", server.get("/v3/models/" + model).data().path("schema").deepCopy());
    ((ObjectNode) change.path("schema").path("columns").path(1)).put("data_type", "float");

    TestServer.Reply reply = server.send("PATCH", "/v3/models/" + model, change, null);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error().path("message").asString())
        .isEqualTo(
            "column 'age' as FLOATING, its events have it as INTEGER, make a new version of the"
                + " model with duplicate, or name the column anew");
  }

  @Test
  void deletedModel_isGoneAndItsJobStays() {
    String model = ChurnModel.make(server, project, "gone");
    String file =
        server
            .upload("rows.csv", "customer,age\na,1\nb,2\n".getBytes(StandardCharsets.UTF_8))
            .data()
            .path("id")
            .asString();
    server.ended(server.publish(file, model, "rows"));

    TestServer.Reply reply = server.delete("/v3/models/" + model);

    assertThat(reply.status()).isEqualTo(202);
    String job = reply.data().path("job").path("id").asString();
    assertThat(server.ended(job).path("status").asString()).isEqualTo("SUCCESS");
    assertThat(server.get("/v3/models/" + model).status()).isEqualTo(404);
    assertThat(server.get("/v3/environments").data().path("total").asInt()).isZero();
    assertThat(server.get("/v3/baselines").data().path("total").asInt()).isZero();
    assertThat(server.delete("/v3/projects/" + project).status()).isEqualTo(200);
  }

  @Test
  void projectWithModels_isKept() {
    ChurnModel.make(server, project, "keeps");

    TestServer.Reply reply = server.delete("/v3/projects/" + project);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error().path("message").asString())
        .isEqualTo(
            "project 'models', a project with models cannot be deleted, delete its models first");
  }

  @Test
  void baselines_areOfThreeKinds() {
    String model = ChurnModel.make(server, project, "based");
    String file =
        server
            .upload("rows.csv", "customer,age\na,1\nb,2\n".getBytes(StandardCharsets.UTF_8))
            .data()
            .path("id")
            .asString();
    server.ended(server.publish(file, model, "rows"));
    String dataset =
        server
            .get("/v3/models/" + model + "/environments?type=PRE_PRODUCTION")
            .data()
            .path("items")
            .path(0)
            .path("id")
            .asString();
    ObjectNode fixed = baseline(model, "fixed", "STATIC", "PRE_PRODUCTION").put("env_id", dataset);
    ObjectNode spanned =
        baseline(model, "spanned", "STATIC", "PRODUCTION")
            .put("start_time", 1772359200.75)
            .put("end_time", 1772359300);
    ObjectNode millis =
        baseline(model, "millis", "STATIC", "PRODUCTION")
            .put("start_time", 1772359200750L)
            .put("end_time", 1772359300000L);
    ObjectNode rolling =
        baseline(model, "rolling", "ROLLING", "PRODUCTION")
            .put("offset_delta", 7)
            .put("window_bin_size", "Day");

    assertThat(server.post("/v3/baselines", fixed).data().path("row_count").asInt()).isEqualTo(2);
    JsonNode seconds = server.post("/v3/baselines", spanned).data();
    assertThat(Json.text(seconds.path("start_time"))).isEqualTo("1772359200");
    assertThat(Json.text(server.post("/v3/baselines", millis).data().path("start_time")))
        .isEqualTo("1772359200750");
    JsonNode rolled = server.post("/v3/baselines", rolling).data();
    assertThat(rolled.path("environment").path("name").asString()).isEqualTo("PRODUCTION");
    assertThat(rolled.path("offset_delta").asInt()).isEqualTo(7);
    assertThat(server.post("/v3/baselines", rolling).status()).isEqualTo(409);
    assertThat(server.get("/v3/models/" + model + "/baselines").data().path("total").asInt())
        .isEqualTo(5);
    String id = rolled.path("id").asString();
    assertThat(server.delete("/v3/baselines/" + id).status()).isEqualTo(200);
    assertThat(server.get("/v3/baselines/" + id).status()).isEqualTo(404);
  }

  private static ObjectNode baseline(String model, String name, String type, String environment) {
    return Json.object()
        .put("model_id", model)
        .put("name", name)
        .put("type", type)
        .put("env_type", environment)
        .putNull("env_id");
  }

  @Test
  void routesOfALaterVersion_saySo() {
    TestServer.Reply reply = server.get("/v3/alert-rules");

    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.error().path("errors").path(0).path("reason").asString())
        .isEqualTo("NotImplemented");
  }

  @Test
  void signedLink_opensOnePath() {
    String model = ChurnModel.make(server, project, "linked");
    String path = "/v3/models/" + model;
    String link =
        server
            .post("/v3/signed-links", Json.object().put("path", path))
            .data()
            .path("link")
            .asString();

    assertThat(server.getWithoutToken(link).data().path("id").asString()).isEqualTo(model);
    assertThat(server.getWithoutToken(link.replace(path, "/v3/models")).status()).isEqualTo(401);
    assertThat(server.getWithoutToken(link.replace("expires=1", "expires=2")).status())
        .isEqualTo(401);
  }
}
