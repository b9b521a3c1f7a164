package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.server.platform.Json;
import io.ballast.server.platform.ServerConfig;
import io.ballast.tables.ProblemException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, access, envelope and the smallest objects, over HTTP. */
class ServerTest {

  @TempDir private Path folder;
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
  void serverInfo_isThreeNumbersThatTheClientTakes() {
    TestServer.Reply reply = server.get("/v3/server-info");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.data().path("server_version").asString()).isEqualTo("25.2.0+ballast.0.0.test");
    assertThat(reply.data().path("feature_flags").isObject()).isTrue();
    assertThat(reply.data().path("organization").path("name").asString()).isEqualTo("ballast");
    assertThat(server.get("/v3/version-compatibility?client_version=3.14.1").json().isEmpty())
        .isTrue();
  }

  @Test
  void withoutToken_onlyHealthAnswers() {
    HttpRequest.Builder open = HttpRequest.newBuilder(URI.create(server.url() + "/health/ready"));
    HttpRequest.Builder closed = HttpRequest.newBuilder(URI.create(server.url() + "/v3/projects"));
    HttpRequest.Builder nowhere = HttpRequest.newBuilder(URI.create(server.url() + "/nowhere"));

    assertThat(Json.text(server.send(open).json())).isEqualTo("{\"status\":\"UP\"}");
    assertThat(server.send(nowhere).status()).isEqualTo(401);
    assertThat(Json.text(server.send(closed).json()))
        .isEqualTo(
            "{\"api_version\":\"3.0\",\"kind\":\"ERROR\",\"error\":{\"code\":401,\"message\":\"a"
                + " request without a token, every route but health and login needs one, send the"
                + " header Authorization: Bearer TOKEN\",\"errors\":[{\"reason\":\"Unauthorized\","
                + "\"message\":\"a request without a token, every route but health and login needs"
                + " one\",\"help\":\"send the header Authorization: Bearer TOKEN\"}]}}");
    assertThat(server.send(closed.header("Authorization", "Bearer of nothing")).status())
        .isEqualTo(401);
  }

  @Test
  void token_isTakenBare() {
    HttpRequest.Builder bare =
        HttpRequest.newBuilder(URI.create(server.url() + "/v3/projects"))
            .header("Authorization", TestServer.TOKEN);

    assertThat(server.send(bare).status()).isEqualTo(200);
  }

  @Test
  void unknownPath_andWrongMethod() {
    assertThat(server.get("/v3/nothing").error().path("message").asString())
        .isEqualTo("path /v3/nothing, there is no such route, see openapi.yaml for all of them");
    TestServer.Reply wrong = server.delete("/v3/projects");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.error().path("message").asString())
        .isEqualTo("method DELETE of /v3/projects, this path knows GET, POST, use one of them");
  }

  @Test
  void malformedPath_isToldInTheEnvelope() {
    TestServer.Reply reply = server.get("/v3/a%2fb");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("kind").asString()).isEqualTo("ERROR");
  }

  @Test
  void project_isMadeFoundListedAndDeleted() {
    String id = server.project("fraud");

    TestServer.Reply again = server.post("/v3/projects", Json.object().put("name", "fraud"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.error().path("code").asInt()).isEqualTo(409);
    assertThat(again.error().path("errors").path(0).path("reason").asString())
        .isEqualTo("Conflict");
    String filter =
        "%7B%22condition%22:%22AND%22,%22rules%22:%5B%7B%22field%22:%22name%22,"
            + "%22operator%22:%22equal%22,%22value%22:%22fraud%22%7D%5D%7D";
    TestServer.Reply list = server.get("/v3/projects?filter=" + filter);
    assertThat(list.data().path("total").asInt()).isEqualTo(1);
    assertThat(list.data().path("items").path(0).path("id").asString()).isEqualTo(id);
    assertThat(list.data().path("page_size").asInt()).isEqualTo(100);
    assertThat(server.get("/v3/projects?limit=1&offset=1").data().path("item_count").asInt())
        .isZero();
    assertThat(server.delete("/v3/projects/" + id).status()).isEqualTo(200);
    assertThat(server.get("/v3/projects/" + id).status()).isEqualTo(404);
  }

  @Test
  void emptyList_hasOnePage() {
    assertThat(Json.text(server.get("/v3/models").data()))
        .isEqualTo(
            "{\"page_size\":100,\"item_count\":0,\"total\":0,\"page_count\":1,\"page_index\":1,"
                + "\"offset\":0,\"items\":[]}");
  }

  @Test
  void creation_thatIsSentAgainAsRetryIsAnsweredTheSame() {
    var body = Json.object().put("name", "once");

    TestServer.Reply first = server.post("/v3/projects", body);
    TestServer.Reply again = server.send("POST", "/v3/projects", body, "1");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void dataFolder_isHeldByOneServer() {
    ServerConfig config = ServerConfig.in(folder.resolve("data")).withPort(0);

    assertThatThrownBy(() -> Server.start(config, "0.0.test"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            folder.resolve("data")
                + " is held by another server, one server at a time works with a data folder, stop"
                + " that one or name another folder with --data");
  }

  @Test
  void token_isStoredAsHashOnly() throws Exception {
    server.close();

    byte[] database = Files.readAllBytes(folder.resolve("data").resolve("ballast.db"));
    assertThat(new String(database, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(TestServer.TOKEN)
        .contains("admin@localhost");
  }

  @Test
  void renewedToken_replacesTheOldOne() {
    String renewed = Server.renewToken(folder.resolve("data"));

    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v3/projects"))
            .header("Authorization", "Bearer " + renewed);
    assertThat(renewed).matches("grtballast_[A-Za-z0-9]{40}");
    assertThat(server.send(request).status()).isEqualTo(200);
    assertThat(server.get("/v3/projects").status()).isEqualTo(401);
  }

  @Test
  void restart_keepsWhatWasMade() {
    String id = server.project("kept");
    server.close();

    server = TestServer.start(folder.resolve("data"));

    assertThat(server.get("/v3/projects/" + id).data().path("name").asString()).isEqualTo("kept");
  }
}
