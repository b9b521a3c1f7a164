package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.files.ReadOptions;
import io.ballast.files.TableFiles;
import io.ballast.report.DriftJson;
import io.ballast.server.platform.Json;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.tables.Table;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import io.ballast.testkit.GeneratedTable;
import io.ballast.testkit.ImbalanceExample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of the class-imbalance notebook, and the figures that come out: those of the drift
 * command on the same files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebookTest {

  private static final double[] WEIGHTS = ClassWeights.balanced(new long[] {22_749, 35});
  private static final String[] OUTER = {"2024-11-11T00:00:00Z", "2024-11-18T00:00:00Z"};

  private Path folder;
  private Path baseline;
  private Path production;
  private TestServer server;
  private String project = "";
  private String plain = "";
  private String weighted = "";

  @BeforeAll
  void runTheNotebook(@TempDir Path temporary) throws IOException {
    folder = temporary;
    ImbalanceExample example = ImbalanceExample.spread(1);
    baseline = write(example.baseline(), "baseline.csv");
    production = write(example.production(), "production.csv");
    server = TestServer.start(folder.resolve("data"));
    project = server.project("quickstart_examples");
    plain = model("imbalance_cc_fraud", null);
    weighted = model("imbalance_cc_fraud_weighted", WEIGHTS);
    List<String> jobs = new ArrayList<>();
    for (String model : List.of(plain, weighted)) {
      // Production first: the order of jobs must not matter.
      jobs.add(server.publish(file(production), model, null));
      jobs.add(server.publish(file(baseline), model, "baseline_dataset"));
    }
    for (String job : jobs) {
      JsonNode ended = server.ended(job);
      assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("SUCCESS");
      assertThat(ended.path("progress").asDouble()).isEqualTo(100);
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Path write(GeneratedTable table, String name) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      table.writeCsv(out);
    }
    return file;
  }

  private String file(Path path) throws IOException {
    return server
        .upload(String.valueOf(path.getFileName()), Files.readAllBytes(path))
        .data()
        .path("id")
        .asString();
  }

  private String model(String name, double @Nullable [] weights) throws IOException {
    ObjectNode spec = Json.object();
    ArrayNode inputs = spec.putArray("inputs");
    ImbalanceExample.columns().subList(0, 30).forEach(inputs::add);
    spec.putArray("outputs").add("prediction_score");
    spec.putArray("targets").add("Class");
    spec.putArray("metadata").add("timestamp");
    ObjectNode factory = Json.object().put("file_id", file(baseline));
    factory.set("spec", spec);
    JsonNode made = server.post("/v3/model-factory", factory).data();
    ObjectNode body = Json.object().put("name", name).put("project_id", project);
    body.set("schema", made.path("schema"));
    body.set("spec", made.path("spec"));
    body.put("input_type", "structured")
        .put("task", "binary_classification")
        .put("event_ts_col", "timestamp");
    ObjectNode params = body.putObject("task_params");
    params.put("binary_classification_threshold", 0.4);
    params.putArray("target_class_order").add(0).add(1);
    if (weights != null) {
      ArrayNode list = params.putArray("class_weights");
      for (double weight : weights) {
        list.add(weight);
      }
    }
    return server.post("/v3/models", body).data().path("id").asString();
  }

  private JsonNode query(String model, String metric, List<String> columns, String binSize) {
    JsonNode baselines = server.get("/v3/models/" + model + "/baselines").data().path("items");
    ObjectNode body = Json.object().put("project_id", project).put("query_type", "MONITORING");
    ObjectNode filters = body.putObject("filters").put("bin_size", binSize);
    filters.putObject("time_range").put("start_time", OUTER[0]).put("end_time", OUTER[1]);
    ObjectNode query = body.putArray("queries").addObject();
    query
        .put("query_key", "a")
        .put("model_id", model)
        .put("baseline_id", baselines.path(0).path("id").asString())
        .put("metric", metric)
        .put("viz_type", "line");
    ArrayNode names = query.putArray("columns");
    columns.forEach(names::add);
    return server.post("/v3/queries", body).data().path("results").path("a");
  }

  private double figure(String model, String metric, String column) {
    return query(model, metric, List.of(column), "Range").path("data").path(0).path(1).asDouble();
  }

  @Test
  void distanceOfTheScore_isSmallUnweightedAndLargeWeighted() {
    assertThat(figure(plain, "jsd", "prediction_score")).isBetween(0.0, 0.05);
    assertThat(figure(weighted, "jsd", "prediction_score")).isBetween(0.20, 1.0);
  }

  @Test
  void weights_areReadBack() {
    JsonNode params = server.get("/v3/models/" + weighted).data().path("task_params");

    assertThat(params.path("class_weights").path(0).asDouble()).isEqualTo(WEIGHTS[0]);
    assertThat(params.path("class_weights").path(1).asDouble()).isEqualTo(WEIGHTS[1]);
  }

  @Test
  void baseline_isMadeOfTheDataset() {
    JsonNode made = server.get("/v3/models/" + plain + "/baselines").data().path("items").path(0);

    assertThat(made.path("name").asString()).isEqualTo("baseline_dataset");
    assertThat(made.path("type").asString()).isEqualTo("STATIC");
    assertThat(made.path("row_count").asLong()).isEqualTo(22_784);
    assertThat(made.path("environment").path("type").asString()).isEqualTo("PRE_PRODUCTION");
  }

  @Test
  void answers_areThoseOfTheDriftCommand() throws IOException {
    assertSame(plain, new Weighting.Balanced(), false);
    assertSame(weighted, new Weighting.ByClass(List.of(WEIGHTS[0], WEIGHTS[1])), true);
  }

  private void assertSame(String model, Weighting weighting, boolean weightedFigures)
      throws IOException {
    Roles roles =
        new Roles("Class", null, "prediction_score", 0.4, "timestamp", null, List.of("0", "1"));
    ComparisonRequest defaults = ComparisonRequest.defaults().weighted(roles, weighting);
    ComparisonRequest request =
        new ComparisonRequest(
            defaults.columns(),
            defaults.exclude(),
            defaults.roles(),
            defaults.weighting(),
            defaults.classSource(),
            null,
            null,
            defaults.binning(),
            defaults.rule(),
            true,
            defaults.seed());
    DriftReport expected;
    try (Table left = TableFiles.open(baseline, ReadOptions.sniffed());
        Table right = TableFiles.open(production, ReadOptions.sniffed())) {
      expected = Comparison.run(left, right, request, (done, all) -> {});
    }
    List<DriftReport.ColumnResult> columns = expected.results().get(0).columns();
    assertThat(columns).hasSize(32);
    List<String> names = columns.stream().map(DriftReport.ColumnResult::name).toList();
    JsonNode jsd = query(model, "jsd", names, "Range");
    JsonNode psi = query(model, "psi", names, "Range");
    for (int i = 0; i < names.size(); i++) {
      DriftReport.ColumnResult column = columns.get(i);
      StringWriter text = new StringWriter();
      try (JsonGenerator json = Json.mapper().createGenerator(text)) {
        DriftJson.append(column, json);
      }
      assertThat(jsd.path("details").path(0).path(i))
          .as(names.get(i))
          .isEqualTo(Json.parse(text.toString()));
      DriftReport.Weighted weighing = column.weighted();
      DriftReport.Parity parity =
          weightedFigures && weighing != null ? weighing.parity() : column.parity();
      Map<String, Double> figures = Objects.requireNonNull(parity).metrics();
      assertThat(jsd.path("data").path(0).path(i + 1).asDouble())
          .isEqualTo(figures.get("js_distance"));
      assertThat(psi.path("data").path(0).path(i + 1).asDouble()).isEqualTo(figures.get("psi"));
    }
  }

  @Test
  void days_areSevenBins() {
    JsonNode result = query(plain, "jsd", List.of("prediction_score"), "Day");

    assertThat(result.path("data").size()).isEqualTo(7);
    assertThat(result.path("data").path(0).path(0).asString())
        .isEqualTo("2024-11-11T00:00:00+00:00");
    assertThat(result.path("details").path(6).path(0).path("name").asString())
        .isEqualTo("prediction_score");
    assertThat(Json.text(result.path("col_names")))
        .isEqualTo("[\"timestamp\",\"prediction_score\"]");
  }
}
