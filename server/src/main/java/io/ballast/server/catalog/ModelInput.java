package io.ballast.server.catalog;

import io.ballast.server.platform.Json;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Members;
import io.ballast.stats.weights.ClassWeights;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what a client sends of a model, and brings it into the form that is stored. */
final class ModelInput {

  private static final List<String> INPUT_TYPES = List.of("structured", "text", "mixed");
  private static final List<String> SPEC_LISTS =
      List.of("inputs", "outputs", "targets", "decisions", "metadata");
  private static final int MAX_COLUMNS = 5000;
  private static final int MAX_VERSION = 64;

  private ModelInput() {}

  static String inputType(Members body) {
    return body.has("input_type") ? body.word("input_type", INPUT_TYPES) : INPUT_TYPES.get(0);
  }

  static Task task(Members body) {
    return body.has("task") ? Task.of(body.word("task", Task.words())) : Task.NOT_SET;
  }

  /** The version's name; {@code otherwise} without one. */
  static String version(Members body, String otherwise) {
    if (!body.has("version")) {
      return otherwise;
    }
    String version = body.name("version");
    if (version.length() > MAX_VERSION) {
      throw body.refused("version", "a version has at most " + MAX_VERSION + " characters");
    }
    return version;
  }

  /** The schema with all members of each column, bins made where they are missing. */
  static ObjectNode schema(Members body) {
    Members schema = body.members("schema");
    List<Members> columns = schema.objects("columns");
    if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
      throw ApiException.badRequest(
          columns.size() + " columns",
          "a schema has 1 to " + MAX_COLUMNS,
          "send the columns of the model");
    }
    ObjectNode stored = Json.object();
    stored.put("schema_version", schema.optionalWhole("schema_version", 1, 1000).orElse(1L));
    ArrayNode list = stored.putArray("columns");
    Set<String> names = new HashSet<>();
    for (Members column : columns) {
      String name = column.name("name");
      if (!names.add(name)) {
        throw column.refused("name", "a column's name is there once");
      }
      list.add(column(column, name));
    }
    return stored;
  }

  private static ObjectNode column(Members column, String name) {
    DataType type = DataType.of(column.word("data_type", DataType.words()));
    Double min = column.optionalNumber("min").orElse(null);
    Double max = column.optionalNumber("max").orElse(null);
    if (min != null && max != null && min > max) {
      throw column.refused("min", "the least value is not above the greatest, " + max);
    }
    ObjectNode stored = Json.object();
    stored.put("id", ModelShape.columnId(name)).put("name", name).put("data_type", type.word());
    copy(column, stored, "min");
    copy(column, stored, "max");
    List<JsonNode> categories = column.array("categories");
    if (type == DataType.BOOL && categories.isEmpty()) {
      stored.putArray("categories").add(false).add(true);
    } else {
      requireDistinct(column, categories);
      copy(column, stored, "categories");
    }
    bins(column, stored, type, min, max);
    column.array("replace_with_nulls");
    copy(column, stored, "replace_with_nulls");
    column.optionalWhole("n_dimensions", 0, 1_000_000);
    copy(column, stored, "n_dimensions");
    return stored;
  }

  private static void requireDistinct(Members column, List<JsonNode> categories) {
    Set<String> labels = new HashSet<>(ClassLabels.of(categories));
    if (labels.size() < categories.size()) {
      throw column.refused("categories", "a category is there once");
    }
  }

  private static void copy(Members from, ObjectNode to, String name) {
    JsonNode value = from.object().path(name);
    to.set(name, value.isMissingNode() ? to.nullNode() : value);
  }

  private static void bins(
      Members column,
      ObjectNode stored,
      DataType type,
      @Nullable Double min,
      @Nullable Double max) {
    List<JsonNode> given = column.array("bins");
    if (!given.isEmpty()) {
      double last = Double.NEGATIVE_INFINITY;
      for (JsonNode edge : given) {
        if (!edge.isNumber() || !Double.isFinite(edge.asDouble()) || edge.asDouble() < last) {
          throw column.refused("bins", "edges are finite numbers that do not fall");
        }
        last = edge.asDouble();
      }
      copy(column, stored, "bins");
      return;
    }
    if (type.isNumber() && min != null && max != null) {
      ArrayNode edges = stored.putArray("bins");
      ColumnBins.edges(min, max).forEach(edges::add);
      return;
    }
    stored.putNull("bins");
  }

  /** The spec with all of its lists; each name is a column of the schema, time and id aside. */
  static ObjectNode spec(Members body, ObjectNode schema, Model.EventColumns events) {
    ObjectNode stored = Json.object();
    Members spec = body.optionalMembers("spec").orElse(Members.of(Json.object()));
    stored.put("schema_version", spec.optionalWhole("schema_version", 1, 1000).orElse(1L));
    Set<String> names = new HashSet<>();
    schema.path("columns").forEach(column -> names.add(column.path("name").asString()));
    Set<String> seen = new HashSet<>();
    for (String list : SPEC_LISTS) {
      ArrayNode target = stored.putArray(list);
      for (String name : spec.texts(list)) {
        boolean known =
            names.contains(name) || name.equals(events.time()) || name.equals(events.id());
        if (!known && !isCustom(spec, name)) {
          throw ApiException.badRequest(
              "spec." + list + " names column '" + name + "'",
              "the schema has no such column",
              "name one of the schema, or add it there");
        }
        if (!seen.add(name)) {
          throw ApiException.badRequest(
              "spec." + list + " names column '" + name + "'",
              "a column stands once in a spec",
              "leave it in one list");
        }
        target.add(name);
      }
    }
    ArrayNode custom = stored.putArray("custom_features");
    for (JsonNode feature : spec.array("custom_features")) {
      custom.add(feature);
    }
    if (stored.path("targets").size() > 1) {
      throw ApiException.badRequest(
          stored.path("targets").size() + " targets",
          "a model has at most one",
          "make the others metadata");
    }
    return stored;
  }

  private static boolean isCustom(Members spec, String name) {
    return spec.array("custom_features").stream()
        .anyMatch(
            feature ->
                feature.path("name").asString("").equals(name)
                    || feature.path("column").asString("").equals(name));
  }

  /** The task's parameters with all six members. */
  static ObjectNode taskParams(Members body) {
    Members params = body.optionalMembers("task_params").orElse(Members.of(Json.object()));
    Double threshold = params.optionalNumber("binary_classification_threshold").orElse(null);
    if (threshold != null && (threshold < 0 || threshold > 1)) {
      throw params.refused("binary_classification_threshold", "a threshold is from 0 to 1");
    }
    List<JsonNode> classes = params.array("target_class_order");
    if (new HashSet<>(ClassLabels.of(classes)).size() < classes.size()) {
      throw params.refused("target_class_order", "a class is there once");
    }
    List<JsonNode> weights = params.array("class_weights");
    if (!weights.isEmpty()) {
      for (JsonNode weight : weights) {
        if (!weight.isNumber()) {
          throw params.refused("class_weights", "a list of numbers is needed");
        }
      }
      try {
        double[] numbers = weights.stream().mapToDouble(JsonNode::asDouble).toArray();
        ClassWeights.list(numbers, classes.isEmpty() ? numbers.length : classes.size());
      } catch (IllegalArgumentException e) {
        throw params.refused("class_weights", String.valueOf(e.getMessage()));
      }
    }
    params.optionalWhole("top_k", 1, 1_000_000);
    params.optionalText("group_by");
    params.optionalBoolean("weighted_ref_histograms");
    ObjectNode stored = Json.object();
    for (String name :
        List.of(
            "binary_classification_threshold",
            "target_class_order",
            "group_by",
            "top_k",
            "class_weights",
            "weighted_ref_histograms")) {
      copy(params, stored, name);
    }
    return stored;
  }

  static ObjectNode xaiParams(Members body) {
    Members params = body.optionalMembers("xai_params").orElse(Members.of(Json.object()));
    ObjectNode stored = Json.object();
    ArrayNode methods = stored.putArray("custom_explain_methods");
    params.array("custom_explain_methods").forEach(methods::add);
    copy(params, stored, "default_explain_method");
    return stored;
  }

  static Model.EventColumns eventColumns(Members body) {
    String format = body.textOrNull("event_ts_format");
    if (format != null) {
      TimeFormat.of(format);
    }
    return new Model.EventColumns(
        body.textOrNull("event_id_col"),
        body.textOrNull("event_ts_col"),
        body.textOrNull("event_ts_format"));
  }

  /** What a task needs of the spec. */
  static void checkTask(ModelShape shape) {
    int outputs = shape.outputs().size();
    switch (shape.task()) {
      case BINARY_CLASSIFICATION -> {
        require(outputs == 1, outputs + " outputs", "a binary model has one, its score");
        requireNumbers(shape);
        require(
            shape.classes().isEmpty() || shape.classes().size() == 2,
            shape.classes().size() + " classes in target_class_order",
            "a binary model has two, the positive one last");
      }
      case MULTICLASS_CLASSIFICATION -> {
        require(outputs > 0, "no output", "a multiclass model has a score for each class");
        requireNumbers(shape);
        require(
            shape.classes().isEmpty() || shape.classes().size() == outputs,
            outputs + " outputs for " + shape.classes().size() + " classes",
            "target_class_order names a class for each output, in the same order");
      }
      case REGRESSION -> {
        require(outputs == 1, outputs + " outputs", "a regression model has one, a number");
        requireNumbers(shape);
      }
      case RANKING -> require(outputs == 1, outputs + " outputs", "a ranking model has one");
      case LLM, NOT_SET -> {}
    }
  }

  private static void requireNumbers(ModelShape shape) {
    for (String output : shape.outputs()) {
      boolean number = shape.find(output).filter(column -> column.type().isNumber()).isPresent();
      require(number, "output '" + output + "'", "an output of this task is a float or int column");
    }
  }

  private static void require(boolean holds, String value, String rule) {
    if (!holds) {
      throw ApiException.badRequest(value, rule, "mend spec and task_params");
    }
  }
}
