package io.ballast.cli;

import io.ballast.files.OutputFile;
import io.ballast.server.Server;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.platform.Setting;
import io.ballast.tables.ProblemException;
import io.ballast.testkit.GeneratedTable;
import io.ballast.testkit.ImbalanceExample;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server of the demo: three models, published through its own REST API as any client would.
 *
 * <p>{@code fraud} and {@code fraud_weighted} are those of the public example; {@code
 * fraud_late_labels} has a fourth of the events, whose truth came later and for the first five days
 * only.
 */
final class DemoServer implements AutoCloseable {

  /** A thread for each task: they wait more than they work. */
  static final Executor THREADS =
      task -> {
        Thread thread = new Thread(task, "ballast-demo");
        thread.setDaemon(true);
        thread.start();
      };

  /** Days of production whose labels have come. */
  private static final int LABELLED_DAYS = 5;

  /** The third model has one in so many of the events. */
  private static final int LATE = 4;

  private static final long DAY_MILLIS = 86_400_000;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int TOKEN_BYTES = 24;

  /** What the ids of the third model's events begin with. */
  private static final String EVENT = "payment-";

  /** Where values of the server's configuration come from. */
  private static final String DEMO = "ballast demo";

  private final Server server;
  private final String token;
  private final HttpClient client = HttpClient.newHttpClient();

  private DemoServer(Server server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Starts on a free port, or a given one, with a data folder that must be new. */
  static DemoServer start(Path data, int port) {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = "demo-" + HexFormat.of().formatHex(random);
    ServerConfig config =
        ServerConfig.in(data)
            .withPort(port)
            .withAdminToken(token)
            .withOrigins(Map.of("data", DEMO, "port", DEMO, Setting.ADMIN_TOKEN, DEMO));
    List<String> problems = config.problems();
    if (!problems.isEmpty()) {
      String[] parts = problems.get(0).split(", ", 3);
      throw ProblemException.environment(parts[0], parts[1], parts[parts.length - 1]);
    }
    return new DemoServer(Server.start(config, Version.current()), token);
  }

  String url() {
    return server.url();
  }

  String token() {
    return token;
  }

  /** Waits until this process is interrupted. */
  void await() {
    server.await();
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * Publishes the three models.
   *
   * @param folder with {@code baseline.csv} and {@code production.csv}; gets the files of the third
   * @param production what is in the second of them
   * @param weights of the classes of {@code fraud_weighted}
   * @param isShown whether a person will open the link: what its page shows is counted meanwhile
   * @return a link that logs in once and leads to the comparison of the first two
   */
  String publish(
      Path folder,
      GeneratedTable production,
      List<Double> weights,
      String description,
      boolean isShown) {
    String project = id(post("/v3/projects", Json.object().put("name", "quickstart_examples")));
    String baselineFile = upload(folder.resolve("baseline.csv"));
    JsonNode schema = schema(baselineFile);
    String weighted =
        model(
            project,
            "fraud_weighted",
            schema,
            weights,
            false,
            description + " Balanced class weights.");
    // The first file is read while the next is sent.
    List<String> first = new ArrayList<>(List.of(publish(weighted, baselineFile, "training")));
    String productionFile = upload(folder.resolve("production.csv"));
    first.add(publish(weighted, productionFile, null));
    String plain = model(project, "fraud", schema, null, false, description + " No class weights.");
    first.add(publish(plain, baselineFile, "training"));
    first.add(publish(plain, productionFile, null));
    Path events = folder.resolve("late_events.csv");
    Path labels = folder.resolve("late_labels.csv");
    GeneratedTable some = production.each(LATE);
    OutputFile.write(events, true, out -> some.writeCsv(out, "event_id", EVENT, "Class"));
    OutputFile.write(labels, true, out -> writeLabels(some, out));
    String late =
        model(
            project,
            "fraud_late_labels",
            schema,
            weights,
            true,
            description
                + " A fourth of the payments; the truth came later, for five of seven days.");
    List<String> then =
        List.of(publish(late, baselineFile, "training"), publish(late, upload(events), null));
    first.forEach(this::await);
    String page = "/models/" + weighted + "?range=all&compare=" + plain;
    CompletableFuture<Void> counted =
        isShown
            ? CompletableFuture.runAsync(() -> open(page), THREADS)
            : CompletableFuture.completedFuture(null);
    then.forEach(this::await);
    ObjectNode update = Json.object().put("model_id", late).put("env_type", "PRODUCTION");
    update.putObject("source").put("type", "FILE").put("file_id", upload(labels));
    await(job(send("PATCH", "/v3/events", update)));
    counted.join();
    return server.loginLink(page);
  }

  private static void writeLabels(GeneratedTable table, OutputStream target) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    double[] truth = table.values("Class");
    double[] times = table.values("timestamp");
    double until = times[0] + LABELLED_DAYS * (double) DAY_MILLIS;
    out.write("event_id,Class\n");
    for (int row = 0; row < table.rows(); row++) {
      if (times[row] < until) {
        out.write(EVENT + row + "," + (long) truth[row] + "\n");
      }
    }
    out.flush();
  }

  private JsonNode schema(String sample) {
    ObjectNode factory = Json.object().put("file_id", sample);
    ArrayNode unused = specify(factory.putObject("spec"));
    return post("/v3/model-factory", factory).path("schema");
  }

  /** What the columns are to the models. Returns those of the metadata. */
  private static ArrayNode specify(ObjectNode spec) {
    ArrayNode inputs = spec.putArray("inputs");
    List<String> columns = ImbalanceExample.columns();
    columns.subList(0, columns.indexOf("prediction_score")).forEach(inputs::add);
    spec.putArray("outputs").add("prediction_score");
    spec.putArray("targets").add("Class");
    return spec.putArray("metadata").add("timestamp");
  }

  private String model(
      String project,
      String name,
      JsonNode schema,
      @Nullable List<Double> weights,
      boolean hasId,
      String description) {
    ObjectNode body = Json.object().put("name", name).put("project_id", project);
    body.set("schema", schema.deepCopy());
    ArrayNode metadata = specify(body.putObject("spec"));
    if (hasId) {
      ((ArrayNode) body.path("schema").path("columns"))
          .addObject()
          .put("name", "event_id")
          .put("data_type", "str");
      metadata.add("event_id");
      body.put("event_id_col", "event_id");
    }
    body.put("input_type", "structured")
        .put("task", "binary_classification")
        .put("event_ts_col", "timestamp")
        .put("description", description);
    ObjectNode params = body.putObject("task_params");
    params.put("binary_classification_threshold", 0.5);
    params.putArray("target_class_order").add(0).add(1);
    if (weights != null) {
      weights.forEach(params.putArray("class_weights")::add);
    }
    return id(post("/v3/models", body));
  }

  private String publish(String model, String file, @Nullable String dataset) {
    ObjectNode body = Json.object().put("model_id", model);
    body.putObject("source").put("type", "FILE").put("file_id", file);
    body.put("env_type", dataset == null ? "PRODUCTION" : "PRE_PRODUCTION")
        .put("env_name", dataset);
    return job(post("/v3/events", body));
  }

  private static String id(JsonNode data) {
    return data.path("id").asString();
  }

  private static String job(JsonNode data) {
    return data.path("job").path("id").asString();
  }

  private void await(String job) {
    while (true) {
      JsonNode data = send("GET", "/v3/jobs/" + job, null);
      String status = data.path("status").asString();
      if (status.equals("SUCCESS")) {
        return;
      }
      if (!status.equals("PENDING") && !status.equals("STARTED")) {
        throw ProblemException.environment(
            "job " + data.path("name").asString() + " of the demo ended as " + status,
            data.path("error_message").asString("no reason was kept"),
            "report it");
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private String upload(Path file) {
    String boundary = "ballast-demo-file";
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + file.getFileName()
            + "\"\r\n\r\n";
    HttpRequest.Builder request =
        request("/v3/files/upload")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary);
    try {
      request.POST(
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
    } catch (FileNotFoundException e) {
      throw ProblemException.environment(
          file.toString(), "was removed while the demo ran", "start it again");
    }
    return id(answer(request.build()));
  }

  private JsonNode post(String path, ObjectNode body) {
    return send("POST", path, body);
  }

  private JsonNode send(String method, String path, @Nullable ObjectNode body) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return answer(
        request
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.text(body), StandardCharsets.UTF_8))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Authorization", "Bearer " + token);
  }

  /** Opens a page as a browser does. */
  private void open(String page) {
    HttpRequest login =
        HttpRequest.newBuilder(URI.create(server.url() + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + token))
            .build();
    String cookie = answered(login).headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    HttpRequest look =
        HttpRequest.newBuilder(URI.create(server.url() + page)).header("Cookie", cookie).build();
    if (answered(look).statusCode() != 200) {
      throw ProblemException.environment(
          server.url() + page, "could not be opened by the demo", "report it");
    }
  }

  private JsonNode answer(HttpRequest request) {
    HttpResponse<byte[]> response = answered(request);
    JsonNode json = Json.parse(response.body());
    if (response.statusCode() >= 300) {
      throw ProblemException.environment(
          request.method() + " " + request.uri().getPath() + " of the demo",
          json.path("error").path("message").asString("no reason given"),
          "report it");
    }
    return json.path("data");
  }

  private HttpResponse<byte[]> answered(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw ProblemException.environment(
          "the demo's server", "does not answer (" + e.getMessage() + ")", "start the demo again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.environment(
          "the demo", "was interrupted while it published", "start it again");
    }
  }

  /** Removes the data folder of an earlier demo. */
  static void remove(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
