package io.ballast.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * REST as a client uses it.
 *
 * @param url of the server
 * @param token of the administrator
 */
record Api(String url, String token) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
  }

  /** Uploads a table and gives its id. */
  String upload(String csv) {
    String body =
        "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n\r\n"
            + csv
            + "\r\n--part--\r\n";
    return send(
            request("/v3/files/upload")
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)))
        .path("id")
        .asText();
  }

  /** Publishes an uploaded table and waits until its job has ended well. */
  void publish(String model, String file, @Nullable String dataset) {
    ObjectNode body = object().put("model_id", model);
    body.putObject("source").put("type", "FILE").put("file_id", file);
    body.put("env_type", dataset == null ? "PRODUCTION" : "PRE_PRODUCTION")
        .put("env_name", dataset);
    String job = post("/v3/events", body).path("job").path("id").asText();
    String status = "";
    while (!status.equals("SUCCESS")) {
      status = get("/v3/jobs/" + job).path("status").asText();
      if (!List.of("PENDING", "STARTED", "SUCCESS").contains(status)) {
        throw new AssertionError("the job ended as " + status);
      }
      Thread.onSpinWait();
    }
  }

  /** What {@code /v3/queries} says of the drift of a column, a column object for each window. */
  JsonNode drift(JsonNode model, String column, String size, String start, String end) {
    ObjectNode body = object().put("project_id", model.path("project").path("id").asText());
    ObjectNode filters = body.putObject("filters").put("bin_size", size);
    filters.putObject("time_range").put("start_time", start).put("end_time", end);
    ArrayNode queries = body.putArray("queries");
    queries
        .addObject()
        .put("query_key", "a")
        .put("model_id", model.path("id").asText())
        .put("baseline_id", baseline(model))
        .put("metric", "jsd")
        .putArray("columns")
        .add(column);
    return post("/v3/queries", body).path("results").path("a").path("details");
  }

  private String baseline(JsonNode model) {
    return get("/v3/models/" + model.path("id").asText() + "/baselines")
        .path("items")
        .path(0)
        .path("id")
        .asText();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private static JsonNode send(HttpRequest.Builder request) {
    try {
      var reply = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
      if (reply.statusCode() >= 300) {
        throw new AssertionError(reply.body());
      }
      return MAPPER.readTree(reply.body()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
