package io.ballast.server;

import io.ballast.files.TableFiles;
import io.ballast.server.platform.Json;
import io.ballast.tables.MemoryTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests that the table of docs/reference/bad-requests.md names, by its first column. */
final class BadRequests {

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
  private static final long AT = 1_772_359_200_000L;
  private static final String HEADER = "customer,age,products,region,score,churn,at\n";
  private static final String ROW = "r1,20,1,north,0.25,no,1772359200000\n";

  private final TestServer server;
  private final Path folder;
  private final String project;
  private final String model;
  private final Map<String, Supplier<TestServer.Reply>> requests = new LinkedHashMap<>();
  private int made;

  BadRequests(TestServer server, Path folder, String project, String model) {
    this.server = server;
    this.folder = folder;
    this.project = project;
    this.model = model;
    access();
    bodies();
    objects();
    lists();
    times();
    labels();
    files();
    parts();
    questions();
  }

  /** All of them, by name. */
  Map<String, Supplier<TestServer.Reply>> all() {
    return Collections.unmodifiableMap(requests);
  }

  private void add(String name, Supplier<TestServer.Reply> request) {
    if (requests.put(name, request) != null) {
      throw new IllegalArgumentException(name + " is there twice");
    }
  }

  private void access() {
    add("no token", () -> server.getWithoutToken("/v3/projects"));
    add("a wrong token", () -> withToken("Bearer of nothing"));
    add("an empty token", () -> withToken("Bearer "));
    add(
        "a forged signed link",
        () ->
            server.getWithoutToken(
                "/v3/projects?expires=9999999999&principal=" + NOBODY + "&signature=00"));
    add(
        "a link for longer than 15 minutes",
        () ->
            server.post(
                "/v3/signed-links", Json.object().put("path", "/v3/projects").put("seconds", 901)));
    add("a wrong method", () -> server.delete("/v3/projects"));
    add("an unknown route", () -> server.get("/v3/nothing"));
    add("an encoded slash in the path", () -> server.get("/v3/projects/a%2fb"));
    add("an id that is no UUID", () -> server.get("/v3/models/7"));
  }

  private TestServer.Reply withToken(String header) {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/v3/projects"))
            .header("Authorization", header));
  }

  private void bodies() {
    add("a wrong content type", () -> raw("text/plain", "{\"name\":\"x\"}"));
    add("no body", () -> raw("application/json", ""));
    add("truncated JSON", () -> raw("application/json", "{\"name\":\"x"));
    add("a list where an object is needed", () -> raw("application/json", "[1,2]"));
    add(
        "100 levels of nesting",
        () -> raw("application/json", "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}"));
    add("a member twice", () -> raw("application/json", "{\"name\":\"x\",\"name\":\"y\"}"));
    add("more after the object", () -> raw("application/json", "{\"name\":\"x\"} {}"));
    add("NaN in JSON", () -> raw("application/json", "{\"name\":NaN}"));
    add(
        "bytes that are not UTF-8",
        () ->
            raw("application/json", "{\"name\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1)));
    add("a body of 65 MiB", () -> raw("application/json", new byte[65 << 20]));
    add(
        "a form where JSON is needed",
        () -> server.form("/v3/events", Map.of(), "x.csv", new byte[1]));
    add("JSON where a form is needed", () -> server.post("/v3/files/upload", Json.object()));
    add(
        "a form without the file",
        () ->
            raw(
                "/v3/files/upload",
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n"
                    .getBytes(StandardCharsets.UTF_8)));
    add(
        "a form that ends early",
        () ->
            raw(
                "/v3/files/upload",
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nx"
                    .getBytes(StandardCharsets.UTF_8)));
  }

  private TestServer.Reply raw(String type, String body) {
    return raw(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private TestServer.Reply raw(String type, byte[] body) {
    return raw("/v3/projects", type, body);
  }

  private TestServer.Reply raw(String path, String type, byte[] body) {
    return server.send(
        server.request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  private void objects() {
    add(
        "a project's name twice",
        () -> server.post("/v3/projects", Json.object().put("name", "bad")));
    add("no name", () -> server.post("/v3/projects", Json.object()));
    add("an empty name", () -> server.post("/v3/projects", Json.object().put("name", "")));
    add(
        "a name with blanks around it",
        () -> server.post("/v3/projects", Json.object().put("name", " x ")));
    add(
        "a name of 256 characters",
        () -> server.post("/v3/projects", Json.object().put("name", "x".repeat(256))));
    add(
        "a name with a control character",
        () -> server.post("/v3/projects", Json.object().put("name", "a\tb")));
    add("a name that is a number", () -> server.post("/v3/projects", Json.object().put("name", 7)));
    add("an unknown project", () -> server.get("/v3/projects/" + NOBODY));
    add("a project that has models", () -> server.delete("/v3/projects/" + project));
    add(
        "a model of an unknown project",
        () -> server.post("/v3/models", ChurnModel.body(NOBODY, "x")));
    add(
        "a model's name and version twice",
        () -> server.post("/v3/models", ChurnModel.body(project, "churn")));
    add("a version of 65 characters", () -> model(body -> body.put("version", "v".repeat(65))));
    add(
        "a model without columns",
        () -> model(body -> body.putObject("schema").putArray("columns")));
    add(
        "columns that are no list",
        () -> model(body -> body.putObject("schema").put("columns", "age")));
    add("a column twice", () -> model(body -> column(body, 2).put("name", "age")));
    add(
        "a column of an unknown type",
        () -> model(body -> column(body, 1).put("data_type", "money")));
    add("a minimum above the maximum", () -> model(body -> column(body, 1).put("min", 200)));
    add("bins that fall", () -> model(body -> numbers(column(body, 1).putArray("bins"), 0, 2, 1)));
    add(
        "a category twice",
        () -> model(body -> column(body, 3).putArray("categories").add("a").add("a")));
    add(
        "an unknown column in the spec",
        () -> model(body -> spec(body).putArray("inputs").add("height")));
    add(
        "a column in two lists of the spec",
        () -> model(body -> spec(body).putArray("metadata").add("age")));
    add("two targets", () -> model(body -> targets(body)));
    add("an unknown task", () -> model(body -> body.put("task", "weather")));
    add("a binary model with two outputs", () -> model(body -> twoOutputs(body)));
    add(
        "a threshold of 2",
        () -> model(body -> params(body).put("binary_classification_threshold", 2)));
    add(
        "class weights of the wrong length",
        () -> model(body -> numbers(params(body).putArray("class_weights"), 1, 2, 3)));
    add(
        "a class weight below zero",
        () -> model(body -> numbers(params(body).putArray("class_weights"), 1, -2)));
    add(
        "class weights that are text",
        () -> model(body -> params(body).putArray("class_weights").add("1").add("2")));
    add(
        "a class twice",
        () -> model(body -> params(body).putArray("target_class_order").add("yes").add("yes")));
    add("a time format that is not known", () -> model(body -> body.put("event_ts_format", "%Q")));
    add("an unknown model", () -> server.get("/v3/models/" + NOBODY));
    add(
        "a rolling baseline without an offset",
        () -> server.post("/v3/baselines", baseline("ROLLING")));
    add("a static baseline without a span", () -> server.post("/v3/baselines", baseline("STATIC")));
    add(
        "a baseline that ends before it starts",
        () ->
            server.post(
                "/v3/baselines", baseline("STATIC").put("start_time", 10).put("end_time", 5)));
    add(
        "an unknown field in a filter",
        () ->
            server.get(
                "/v3/projects?filter="
                    + encoded(
                        "{\"rules\":[{\"field\":\"colour\",\"operator\":\"equal\",\"value\":1}]}")));
    add("a filter that is no JSON", () -> server.get("/v3/projects?filter=name"));
    add("a limit of 0", () -> server.get("/v3/projects?limit=0"));
    add("an unknown ordering", () -> server.get("/v3/projects?ordering=colour"));
    add("an unknown job", () -> server.get("/v3/jobs/" + NOBODY));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private ObjectNode baseline(String type) {
    return Json.object()
        .put("name", "b" + made++)
        .put("model_id", model)
        .put("type", type)
        .put("env_type", "PRODUCTION")
        .put("window_bin_size", "Day");
  }

  private TestServer.Reply model(Consumer<ObjectNode> change) {
    ObjectNode body = ChurnModel.body(project, "other");
    change.accept(body);
    return server.post("/v3/models", body);
  }

  private static void targets(ObjectNode body) {
    spec(body).putArray("metadata").add("at");
    spec(body).putArray("targets").add("churn").add("customer");
  }

  private static void twoOutputs(ObjectNode body) {
    spec(body).putArray("inputs").add("age");
    spec(body).putArray("outputs").add("score").add("products");
  }

  private static ObjectNode column(ObjectNode body, int index) {
    return (ObjectNode) body.path("schema").path("columns").path(index);
  }

  private static ObjectNode spec(ObjectNode body) {
    return (ObjectNode) body.path("spec");
  }

  private static ObjectNode params(ObjectNode body) {
    return (ObjectNode) body.path("task_params");
  }

  private static void numbers(ArrayNode list, double... values) {
    Arrays.stream(values).forEach(list::add);
  }

  private void lists() {
    add("no events", () -> events(List.of()));
    add("1,001 events", () -> events(Collections.nCopies(1001, event("n" + made++))));
    add("an event that is a number", () -> server.post("/v3/events", listOf(Json.array().add(7))));
    add(
        "events of an unknown model",
        () -> server.post("/v3/events", ChurnModel.events(NOBODY, List.of(event("x")))));
    add("a source of an unknown type", () -> server.post("/v3/events", typed("STREAM")));
    add(
        "an unknown environment type",
        () ->
            server.post(
                "/v3/events",
                ChurnModel.events(model, List.of(event("x"))).put("env_type", "TEST")));
    add(
        "a list for a dataset",
        () ->
            server.post(
                "/v3/events",
                ChurnModel.events(model, List.of(event("x")))
                    .put("env_type", "PRE_PRODUCTION")
                    .put("env_name", "d")));
    add("an id that is missing", () -> events(List.of(event("x").putNull("customer"))));
    add("an empty id", () -> events(List.of(event(""))));
    add("an id of blanks", () -> events(List.of(event("   "))));
    add("an id with a blank in it", () -> events(List.of(event("a b"))));
    add("an id of 10 kB", () -> events(List.of(event("i".repeat(10_240)))));
    add("an id with a line break", () -> events(List.of(event("a\nb"))));
    add("an id that is a list", () -> events(List.of(listed())));
    add(
        "a second event with a bad time",
        () -> events(List.of(event("t1"), event("t2").put("at", "noon"))));
    add(
        "an id twice in a list, with the same values",
        () -> events(List.of(event("same"), event("same"))));
    add(
        "an id twice in a list, with other values",
        () -> events(List.of(event("twice"), event("twice").put("age", 77))));
    add("a value of the wrong type", () -> events(List.of(event("w1").put("age", "old"))));
    add("an integer beyond 64 bits", () -> events(List.of(huge())));
    add(
        "a number that is infinite",
        () ->
            raw(
                "/v3/events",
                "application/json",
                Json.text(ChurnModel.events(model, List.of(event("inf"))))
                    .replace("0.25", "1e400")
                    .getBytes(StandardCharsets.UTF_8)));
    add("a member that the schema lacks", () -> events(List.of(event("m1").put("height", 180))));
    add("a text of 2 MB", () -> events(List.of(event("m2").put("region", "x".repeat(2_000_000)))));
  }

  private ObjectNode event(String id) {
    return ChurnModel.event(id, 20, 0.25, "no", AT);
  }

  private ObjectNode listed() {
    ObjectNode event = event("x");
    event.putArray("customer").add(1);
    return event;
  }

  private ObjectNode huge() {
    return event("huge").put("age", new java.math.BigInteger("123456789012345678901234567890"));
  }

  private ObjectNode listOf(ArrayNode events) {
    ObjectNode body = ChurnModel.events(model, List.of());
    ((ObjectNode) body.path("source")).set("events", events);
    return body;
  }

  private ObjectNode typed(String type) {
    ObjectNode body = ChurnModel.events(model, List.of(event("x")));
    ((ObjectNode) body.path("source")).put("type", type);
    return body;
  }

  private TestServer.Reply events(List<ObjectNode> events) {
    return server.post("/v3/events", ChurnModel.events(model, events));
  }

  private void times() {
    time("2026-03-01", json -> json.put("at", "2026-03-01"));
    time("2026-03-01T10:00:00Z", json -> json.put("at", "2026-03-01T10:00:00Z"));
    time("2026-03-01T10:00:00+01:00", json -> json.put("at", "2026-03-01T10:00:00+01:00"));
    time("2026-03-01 10:00:00.678901", json -> json.put("at", "2026-03-01 10:00:00.678901"));
    time(
        "2026-03-01 10:00:00.678901234+00:00",
        json -> json.put("at", "2026-03-01 10:00:00.678901234+00:00"));
    time("1772359200 (seconds)", json -> json.put("at", 1_772_359_200L));
    time("1772359200000 (milliseconds)", json -> json.put("at", AT));
    time("1772359200000000 (microseconds)", json -> json.put("at", AT * 1000));
    time("1772359200000000000 (nanoseconds)", json -> json.put("at", AT * 1_000_000));
    time("1772359200.5", json -> json.put("at", 1_772_359_200.5));
    time("'1772359200000' (text)", json -> json.put("at", "1772359200000"));
    time("NaT", json -> json.put("at", "NaT"));
    time("null", json -> json.putNull("at"));
    time("absent", json -> json.remove("at"));
    time("true", json -> json.put("at", true));
    time("2026-02-30", json -> json.put("at", "2026-02-30"));
    time("25:00", json -> json.put("at", "2026-03-01T25:00:00Z"));
    time("Sun, 01 Mar 2026 10:00:00 GMT", json -> json.put("at", "Sun, 01 Mar 2026 10:00:00 GMT"));
    time("01/03/2026", json -> json.put("at", "01/03/2026"));
    time("1e30", json -> json.put("at", 1e30));
  }

  private void time(String form, Consumer<ObjectNode> change) {
    add(
        "time " + form,
        () -> {
          ObjectNode event = event("time" + made++);
          change.accept(event);
          return events(List.of(event));
        });
  }

  private void labels() {
    add(
        "a late value of an unknown id",
        () -> update(Json.object().put("customer", "unknown").put("churn", "yes")));
    add("a late value without an id", () -> update(Json.object().put("churn", "yes")));
    add(
        "late values of no column that may be late",
        () -> update(Json.object().put("customer", "c0").put("age", 5)));
    add("a deletion without ids and span", () -> deletion(Json.object()));
    add("a deletion with both forms", () -> deletion(both()));
    add("a deletion of no id", () -> deletion(ids(0)));
    add("a deletion of 10,001 ids", () -> deletion(ids(10_001)));
    add(
        "a deletion by ids that updates metrics",
        () -> deletion(ids(1).put("update_metrics", true)));
    add(
        "a deletion over a span that ends before it starts",
        () -> deletion(span("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z")));
  }

  private TestServer.Reply update(ObjectNode event) {
    return server.send("PATCH", "/v3/events", ChurnModel.events(model, List.of(event)), null);
  }

  private TestServer.Reply deletion(ObjectNode body) {
    return server.send("DELETE", "/v3/events", body.put("model_id", model), null);
  }

  private static ObjectNode ids(int count) {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("event_ids");
    for (int i = 0; i < count; i++) {
      list.add("nobody" + i);
    }
    return body;
  }

  private static ObjectNode span(String start, String end) {
    ObjectNode body = Json.object();
    body.putObject("time_range").put("start_time", start).put("end_time", end);
    return body;
  }

  private static ObjectNode both() {
    ObjectNode body = span("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
    body.putArray("event_ids").add("c0");
    return body;
  }

  private void files() {
    add("an empty file", () -> published("rows.csv", new byte[0]));
    add("CSV with a header only", () -> published("rows.csv", bytes(HEADER)));
    add(
        "CSV with a row that is too short",
        () -> published("rows.csv", bytes(HEADER + ROW + "r2,20\n")));
    add(
        "CSV with a row that is too long",
        () ->
            published("rows.csv", bytes(HEADER + ROW + "r2,20,1,north,0.25,no,1772359200000,9\n")));
    add(
        "CSV with a quote that is not closed",
        () ->
            published("rows.csv", bytes(HEADER + ROW + "r2,20,1,\"north,0.25,no,1772359200000\n")));
    add(
        "CSV with a column twice",
        () -> published("rows.csv", bytes("customer,age,age,at\nr1,1,2,1772359200000\n")));
    add("CSV with no column of the model", () -> published("rows.csv", bytes("a,b\n1,2\n")));
    add(
        "CSV without the column of ids",
        () -> published("rows.csv", bytes("age,at\n20,1772359200000\n")));
    add(
        "CSV without the column of times",
        () -> published("rows.csv", bytes("customer,age\nr1,20\n")));
    add(
        "CSV with an id that is missing",
        () -> published("rows.csv", bytes(HEADER + ROW + ",20,1,north,0.25,no,1772359200000\n")));
    add(
        "CSV with a bad time",
        () -> published("rows.csv", bytes(HEADER + ROW + "r2,20,1,north,0.25,no,noon\n")));
    add(
        "CSV with NUL bytes",
        () ->
            published("rows.csv", bytes(HEADER + "nul,20,1,no\u0000rth,0.25,no,1772359200000\n")));
    add("bytes that are no table", () -> published("rows.csv", garbage()));
    add(
        "a truncated Parquet file",
        () -> published("rows.parquet", Arrays.copyOf(parquet(false), 200)));
    add("a Parquet file with bytes changed in its end", () -> published("rows.parquet", damaged()));
    add("a Parquet file without rows", () -> published("rows.parquet", noRows()));
    add(
        "a Parquet file with no column of the model",
        () -> published("rows.parquet", parquet(true)));
    add(
        "a Parquet file that unpacks to 1,000 times its size",
        () -> published("rows.parquet", bomb()));
    add(
        "CSV that unpacks to more than the largest file",
        () -> published("rows.csv.gz", packed(40 << 20)));
    add(
        "a packed folder as events",
        () -> published("rows.tar.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0}));
    add("an unknown file", () -> server.post("/v3/events", fileBody(NOBODY)));
    add("the same file again", this::again);
    add("the name of a dataset again", this::sameDataset);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] garbage() {
    byte[] bytes = new byte[4096];
    new java.util.Random(7).nextBytes(bytes);
    bytes[0] = 'x';
    return bytes;
  }

  private byte[] parquet(boolean foreign) {
    MemoryTable.Builder table = MemoryTable.named("t");
    return written(
        foreign
            ? table.longs("a", 1, 2).build()
            : table.texts("customer", "p1", "p2").longs("age", 20, 30).longs("at", AT, AT).build());
  }

  private byte[] noRows() {
    return written(MemoryTable.named("t").texts("customer").longs("age").longs("at").build());
  }

  private byte[] damaged() {
    byte[] bytes = parquet(false);
    for (int i = bytes.length - 60; i < bytes.length - 8; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    return bytes;
  }

  /** A text of 256 kB, once in the file's dictionary and 200 times in its rows. */
  private byte[] bomb() {
    String[] ids = new String[200];
    String[] texts = new String[200];
    long[] times = new long[200];
    Arrays.setAll(ids, i -> "bomb" + i);
    Arrays.fill(texts, "x".repeat(1 << 18));
    Arrays.fill(times, AT);
    byte[] bytes =
        written(
            MemoryTable.named("t")
                .texts("customer", ids)
                .texts("region", texts)
                .longs("at", times)
                .build());
    if (bytes.length > 100_000) {
      throw new IllegalStateException(bytes.length + " bytes are no bomb");
    }
    return bytes;
  }

  /** A packed CSV file of that many blanks in a cell. */
  private static byte[] packed(int blanks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes(HEADER + "r1,20,1,"));
      byte[] block = bytes(" ".repeat(1 << 20));
      for (int i = 0; i < blanks; i += block.length) {
        gzip.write(block);
      }
      gzip.write(bytes(",0.25,no,1772359200000\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private byte[] written(io.ballast.tables.Table table) {
    Path file = folder.resolve("t" + made++ + ".parquet");
    TableFiles.write(table, file, false);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode fileBody(String file) {
    ObjectNode body = Json.object();
    body.putObject("source").put("type", "FILE").put("file_id", file);
    return body.put("model_id", model).put("env_type", "PRODUCTION");
  }

  /** Uploads a file and publishes it; the job's end when there is one. */
  private TestServer.Reply published(String name, byte[] content) {
    String file = server.upload(name, content).data().path("id").asString();
    return ended(server.post("/v3/events", fileBody(file)));
  }

  private TestServer.Reply ended(TestServer.Reply reply) {
    String job = reply.data().path("job").path("id").asString("");
    return job.isEmpty() ? reply : new TestServer.Reply(reply.status(), server.ended(job));
  }

  private TestServer.Reply again() {
    String file = server.upload("again.csv", bytes(HEADER + ROW)).data().path("id").asString();
    TestServer.Reply first = server.post("/v3/events", fileBody(file));
    TestServer.Reply second = server.post("/v3/events", fileBody(file));
    if (!first.data().path("job").equals(second.data().path("job"))) {
      throw new AssertionError(first.json() + " and " + second.json());
    }
    return ended(second);
  }

  private TestServer.Reply sameDataset() {
    String file = server.upload("data.csv", bytes(HEADER + ROW)).data().path("id").asString();
    return server.post(
        "/v3/events", fileBody(file).put("env_type", "PRE_PRODUCTION").put("env_name", "sample"));
  }

  private void parts() {
    add("a part of an unknown file", () -> part(NOBODY, "1"));
    add("a part with the number 0", () -> part(begun(), "0"));
    add("a part with a number that is text", () -> part(begun(), "first"));
    add(
        "a part without its number",
        () ->
            server.form(
                "/v3/files/multipart-upload", Map.of("file_id", begun()), "p", new byte[1]));
    add("a part after the end", this::partAfterTheEnd);
    add("an end without a part", () -> complete(begun(), Map.of()));
    add("an end that names a part that was not sent", this::unsent);
    add("an end that leaves out a part", this::leftOut);
    add("parts with a gap", this::gap);
    add("a part that is sent twice, named by its first id", () -> twice(true));
    add("a part that is sent twice, named by its second id", () -> twice(false));
    add("events of a file that lacks its end", () -> server.post("/v3/events", fileBody(begun())));
  }

  private String begun() {
    return server
        .post("/v3/files/multipart-init", Json.object().put("filename", "big.csv"))
        .data()
        .path("id")
        .asString();
  }

  private TestServer.Reply part(String file, String number) {
    return server.form(
        "/v3/files/multipart-upload",
        Map.of("file_id", file, "part_number", number),
        "part",
        bytes(HEADER));
  }

  private TestServer.Reply complete(String file, Map<Integer, String> parts) {
    ObjectNode body = Json.object().put("file_id", file);
    ArrayNode list = body.putArray("parts");
    parts.forEach((number, id) -> list.addObject().put("number", number).put("id", id));
    return server.post("/v3/files/multipart-complete", body);
  }

  private static String id(TestServer.Reply reply) {
    return reply.data().path("part_id").asString();
  }

  private TestServer.Reply partAfterTheEnd() {
    String file = begun();
    complete(file, Map.of(1, id(part(file, "1"))));
    return part(file, "2");
  }

  private TestServer.Reply unsent() {
    String file = begun();
    return complete(file, Map.of(1, id(part(file, "1")), 2, NOBODY));
  }

  private TestServer.Reply leftOut() {
    String file = begun();
    String first = id(part(file, "1"));
    part(file, "2");
    return complete(file, Map.of(1, first));
  }

  private TestServer.Reply gap() {
    String file = begun();
    return complete(file, Map.of(1, id(part(file, "1")), 3, id(part(file, "3"))));
  }

  private TestServer.Reply twice(boolean first) {
    String file = begun();
    String one = id(part(file, "1"));
    String two = id(part(file, "1"));
    return complete(file, Map.of(1, first ? one : two));
  }

  private void questions() {
    add("a question without queries", () -> ask(body -> body.putArray("queries")));
    add("an unknown metric", () -> ask(body -> query(body).put("metric", "beauty")));
    add(
        "an unknown column in a query",
        () -> ask(body -> columns(query(body).put("metric", "average"), "height")));
    add(
        "an average of text",
        () -> ask(body -> columns(query(body).put("metric", "average"), "region")));
    add(
        "drift without a baseline",
        () -> ask(body -> columns(query(body).put("metric", "jsd"), "age")));
    add(
        "drift against an unknown baseline",
        () ->
            ask(
                body ->
                    columns(query(body).put("metric", "jsd").put("baseline_id", NOBODY), "age")));
    add(
        "a range that ends before it starts",
        () -> ask(body -> range(body, "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z")));
    add(
        "a range without a time",
        () -> ask(body -> range(body, "yesterday", "2026-03-01T00:00:00Z")));
    add("an unknown zone", () -> ask(body -> filters(body).put("time_zone", "Mars/Olympus")));
    add("an unknown bin size", () -> ask(body -> filters(body).put("bin_size", "Fortnight")));
    add(
        "more than 10,000 bins",
        () -> ask(body -> range(body, "2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z")));
    add(
        "a key twice",
        () -> ask(body -> body.withArrayProperty("queries").add(query(body).deepCopy())));
  }

  private TestServer.Reply ask(Consumer<ObjectNode> change) {
    ObjectNode body = Json.object().put("project_id", project);
    body.putObject("filters").put("bin_size", "Hour");
    range(body, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
    body.putArray("queries")
        .addObject()
        .put("query_key", "q")
        .put("model_id", model)
        .put("baseline_id", "")
        .put("metric", "traffic");
    change.accept(body);
    return server.post("/v3/queries", body);
  }

  private static ObjectNode filters(ObjectNode body) {
    return (ObjectNode) body.path("filters");
  }

  private static ObjectNode query(ObjectNode body) {
    return (ObjectNode) body.path("queries").path(0);
  }

  private static void columns(ObjectNode query, String... names) {
    ArrayNode list = query.putArray("columns");
    Arrays.stream(names).forEach(list::add);
  }

  private static void range(ObjectNode body, String start, String end) {
    filters(body).putObject("time_range").put("start_time", start).put("end_time", end);
  }

  /** An answer as the table shows it: status, with the job's end; reason; message. */
  static List<String> shown(TestServer.Reply reply) {
    JsonNode json = reply.json();
    List<String> cells = new ArrayList<>();
    if (json.has("error")) {
      cells.add(Integer.toString(reply.status()));
      cells.add(json.path("error").path("errors").path(0).path("reason").asString());
      cells.add(json.path("error").path("message").asString());
    } else if (json.has("status")) {
      cells.add(reply.status() + " " + json.path("status").asString());
      cells.add(json.path("error_reason").asString(""));
      cells.add(json.path("error_message").asString(""));
    } else {
      JsonNode refused = json.path("data").path("refused").path(0);
      cells.add(Integer.toString(reply.status()));
      cells.add(refused.path("code").asString(""));
      cells.add(refused.path("message").asString(""));
    }
    return cells;
  }

  /** What differs from run to run as {@code *}. */
  static String withoutIds(String text, @Nullable Path data) {
    String hidden = data == null ? text : text.replace(data.toString(), "DIR");
    return hidden.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*");
  }
}
