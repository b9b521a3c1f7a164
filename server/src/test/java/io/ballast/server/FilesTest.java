package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.files.TableFiles;
import io.ballast.server.platform.Json;
import io.ballast.tables.MemoryTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Uploads, whole and in parts; the schema of a sample; files that are bad. */
class FilesTest {

  private static final String ROWS =
      """
      customer,age,products,region,score,churn,at
      a,20,1,north,0.25,no,1772359200000
      b,30,2,south,0.75,yes,1772359260000
      """;

  @TempDir private Path folder;
  private TestServer server;
  private String model = "";

  @BeforeEach
  void start() {
    server = TestServer.start(folder.resolve("data"));
    model = ChurnModel.make(server, server.project("files"), "churn");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode published(byte[] content) {
    String file = server.upload("rows.csv", content).data().path("id").asString();
    return server.ended(server.publish(file, model, null));
  }

  @Test
  void upload_tellsTheKindByContent() throws IOException {
    Path parquet = folder.resolve("t.parquet");
    TableFiles.write(MemoryTable.named("t").longs("a", 1, 2).build(), parquet, false);

    JsonNode csv = server.upload("rows.parquet", bytes(ROWS)).data();
    JsonNode columns = server.upload("ünïcode \"x\".csv", Files.readAllBytes(parquet)).data();

    assertThat(csv.path("type").asString()).isEqualTo("CSV");
    assertThat(csv.path("status").asString()).isEqualTo("SUCCESSFUL");
    assertThat(csv.path("created_by").path("email").asString()).isEqualTo("admin@localhost");
    assertThat(columns.path("type").asString()).isEqualTo("PARQUET");
  }

  @Test
  void file_isPublishedOnceForEachModelAndEnvironment() {
    String file = server.upload("rows.csv", bytes(ROWS)).data().path("id").asString();

    String first = server.publish(file, model, null);
    String second = server.publish(file, model, null);
    String dataset = server.publish(file, model, "rows");

    assertThat(second).isEqualTo(first);
    assertThat(dataset).isNotEqualTo(first);
    assertThat(server.ended(first).path("extras").path("stored").asInt()).isEqualTo(2);
    assertThat(server.ended(dataset).path("extras").path("stored").asInt()).isEqualTo(2);
  }

  @Test
  void dataset_hasANameForGood() {
    String file = server.upload("rows.csv", bytes(ROWS)).data().path("id").asString();
    server.ended(server.publish(file, model, "rows"));
    String other = server.upload("rows.csv", bytes(ROWS)).data().path("id").asString();
    ObjectNode body = Json.object();
    body.putObject("source").put("type", "FILE").put("file_id", other);
    body.put("model_id", model).put("env_type", "PRE_PRODUCTION").put("env_name", "rows");

    TestServer.Reply reply = server.post("/v3/events", body);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error().path("message").asString())
        .isEqualTo(
            "dataset 'rows' of model 'churn', a dataset of that name exists already and does not"
                + " change, publish under another dataset_name");
  }

  @Test
  void badRow_endsTheJobWithRowAndColumn() {
    JsonNode job = published(bytes(ROWS + "c,40,1,north,0.5,no,tomorrow\n"));

    assertThat(job.path("status").asString()).isEqualTo("FAILURE");
    assertThat(job.path("error_message").asString()).contains("row 3").contains("rows.csv");
    assertThat(job.path("error_reason").asString()).isEqualTo("BadInput");
  }

  @Test
  void failedDataset_givesItsNameFree() {
    byte[] bad = bytes(ROWS + "c,40\n");
    String file = server.upload("rows.csv", bad).data().path("id").asString();
    JsonNode failed = server.ended(server.publish(file, model, "rows"));
    assertThat(failed.path("status").asString()).isEqualTo("FAILURE");
    String good = server.upload("rows.csv", bytes(ROWS)).data().path("id").asString();

    JsonNode job = server.ended(server.publish(good, model, "rows"));

    assertThat(job.path("status").asString()).isEqualTo("SUCCESS");
  }

  @Test
  void fileWithoutTheTimeColumn_failsForProduction() {
    JsonNode job = published(bytes("customer,age\na,1\n"));

    assertThat(job.path("status").asString()).isEqualTo("FAILURE");
    assertThat(job.path("error_message").asString()).contains("has no column at");
  }

  @Test
  void parts_makeAFile() {
    String id =
        server
            .post("/v3/files/multipart-init", Json.object().put("filename", "rows.csv"))
            .data()
            .path("id")
            .asString();
    String second = part(id, 2, ROWS.substring(50));
    String replaced = part(id, 1, "something else");
    String first = part(id, 1, ROWS.substring(0, 50));
    ObjectNode incomplete = complete(id, Map.of(2, second));
    ObjectNode stale = complete(id, Map.of(1, replaced, 2, second));

    assertThat(server.post("/v3/files/multipart-complete", incomplete).status()).isEqualTo(400);
    assertThat(server.post("/v3/files/multipart-complete", stale).status()).isEqualTo(400);
    JsonNode file =
        server
            .post("/v3/files/multipart-complete", complete(id, Map.of(1, first, 2, second)))
            .data();
    assertThat(file.path("status").asString()).isEqualTo("SUCCESSFUL");
    assertThat(file.path("size_bytes").asInt()).isEqualTo(ROWS.length());
    assertThat(server.ended(server.publish(id, model, null)).path("status").asString())
        .isEqualTo("SUCCESS");
  }

  private String part(String file, int number, String content) {
    return server
        .form(
            "/v3/files/multipart-upload",
            Map.of("file_id", file, "part_number", Integer.toString(number)),
            "part_" + number + "_rows.csv",
            bytes(content))
        .data()
        .path("part_id")
        .asString();
  }

  private static ObjectNode complete(String file, Map<Integer, String> parts) {
    ObjectNode body = Json.object().put("file_id", file);
    ArrayNode list = body.putArray("parts");
    parts.forEach((number, id) -> list.addObject().put("number", number).put("id", id));
    return body;
  }

  @Test
  void openParts_areNoFile() {
    String id =
        server
            .post("/v3/files/multipart-init", Json.object().put("filename", "rows.csv"))
            .data()
            .path("id")
            .asString();
    part(id, 1, ROWS);
    ObjectNode body = Json.object();
    body.putObject("source").put("type", "FILE").put("file_id", id);
    body.put("model_id", model);

    assertThat(server.post("/v3/events", body).status()).isEqualTo(409);
  }

  @Test
  void factory_readsTypesFromText() throws IOException {
    int rows = 200;
    String[] keys = new String[rows];
    String[] groups = new String[rows];
    String[] whole = new String[rows];
    String[] real = new String[rows];
    String[] truth = new String[rows];
    String[] time = new String[rows];
    String[] vector = new String[rows];
    for (int i = 0; i < rows; i++) {
      keys[i] = "key-" + i;
      groups[i] = i % 7 == 0 ? "nan" : List.of("south", "north", "west").get(i % 3);
      whole[i] = i == 3 ? "<NA>" : Integer.toString(i % 11);
      real[i] = i == 5 ? "None" : i % 2 == 0 ? "1e-05" : "0.3";
      truth[i] = i % 2 == 0 ? "True" : "False";
      time[i] = i == 9 ? "NaT" : "2024-01-02 03:04:05.678901";
      vector[i] = "[1.0, " + i + ".5]";
    }
    Path file = folder.resolve("data.parquet");
    TableFiles.write(
        MemoryTable.named("t")
            .strings("Key", keys)
            .strings("group", groups)
            .strings("whole", whole)
            .strings("real", real)
            .strings("truth", truth)
            .strings("time", time)
            .strings("vector", vector)
            .build(),
        file,
        false);
    String id =
        server.upload("data.parquet", Files.readAllBytes(file)).data().path("id").asString();
    ObjectNode body = Json.object().put("file_id", id);
    ObjectNode spec = body.putObject("spec");
    spec.putArray("inputs").add("group");
    spec.putArray("custom_features").addObject().put("name", "kept").put("type", "ENRICHMENT");

    TestServer.Reply reply = server.post("/v3/model-factory", body);

    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    JsonNode made = reply.data();
    JsonNode columns = made.path("schema").path("columns");
    assertThat(columns.path(0).path("id").asString()).isEqualTo("key");
    assertThat(columns.path(0).path("data_type").asString()).isEqualTo("str");
    assertThat(Json.text(columns.path(1)))
        .isEqualTo(
            "{\"id\":\"group\",\"name\":\"group\",\"data_type\":\"category\",\"min\":null,"
                + "\"max\":null,\"categories\":[\"north\",\"south\",\"west\"],\"bins\":null,"
                + "\"replace_with_nulls\":null,\"n_dimensions\":null}");
    assertThat(Json.text(columns.path(2)))
        .isEqualTo(
            "{\"id\":\"whole\",\"name\":\"whole\",\"data_type\":\"int\",\"min\":0,\"max\":10,"
                + "\"categories\":null,"
                + "\"bins\":[0.0,1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0,9.0,10.0],"
                + "\"replace_with_nulls\":null,\"n_dimensions\":null}");
    assertThat(columns.path(3).path("data_type").asString()).isEqualTo("float");
    assertThat(columns.path(3).path("min").asDouble()).isEqualTo(1e-05);
    assertThat(Json.text(columns.path(4).path("categories"))).isEqualTo("[false,true]");
    assertThat(columns.path(5).path("data_type").asString()).isEqualTo("timestamp");
    assertThat(columns.path(6).path("data_type").asString()).isEqualTo("vector");
    assertThat(columns.path(6).path("n_dimensions").asInt()).isEqualTo(2);
    assertThat(Json.text(made.path("spec")))
        .isEqualTo(
            "{\"inputs\":[\"group\"],\"custom_features\":[{\"name\":\"kept\","
                + "\"type\":\"ENRICHMENT\"}],\"schema_version\":1,\"outputs\":[],\"targets\":[],"
                + "\"decisions\":[],\"metadata\":[]}");
  }

  @Test
  void bins_areThoseOfNumpy() {
    // numpy.linspace(0.0, 1.0, 11)[3] is 0.30000000000000004
    ObjectNode body = ChurnModel.body(server.project("bins"), "bins");
    JsonNode made = server.post("/v3/models", body).data();

    assertThat(made.path("schema").path("columns").path(4).path("bins").path(3).asDouble())
        .isEqualTo(0.30000000000000004);
  }

  @Test
  void lateValues_comeFromAFile() {
    server.ended(
        server.publish(fileOf(ROWS.replace(",no,", ",,").replace(",yes,", ",,")), model, null));
    ObjectNode body = Json.object();
    body.putObject("source")
        .put("type", "FILE")
        .put("file_id", fileOf("customer,churn\nb,yes\na,no\n"));
    body.put("model_id", model).put("env_type", "PRODUCTION");

    TestServer.Reply reply = server.send("PATCH", "/v3/events", body, null);

    JsonNode job = server.ended(reply.data().path("job").path("id").asString());
    assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("SUCCESS");
    assertThat(job.path("extras").path("stored").asInt()).isEqualTo(2);
  }

  private String fileOf(String text) {
    return server.upload("rows.csv", bytes(text)).data().path("id").asString();
  }
}
