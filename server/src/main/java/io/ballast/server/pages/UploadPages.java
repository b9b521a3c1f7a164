package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.Task;
import io.ballast.server.platform.Json;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** A file from the browser: rows of a known model, or the training data of a new one. */
final class UploadPages {

  private final Frame frame;
  private final Backing backing;

  UploadPages(Frame frame, Backing backing) {
    this.frame = frame;
    this.backing = backing;
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/upload", visit -> form(visit, null, 200)),
        PageRoute.post("/upload", this::upload),
        PageRoute.get("/models/new", visit -> columns(visit, null, 200)),
        PageRoute.post("/models/new", this::create));
  }

  private PageReply form(Visit visit, @Nullable ApiException error, int status) throws IOException {
    List<Model> models = backing.catalog().models();
    FormFields sent = FormFields.of(visit, error != null);
    String model = sent.value("model", visit.query("model", ""));
    String kind = sent.value("kind", models.isEmpty() || model.isEmpty() ? "new" : "events");
    String dataset = sent.value("dataset", "");
    return frame.page(
        status,
        visit,
        "Upload a file",
        Frame.Section.MODELS,
        html -> {
          html.start("div", "class", "title").element("h1", "Upload a file", "class", "verdict");
          html.element("p", "CSV, CSV.gz or Parquet, with a header.", "class", "note").end("div");
          html.start(
              "form",
              "method",
              "post",
              "action",
              "/upload",
              "class",
              "fields",
              "enctype",
              "multipart/form-data",
              "data-upload",
              "");
          Frame.key(html, visit);
          FormFields.problem(html, error);
          html.start("div", "class", "field").element("label", "File", "for", "f-file");
          html.empty("input", "id", "f-file", "name", "file", "type", "file", "required");
          html.end("div").start("fieldset").element("legend", "What it holds");
          FormFields.radio(html, "kind", "new", "The training data of a new model", kind);
          if (!models.isEmpty()) {
            FormFields.radio(html, "kind", "events", "Events of production", kind);
            FormFields.radio(html, "kind", "dataset", "A dataset, for a baseline", kind);
            FormFields.choose(
                html,
                "model",
                "Of the model, for events and datasets",
                models.stream()
                    .map(
                        each ->
                            new FormFields.Choice(
                                each.id().toString(), each.name() + " " + each.version()))
                    .toList(),
                model);
            html.start("div", "class", "field inner");
            html.element("label", "Name of the dataset, for a dataset", "for", "f-dataset");
            html.empty("input", "id", "f-dataset", "name", "dataset", "value", dataset).end("div");
          }
          html.end("fieldset");
          html.element("button", "Upload file", "class", "primary");
          html.start("p", "class", "note", "role", "status", "data-progress", "").end("p");
          html.end("form");
        });
  }

  private PageReply upload(Visit visit) throws IOException {
    try {
      JsonNode file = visit.ask("POST", "/v3/files/upload", null);
      String id = file.path("id").asString();
      String kind = visit.field("kind");
      if (kind.equals("new")) {
        return PageReply.seeOther(
            Link.to("/models/new")
                .with("file", id)
                .with("name", file.path("filename").asString().replaceFirst("\\..*$", ""))
                .toString());
      }
      return publish(
          visit, visit.field("model"), id, kind.equals("dataset") ? visit.field("dataset") : null);
    } catch (ApiException e) {
      return form(visit, e, e.reason().status());
    }
  }

  private static PageReply publish(Visit visit, String model, String file, @Nullable String dataset)
      throws IOException {
    ObjectNode body = Json.object().put("model_id", model);
    body.putObject("source").put("type", "FILE").put("file_id", file);
    body.put("env_type", dataset == null ? "PRODUCTION" : "PRE_PRODUCTION")
        .put("env_name", dataset);
    JsonNode job = visit.ask("POST", "/v3/events", body).path("job");
    return PageReply.seeOther("/jobs/" + job.path("id").asString());
  }

  /** The second step of a new model: what its columns are. */
  private PageReply columns(Visit visit, @Nullable ApiException error, int status)
      throws IOException {
    FormFields sent = FormFields.of(visit, error != null);
    String file = sent.value("file", visit.query("file", ""));
    JsonNode schema =
        visit.ask("POST", "/v3/model-factory", Json.object().put("file_id", file)).path("schema");
    List<String> names = new ArrayList<>();
    schema.path("columns").forEach(column -> names.add(column.path("name").asString()));
    String name = sent.value("name", visit.query("name", ""));
    String project = sent.value("project", firstProject());
    ColumnGuess guess = ColumnGuess.of(schema);
    String task = sent.value("task", guess.task().word());
    String target = sent.value("target", guess.target());
    String positive = sent.value("positive", "");
    String output = sent.value("output", guess.output());
    String time = sent.value("time", guess.time());
    String id = sent.value("id", guess.id());
    return frame.page(
        status,
        visit,
        "A new model",
        Frame.Section.MODELS,
        html -> {
          html.start("div", "class", "title").element("h1", "A new model", "class", "verdict");
          html.element(
              "p",
              names.size()
                  + " columns were found. What is no output, target, time or id is an input.",
              "class",
              "note");
          html.end("div")
              .start("form", "method", "post", "class", "fields", "action", "/models/new");
          Frame.key(html, visit);
          html.empty("input", "type", "hidden", "name", "file", "value", file);
          FormFields.problem(html, error);
          FormFields.text(html, "name", "Name of the model", name, "Up to 255 characters.");
          FormFields.text(html, "project", "Project", project, "A new name makes a new project.");
          html.start("fieldset").element("legend", "What it does");
          FormFields.choose(html, "task", "Task", tasks(), task);
          choose(html, "target", "Target, the truth", names, target);
          FormFields.optional(
              html,
              "positive",
              "Positive class",
              positive,
              "The value of the target that the model looks for, such as fraud or 1. Empty: the"
                  + " last in order.");
          choose(html, "output", "Output, the score or prediction", names, output);
          choose(html, "time", "Time of an event", names, time);
          choose(html, "id", "Id of an event, needed for late labels", names, id);
          html.end("fieldset").element("button", "Create model", "class", "primary").end("form");
          preview(html, schema);
        });
  }

  private String firstProject() {
    return backing.catalog().models().stream()
        .map(model -> model.project().name())
        .findFirst()
        .orElse("first_project");
  }

  private static List<FormFields.Choice> tasks() {
    return List.of(Task.BINARY_CLASSIFICATION, Task.MULTICLASS_CLASSIFICATION, Task.REGRESSION)
        .stream()
        .map(task -> new FormFields.Choice(task.word(), task.word().replace('_', ' ')))
        .toList();
  }

  private static void choose(
      Markup html, String field, String label, List<String> names, String chosen) {
    List<FormFields.Choice> choices = new ArrayList<>();
    choices.add(new FormFields.Choice("", "none"));
    names.forEach(name -> choices.add(new FormFields.Choice(name, name)));
    FormFields.choose(html, field, label, choices, chosen);
  }

  private static void preview(Markup html, JsonNode schema) {
    html.start("section").start("div", "class", "head").element("h2", "Columns as they were read");
    html.end("div").start("div", "class", "scroll").start("table").start("thead").start("tr");
    html.element("th", "Column", "scope", "col").element("th", "Type", "scope", "col");
    html.end("tr").end("thead").start("tbody");
    for (JsonNode column : schema.path("columns")) {
      html.start("tr").start("th", "scope", "row").name(column.path("name").asString()).end("th");
      html.element("td", column.path("data_type").asString()).end("tr");
    }
    html.end("tbody").end("table").end("div").end("section");
  }

  private PageReply create(Visit visit) throws IOException {
    try {
      String file = visit.field("file");
      JsonNode schema =
          visit.ask("POST", "/v3/model-factory", Json.object().put("file_id", file)).path("schema");
      ObjectNode body =
          Json.object().put("name", visit.field("name")).put("project_id", project(visit));
      body.set("schema", schema);
      body.put("task", visit.field("task")).put("input_type", "structured");
      spec(body.putObject("spec"), visit, schema);
      params(body.putObject("task_params"), visit, schema);
      if (visit.field("output").isEmpty()) {
        throw ApiException.badRequest(
            "a model without an output",
            "its score or prediction is what is watched first",
            "choose the column that holds it");
      }
      put(body, "event_ts_col", visit.field("time"));
      put(body, "event_id_col", visit.field("id"));
      String model = visit.ask("POST", "/v3/models", body).path("id").asString();
      return publish(visit, model, file, "training");
    } catch (ApiException e) {
      return columns(visit, e, e.reason().status());
    }
  }

  private static void put(ObjectNode body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }

  private static void spec(ObjectNode spec, Visit visit, JsonNode schema) throws IOException {
    List<String> outputs = one(visit.field("output"));
    List<String> targets = one(visit.field("target"));
    List<String> metadata = new ArrayList<>(one(visit.field("time")));
    metadata.addAll(one(visit.field("id")));
    ArrayNode inputs = spec.putArray("inputs");
    for (JsonNode column : schema.path("columns")) {
      String name = column.path("name").asString();
      if (!outputs.contains(name) && !targets.contains(name) && !metadata.contains(name)) {
        inputs.add(name);
      }
    }
    outputs.forEach(spec.putArray("outputs")::add);
    targets.forEach(spec.putArray("targets")::add);
    metadata.forEach(spec.putArray("metadata")::add);
  }

  private static List<String> one(String name) {
    return name.isEmpty() ? List.of() : List.of(name);
  }

  /** The classes are those of the target's column, as they were found, the positive one last. */
  private static void params(ObjectNode params, Visit visit, JsonNode schema) throws IOException {
    if (!visit.field("task").endsWith("classification")) {
      return;
    }
    String target = visit.field("target");
    for (JsonNode column : schema.path("columns")) {
      if (column.path("name").asString().equals(target)) {
        List<JsonNode> classes = new ArrayList<>();
        column.path("categories").forEach(classes::add);
        if (column.path("min").asDouble(1) == 0 && column.path("max").asDouble(0) == 1) {
          classes = new ArrayList<>(List.of(IntNode.valueOf(0), IntNode.valueOf(1)));
        }
        if (!classes.isEmpty()) {
          positiveLast(classes, visit.field("positive"));
          params.putArray("target_class_order").addAll(classes);
        }
      }
    }
  }

  private static void positiveLast(List<JsonNode> classes, String positive) {
    if (positive.isEmpty()) {
      return;
    }
    for (JsonNode value : classes) {
      if (value.asString().equals(positive)) {
        classes.remove(value);
        classes.add(value);
        return;
      }
    }
    throw ApiException.badRequest(
        "positive class '" + Parse.shortened(positive) + "'",
        "the target's values are " + classes.stream().limit(20).map(JsonNode::asString).toList(),
        "take one of them, or none for the last");
  }

  private String project(Visit visit) throws IOException {
    String name = visit.field("project");
    for (JsonNode project : visit.ask("/v3/projects?limit=1000").path("items")) {
      if (project.path("name").asString().equals(name)) {
        return project.path("id").asString();
      }
    }
    JsonNode made =
        Objects.requireNonNull(visit.ask("POST", "/v3/projects", Json.object().put("name", name)));
    return made.path("id").asString();
  }
}
