package io.ballast.server;

import io.ballast.server.platform.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A small binary model with ids and times, for tests. */
final class ChurnModel {

  private ChurnModel() {}

  /** The body that makes it. */
  static ObjectNode body(String project, String name) {
    ObjectNode body = Json.object().put("name", name).put("project_id", project);
    ObjectNode schema = body.putObject("schema").put("schema_version", 1);
    ArrayNode columns = schema.putArray("columns");
    column(columns, "customer", "str", null, null);
    column(columns, "age", "int", 0, 100);
    column(columns, "products", "int", 1, 4);
    columns
        .addObject()
        .put("name", "region")
        .put("data_type", "category")
        .putArray("categories")
        .add("north")
        .add("south");
    column(columns, "score", "float", 0, 1);
    columns
        .addObject()
        .put("name", "churn")
        .put("data_type", "category")
        .putArray("categories")
        .add("no")
        .add("yes");
    // As guessed from a sample: events come later than it, which is no violation.
    column(columns, "at", "int", 0, 100);
    ObjectNode spec = body.putObject("spec");
    list(spec, "inputs", List.of("age", "products", "region"));
    list(spec, "outputs", List.of("score"));
    list(spec, "targets", List.of("churn"));
    list(spec, "metadata", List.of("customer", "at"));
    body.put("task", "binary_classification")
        .put("input_type", "structured")
        .put("event_id_col", "customer")
        .put("event_ts_col", "at");
    ObjectNode params = body.putObject("task_params");
    params.put("binary_classification_threshold", 0.5);
    list(params, "target_class_order", List.of("no", "yes"));
    return body;
  }

  private static void column(
      ArrayNode columns, String name, String type, @Nullable Integer min, @Nullable Integer max) {
    columns.addObject().put("name", name).put("data_type", type).put("min", min).put("max", max);
  }

  private static void list(ObjectNode object, String name, List<String> values) {
    ArrayNode list = object.putArray(name);
    values.forEach(list::add);
  }

  /** Makes it and gives its id. */
  static String make(TestServer server, String project, String name) {
    return server.post("/v3/models", body(project, name)).data().path("id").asString();
  }

  /** One event. */
  static ObjectNode event(String customer, int age, double score, @Nullable String churn, long at) {
    return Json.object()
        .put("customer", customer)
        .put("age", age)
        .put("products", 1 + age % 4)
        .put("region", age % 2 == 0 ? "north" : "south")
        .put("score", score)
        .put("churn", churn)
        .put("at", at);
  }

  /** The body of a call with events. */
  static ObjectNode events(String model, List<ObjectNode> events) {
    ObjectNode body = Json.object();
    ArrayNode list = body.putObject("source").put("type", "EVENTS").putArray("events");
    events.forEach(list::add);
    return body.put("model_id", model).put("env_type", "PRODUCTION").putNull("env_name");
  }
}
