package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.measure.Measurements;
import io.ballast.server.measure.RollUpKeeper;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server on a free port of this process, and a client of it. */
final class TestServer implements AutoCloseable {

  static final String TOKEN = "a token of twenty letters";

  private static final long MAX_UPLOAD = 32 << 20;

  private static final Contract CONTRACT = Contract.read();

  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(Server server) {
    this.server = server;
  }

  static TestServer start(Path data) {
    return start(data, InstantSource.system());
  }

  static TestServer start(Path data, InstantSource clock) {
    ServerConfig config =
        ServerConfig.in(data)
            .withPort(0)
            .withAdminToken(TOKEN)
            .withMaxUploadBytes(MAX_UPLOAD)
            .withOrigins(Map.of("max-upload", "a test"));
    return new TestServer(Server.start(config, "0.0.test", clock, UUID::randomUUID));
  }

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param json the body
   */
  record Reply(int status, JsonNode json) {

    JsonNode data() {
      return json.path("data");
    }

    JsonNode error() {
      return json.path("error");
    }
  }

  String url() {
    return server.url();
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  /** An answer that is not JSON. */
  String text(String path) {
    try {
      return client.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Reply getWithoutToken(String path) {
    return send(HttpRequest.newBuilder(URI.create(server.url() + path)).GET());
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply post(String path, JsonNode body) {
    return send("POST", path, body, null);
  }

  Reply send(String method, String path, JsonNode body, @Nullable String retry) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(Json.bytes(body)));
    if (retry != null) {
      request.header("X-Fiddler-Client-Retry", retry);
    }
    return send(request);
  }

  Reply upload(String filename, byte[] content) {
    return form("/v3/files/upload", Map.of(), filename, content);
  }

  /** Sends a form with a file and texts. */
  Reply form(String path, Map<String, String> texts, String filename, byte[] content) {
    String boundary = "b" + UUID.randomUUID();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    texts.forEach(
        (name, text) ->
            body.writeBytes(
                ("--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\""
                        + name
                        + "\"\r\n\r\n"
                        + text
                        + "\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + filename.replace("\"", "%22")
                + "\"\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Authorization", "Bearer " + TOKEN);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      Reply reply = new Reply(response.statusCode(), Json.parse(response.body()));
      keepsContract(response, reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Each answer of a known route is held against the contract. */
  private void keepsContract(HttpResponse<byte[]> response, Reply reply) {
    String method = response.request().method();
    server
        .route(method, response.request().uri().getRawPath())
        .map(Route::path)
        .ifPresent(
            path ->
                assertThat(CONTRACT.problems(method, path, reply.status(), reply.json()))
                    .as(method + " " + path + " " + reply.json())
                    .isEmpty());
  }

  /** What counts roll-ups again. */
  RollUpKeeper keeper() {
    return server.keeper();
  }

  /** What is kept of windows. */
  Measurements measurements() {
    return server.measurements();
  }

  /** All routes. */
  List<Route> routes() {
    return server.routes().all();
  }

  /** Waits for the end of a job. */
  JsonNode ended(String job) {
    try {
      server.jobs().await(UUID.fromString(job));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return get("/v3/jobs/" + job).data();
  }

  /** Makes a project and gives its id. */
  String project(String name) {
    return post("/v3/projects", Json.object().put("name", name)).data().path("id").asString();
  }

  /** Publishes an uploaded file; gives the job's id. */
  String publish(String file, String model, @Nullable String dataset) {
    ObjectNode body = Json.object();
    body.putObject("source").put("type", "FILE").put("file_id", file);
    body.put("model_id", model)
        .put("env_type", dataset == null ? "PRODUCTION" : "PRE_PRODUCTION")
        .put("env_name", dataset);
    Reply reply = post("/v3/events", body);
    if (reply.status() != 202) {
      throw new AssertionError(reply.json().toString());
    }
    return reply.data().path("job").path("id").asString();
  }

  @Override
  public void close() {
    server.close();
  }
}
