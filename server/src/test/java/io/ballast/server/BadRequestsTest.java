package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The table of docs/reference/bad-requests.md: what is written there is what happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "bad-requests.md");
  private static final List<String> LISTS =
      List.of("projects", "models", "environments", "baselines", "jobs");

  private Path folder;
  private TestServer server;
  private String project = "";
  private String model = "";
  private BadRequests requests;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    server = TestServer.start(folder.resolve("data"));
    project = server.project("bad");
    model = ChurnModel.make(server, project, "churn");
    List<ObjectNode> events = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      events.add(ChurnModel.event("c" + i, 20 + i, 0.5, "no", 1_772_359_200_000L));
    }
    server.post("/v3/events", ChurnModel.events(model, events));
    byte[] sample = "customer,age\nc0,20\n".getBytes(StandardCharsets.UTF_8);
    String file = server.upload("sample.csv", sample).data().path("id").asString();
    server.ended(server.publish(file, model, "sample"));
    requests = new BadRequests(server, folder, project, model);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** What is stored: objects of each kind, events, files. */
  private Map<String, Long> stored() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String list : LISTS) {
      counts.put(list, server.get("/v3/" + list + "?limit=1").data().path("total").asLong());
    }
    ObjectNode body = Json.object().put("project_id", project);
    body.putObject("filters")
        .put("bin_size", "Range")
        .putObject("time_range")
        .put("start_time", "1970-01-01T00:00:00Z")
        .put("end_time", "2100-01-01T00:00:00Z");
    body.putArray("queries")
        .addObject()
        .put("query_key", "q")
        .put("model_id", model)
        .put("metric", "traffic");
    counts.put(
        "events",
        server
            .post("/v3/queries", body)
            .data()
            .path("results")
            .path("q")
            .path("data")
            .path(0)
            .path(1)
            .asLong());
    try (Stream<Path> files = Files.list(folder.resolve("data").resolve("files"))) {
      counts.put("files", files.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  private static String difference(Map<String, Long> before, Map<String, Long> after) {
    List<String> more = new ArrayList<>();
    after.forEach(
        (kind, count) -> {
          long difference = count - before.getOrDefault(kind, 0L);
          if (difference != 0) {
            more.add(
                difference + " " + (difference == 1 ? kind.substring(0, kind.length() - 1) : kind));
          }
        });
    return more.isEmpty() ? "nothing" : String.join(", ", more);
  }

  /** The rows as they are: request, answer, reason, message, what was stored. */
  private List<String> answered() {
    List<String> rows = new ArrayList<>();
    requests
        .all()
        .forEach(
            (name, request) -> {
              Map<String, Long> before = stored();
              List<String> cells = BadRequests.shown(request.get());
              String message = BadRequests.withoutIds(cells.get(2), folder).replaceAll("\\s+", " ");
              rows.add(
                  String.join(
                      " | ",
                      name,
                      cells.get(0),
                      cells.get(1),
                      message.isEmpty() ? "" : "`" + message + "`",
                      difference(before, stored())));
            });
    return rows;
  }

  @Test
  void badRequests_areAnsweredAsDocumented() throws IOException {
    List<String> documented =
        Files.readString(PAGE)
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| request"))
            .filter(line -> !line.startsWith("| ---"))
            .map(
                line ->
                    String.join(
                        " | ",
                        Arrays.stream(line.substring(2).split("\\|", -1))
                            .limit(5)
                            .map(String::strip)
                            .toList()))
            .toList();

    List<String> answered = answered();

    assertThat(answered).hasSizeGreaterThan(150);
    assertThat(answered.stream().map(row -> row.replace("\\|", "/")).toList())
        .isEqualTo(documented);
    assertThat(answered).noneMatch(row -> row.matches(".*\\| 5\\d\\d \\|.*"));
  }
}
