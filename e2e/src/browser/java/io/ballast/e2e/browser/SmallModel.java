package io.ballast.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A small model made and published through REST; its data are made from a seed. */
final class SmallModel {
  static final String START = "2026-03-02T00:00:00Z";
  static final String END = "2026-03-06T00:00:00Z";

  private static final long DAY = 86_400;
  private static final int DAYS = 4;
  private static final int BEFORE = 1500;
  private static final int AFTER = 3000;

  private SmallModel() {}

  /** Makes it and gives what REST says of it. */
  static JsonNode publish(Api api, long seed) {
    Random random = new Random(seed);
    long start = Instant.parse(START).getEpochSecond();
    String training = api.upload(csv(random, BEFORE, start - DAY * DAYS, 0));
    String id = make(api, "small_" + seed, training);
    api.publish(id, training, "training");
    api.publish(id, api.upload(csv(random, AFTER, start, 0.1 + 0.1 * (seed % 3))), null);
    return api.get("/v3/models/" + id);
  }

  private static String make(Api api, String name, String sample) {
    ObjectNode spec = Api.object();
    List.of("amount", "kind").forEach(spec.putArray("inputs")::add);
    spec.putArray("outputs").add("score");
    spec.putArray("targets").add("label");
    spec.putArray("metadata").add("time");
    ObjectNode asked = Api.object().put("file_id", sample);
    asked.set("spec", spec);
    ObjectNode body =
        Api.object()
            .put("name", name)
            .put("project_id", project(api, name))
            .put("task", "binary_classification")
            .put("input_type", "structured")
            .put("event_ts_col", "time");
    body.set("schema", api.post("/v3/model-factory", asked).path("schema"));
    body.set("spec", spec);
    ObjectNode params = body.putObject("task_params").put("binary_classification_threshold", 0.5);
    ArrayNode order = params.putArray("target_class_order");
    order.add("no").add("yes");
    return api.post("/v3/models", body).path("id").asText();
  }

  private static String project(Api api, String name) {
    return api.post("/v3/projects", Api.object().put("name", name)).path("id").asText();
  }

  /** Rows of which one in ten is a yes, whose scores are lower by a shift. */
  private static String csv(Random random, int rows, long start, double shift) {
    StringBuilder text = new StringBuilder("amount,kind,score,label,time\n");
    for (int row = 0; row < rows; row++) {
      boolean isYes = row % 10 == 0;
      double score = 0.5 * random.nextDouble() + (isYes ? 0.45 - shift : 0);
      text.append(
          String.format(
              Locale.ROOT,
              "%.4f,%s,%.5f,%s,%d\n",
              random.nextGaussian() + 2 * shift,
              random.nextInt(3) == 0 ? "card" : "cash",
              score,
              isYes ? "yes" : "no",
              start + row * DAY * DAYS / rows));
    }
    return text.toString();
  }
}
