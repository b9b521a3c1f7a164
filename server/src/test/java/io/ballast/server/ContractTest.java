package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.platform.Json;
import io.ballast.server.web.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract beside the routes; {@link TestServer} holds each answer of all tests against it. */
class ContractTest {

  @TempDir private Path folder;
  private final Contract contract = Contract.read();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void contract_namesTheRoutesAndNoOthers() {
    List<String> routes =
        server.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .sorted()
            .toList();

    assertThat(contract.operations()).isEqualTo(routes);
  }

  @Test
  void contract_isAnsweredAsItIs() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/openapi.yaml")).build();

    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

    try (var in = Objects.requireNonNull(getClass().getResourceAsStream("openapi.yaml"))) {
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void laterRoutes_answer501AndTheOthersDoNot() {
    for (Route route : server.routes()) {
      String path = route.path().replace("{id}", "00000000-0000-4000-8000-000000000000");
      if (route.path().equals("/metrics") || route.path().equals("/openapi.yaml")) {
        continue;
      }
      TestServer.Reply reply =
          route.method().equals("GET")
              ? server.get(path)
              : server.send(route.method(), path, Json.object(), null);

      assertThat(reply.status() == 501)
          .as(route.method() + " " + route.path() + " " + reply.json())
          .isEqualTo(contract.isLater(route.method(), route.path()));
      assertThat(reply.status()).isNotEqualTo(500);
    }
  }

  @Test
  void answerThatBreaksTheContract_isSeen() {
    assertThat(contract.problems("GET", "/v3/jobs/{id}", 200, Json.object()))
        .containsExactly(" lacks api_version", " lacks kind", " lacks data");
    var wrong = Json.object().put("api_version", "3.0").put("kind", "NORMAL");
    wrong.putObject("data").put("id", "x").put("progress", 101).putNull("status");
    assertThat(contract.problems("GET", "/v3/jobs/{id}", 200, wrong))
        .containsExactlyInAnyOrder(
            ".data lacks name",
            ".data lacks info",
            ".data lacks extras",
            ".data.id is no UUID: \"x\"",
            ".data.status is null",
            ".data.progress is too large: 101");
  }
}
