package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.files.TableFiles;
import io.ballast.server.platform.Json;
import io.ballast.tables.MemoryTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Recordings of the real client: each request is sent again, with the ids that this server gave,
 * and is answered with the status of the recording and all of its members, each of the same kind.
 */
class TraceTest {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Members whose values are not the recording's business: what they hold differs by nature. */
  private static final Set<String> OWN =
      Set.of("info", "extras", "results", "filters", "columns", "feature_flags");

  private static final int ROWS = 40;

  @TempDir private Path folder;
  private final Map<String, String> ids = new HashMap<>();
  private TestServer server;
  private int uploads;

  @BeforeEach
  void start() {
    server = TestServer.start(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fiddler-seed-notebook.jsonl", "fiddler-simple-monitoring.jsonl"})
  void recording_isAnsweredAlike(String name) throws IOException {
    Contract contract = Contract.read();
    int replayed = 0;
    int later = 0;
    for (JsonNode exchange : exchanges(name)) {
      String shown = exchange.path("n") + " " + exchange.path("step").asString();
      TestServer.Reply reply = send(exchange);
      String template = template(exchange);
      if (contract.isLater(exchange.path("method").asString(), template)) {
        assertThat(reply.status()).as(shown).isEqualTo(501);
        later++;
        continue;
      }
      assertThat(reply.status())
          .as(shown + reply.json())
          .isEqualTo(exchange.path("status").asInt());
      List<String> problems = new ArrayList<>();
      compare(exchange.path("response"), reply.json(), "", problems);
      assertThat(problems).as(shown + " " + reply.json()).isEmpty();
      JsonNode job = reply.data().path("job").path("id");
      if (job.isString()) {
        assertThat(server.ended(job.asString()).path("status").asString())
            .as(server.ended(job.asString()).toString())
            .isEqualTo("SUCCESS");
      }
      replayed++;
    }
    assertThat(replayed).isEqualTo(name.contains("seed") ? 41 : 22);
    assertThat(later).isEqualTo(name.contains("seed") ? 0 : 14);
  }

  private static List<JsonNode> exchanges(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TraceTest.class.getResourceAsStream("traces/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Json::parse)
          .toList();
    }
  }

  private String template(JsonNode exchange) {
    String path = exchange.path("path").asString();
    return UUID_TEXT.matcher(path).replaceFirst("{id}");
  }

  /** The text with the ids that this server gave. */
  private String own(String text) {
    return UUID_TEXT.matcher(text).replaceAll(m -> ids.getOrDefault(m.group(), m.group()));
  }

  private TestServer.Reply send(JsonNode exchange) throws IOException {
    String method = exchange.path("method").asString();
    StringBuilder query = new StringBuilder();
    for (Map.Entry<String, JsonNode> part : exchange.path("query").properties()) {
      query
          .append(query.isEmpty() ? "?" : "&")
          .append(part.getKey())
          .append('=')
          .append(URLEncoder.encode(own(part.getValue().asString()), StandardCharsets.UTF_8));
    }
    String path = own(exchange.path("path").asString()) + query;
    JsonNode body = exchange.path("body");
    if (body.has("multipart")) {
      JsonNode part = body.path("multipart").path(0);
      return server.form(path, Map.of(), part.path("filename").asString(), file(part));
    }
    if (body.isNull()) {
      return method.equals("GET") ? server.get(path) : server.delete(path);
    }
    return server.send(method, path, Json.parse(own(Json.text(body))), null);
  }

  /** A file with the recorded columns and types, the first row as it was. */
  private byte[] file(JsonNode part) throws IOException {
    JsonNode parquet = part.path("parquet");
    MemoryTable.Builder table = MemoryTable.named("t");
    for (JsonNode column : parquet.path("columns")) {
      String name = column.path(0).asString();
      JsonNode first = parquet.path("first_row").path(name);
      switch (column.path(1).asString()) {
        case "DOUBLE" -> table.doubles(name, doubles(first.asDouble()));
        case "INT64" -> table.longs(name, longs(name, first.asLong()));
        default -> table.texts(name, texts(name, first.asString("")));
      }
    }
    Path file = folder.resolve("upload" + uploads++ + ".parquet");
    TableFiles.write(table.build(), file, false);
    return Files.readAllBytes(file);
  }

  private static double[] doubles(double first) {
    double[] values = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = i == 0 ? first : first * (1 + i % 7 / 10.0);
    }
    return values;
  }

  private static long[] longs(String name, long first) {
    long[] values = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = i > 0 && name.equals("Class") ? i % 2 : first + i % 5;
    }
    return values;
  }

  private static String[] texts(String name, String first) {
    String[] values = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[i] = i > 0 && name.equals("customer_id") ? first + i : first;
    }
    return values;
  }

  private void compare(JsonNode recorded, JsonNode actual, String at, List<String> problems) {
    if (recorded.isString() && actual.isString()) {
      if (UUID_TEXT.matcher(recorded.asString()).matches()) {
        ids.putIfAbsent(recorded.asString(), actual.asString());
      }
      return;
    }
    if (recorded.isNull()) {
      return;
    }
    if (recorded.getNodeType() != actual.getNodeType()) {
      problems.add(at + " is " + actual + ", recorded as " + recorded);
      return;
    }
    for (Map.Entry<String, JsonNode> member : recorded.properties()) {
      if (!actual.has(member.getKey())) {
        problems.add(at + "." + member.getKey() + " is missing, recorded as " + member.getValue());
      } else if (!OWN.contains(member.getKey())) {
        compare(
            member.getValue(), actual.path(member.getKey()), at + "." + member.getKey(), problems);
      }
    }
    if (recorded.isArray() && at.endsWith(".items") && recorded.size() != actual.size()) {
      problems.add(at + " has " + actual.size() + " items, recorded are " + recorded.size());
    }
    for (int i = 0; i < Math.min(recorded.size(), actual.size()) && recorded.isArray(); i++) {
      compare(recorded.path(i), actual.path(i), at + "[" + i + "]", problems);
    }
  }
}
