package io.ballast.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model of the server with a baseline, whose events are those of {@link EventFixture}. */
record MonitoredModel(String project, String model, String baseline) {

  static MonitoredModel create(ServedProcess server, String project, String name, Path sample)
      throws IOException, InterruptedException {
    String model =
        ServedProcess.first(server.post("/v3/models", json(project, name)), "\"id\":\"([^\"]+)\"");
    server.publish(server.upload(sample), model, "baseline");
    String baseline =
        ServedProcess.first(
            server.get("/v3/models/" + model + "/baselines"),
            "\"items\":\\[\\{\"id\":\"([^\"]+)\"");
    return new MonitoredModel(project, model, baseline);
  }

  private static String json(String project, String name) {
    String columns =
        columns().stream()
            .map(
                column ->
                    "{\"name\":\"%s\",\"data_type\":\"%s\",\"min\":%s,\"max\":%s}"
                        .formatted(
                            column,
                            column.equals("label") ? "int" : "float",
                            column.equals("label") || column.equals("score") ? "0" : "-5",
                            column.equals("label") || column.equals("score") ? "1" : "5"))
            .collect(Collectors.joining(","));
    String inputs =
        EventFixture.NUMBERS.stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
    return """
        {"name":"%s","project_id":"%s","task":"binary_classification",
        "schema":{"columns":[{"name":"event_id","data_type":"str"},{"name":"event_time","data_type":"timestamp"},%s]},
        "spec":{"inputs":[%s],"outputs":["score"],"targets":["label"],"metadata":["event_id","event_time"]},
        "task_params":{"target_class_order":[0,1],"binary_classification_threshold":0.5,"class_weights":[0.501,250]},
        "event_id_col":"event_id","event_ts_col":"event_time"}"""
        .formatted(name, project, columns, inputs);
  }

  /** The drift of columns over the days of the file. */
  String question(String bin, List<String> columns) {
    return """
        {"project_id":"%s","query_type":"MONITORING","filters":{"bin_size":"%s","time_zone":"UTC",
        "time_range":{"start_time":"%s","end_time":"%s"}},"queries":[{"query_key":"q","model_id":"%s",
        "baseline_id":"%s","metric":"psi","columns":[%s]}]}"""
        .formatted(
            project,
            bin,
            EventFixture.START.minusSeconds(60L * EventFixture.DAY_SECONDS),
            EventFixture.START.minusSeconds(30L * EventFixture.DAY_SECONDS),
            model,
            baseline,
            columns.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",")));
  }

  /** All columns that are compared. */
  static List<String> columns() {
    List<String> columns = new ArrayList<>(EventFixture.NUMBERS);
    columns.add("score");
    columns.add("label");
    return columns;
  }
}
