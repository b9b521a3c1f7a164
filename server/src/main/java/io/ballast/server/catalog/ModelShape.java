package io.ballast.server.catalog;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.Limits;
import io.ballast.eventstore.Prediction;
import io.ballast.stats.bins.NumericBins;
import io.ballast.tables.compare.ParityBins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model as the server computes with it: columns, roles, classes, weights.
 *
 * @param columns of the schema, in order
 * @param inputs names, as the client sent them
 * @param outputs names, in the order of the classes
 * @param targets names
 * @param decisions names
 * @param task what the model does
 * @param classes in order, positive last; empty without
 * @param threshold of the score of two classes
 * @param weights of the classes; null without
 */
public record ModelShape(
    List<ModelColumn> columns,
    List<String> inputs,
    List<String> outputs,
    List<String> targets,
    List<String> decisions,
    Task task,
    List<String> classes,
    double threshold,
    @Nullable List<Double> weights) {

  /** The metadata column that says how much an event counts. */
  public static final String EVENT_WEIGHT = "_weight";

  private static final double DEFAULT_THRESHOLD = 0.5;

  public ModelShape {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    targets = List.copyOf(targets);
    decisions = List.copyOf(decisions);
    classes = List.copyOf(classes);
  }

  /** The shape of a model, in which its columns of id and time have no limits: both go on. */
  static ModelShape of(Model model) {
    ModelShape shape = of(model.task(), model.schema(), model.spec(), model.taskParams());
    List<ModelColumn> columns =
        shape.columns.stream()
            .map(
                column ->
                    column.name().equals(model.time().id())
                            || column.name().equals(model.time().time())
                        ? column.withoutLimits()
                        : column)
            .toList();
    return new ModelShape(
        columns,
        shape.inputs,
        shape.outputs,
        shape.targets,
        shape.decisions,
        shape.task,
        shape.classes,
        shape.threshold,
        shape.weights);
  }

  /** The shape of checked JSON parts. */
  static ModelShape of(Task task, ObjectNode schema, ObjectNode spec, ObjectNode params) {
    List<ModelColumn> columns = new ArrayList<>();
    schema.path("columns").forEach(column -> columns.add(column(column)));
    List<String> targets = names(spec, "targets");
    JsonNode weights = params.path("class_weights");
    List<Double> weightList = null;
    if (weights.isArray() && !weights.isEmpty()) {
      weightList = new ArrayList<>();
      for (JsonNode weight : weights) {
        weightList.add(weight.asDouble());
      }
    }
    return new ModelShape(
        columns,
        names(spec, "inputs"),
        names(spec, "outputs"),
        targets,
        names(spec, "decisions"),
        task,
        classes(task, params, columns, targets),
        params.path("binary_classification_threshold").asDouble(DEFAULT_THRESHOLD),
        weightList);
  }

  private static List<String> names(ObjectNode spec, String list) {
    List<String> names = new ArrayList<>();
    spec.path(list).forEach(name -> names.add(name.asString()));
    return names;
  }

  private static ModelColumn column(JsonNode column) {
    List<Double> bins = new ArrayList<>();
    column.path("bins").forEach(edge -> bins.add(edge.asDouble()));
    Set<String> words = new TreeSet<>(ClassLabels.of(column.path("replace_with_nulls")));
    return new ModelColumn(
        column.path("name").asString(),
        DataType.of(column.path("data_type").asString()),
        column.path("min").isNumber() ? column.path("min").asDouble() : null,
        column.path("max").isNumber() ? column.path("max").asDouble() : null,
        ClassLabels.of(column.path("categories")),
        bins,
        words,
        column.path("n_dimensions").asInt(0));
  }

  /** Those of the parameters; for two classes without, those of a target that has two values. */
  private static List<String> classes(
      Task task, ObjectNode params, List<ModelColumn> columns, List<String> targets) {
    if (task != Task.BINARY_CLASSIFICATION && task != Task.MULTICLASS_CLASSIFICATION) {
      return List.of();
    }
    List<String> given = ClassLabels.of(params.path("target_class_order"));
    if (!given.isEmpty() || targets.isEmpty()) {
      return given;
    }
    Optional<ModelColumn> target =
        columns.stream().filter(column -> column.name().equals(targets.get(0))).findFirst();
    if (target.isEmpty() || task != Task.BINARY_CLASSIFICATION) {
      return List.of();
    }
    ModelColumn column = target.get();
    if (column.type() == DataType.BOOL) {
      return List.of("false", "true");
    }
    if (column.type() == DataType.CATEGORY && column.categories().size() == 2) {
      return column.categories();
    }
    boolean zeroOne =
        column.type().isNumber()
            && Double.valueOf(0).equals(column.min())
            && Double.valueOf(1).equals(column.max());
    return zeroOne ? List.of("0", "1") : List.of();
  }

  /** A column by name, or by the id that answers give it. */
  public Optional<ModelColumn> find(String nameOrId) {
    Optional<ModelColumn> byName =
        columns.stream().filter(column -> column.name().equals(nameOrId)).findFirst();
    return byName.isPresent()
        ? byName
        : columns.stream().filter(column -> columnId(column.name()).equals(nameOrId)).findFirst();
  }

  /** The id of a column in answers. */
  static String columnId(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  /** The target; null without. */
  public @Nullable String target() {
    return targets.isEmpty() ? null : targets.get(0);
  }

  /** Whether each event says how much it counts. */
  public boolean hasEventWeight() {
    return find(EVENT_WEIGHT).filter(column -> column.type().isNumber()).isPresent();
  }

  /** Whether events do not all count the same: by the model's weights or their own. */
  public boolean isWeighted() {
    return weights != null || hasEventWeight();
  }

  /** How the predicted class is found. */
  public Prediction prediction() {
    if (classes.size() == 2 && outputs.size() == 1 && isNumber(outputs.get(0))) {
      return new Prediction.Threshold(outputs.get(0), threshold);
    }
    if (classes.size() > 1
        && outputs.size() == classes.size()
        && outputs.stream().allMatch(this::isNumber)) {
      return new Prediction.Largest(outputs);
    }
    return new Prediction.None();
  }

  private boolean isNumber(String name) {
    return find(name).filter(column -> column.type().isNumber()).isPresent();
  }

  /** The schema of its events. */
  public EventSchema eventSchema() {
    List<EventColumn> events = new ArrayList<>();
    for (ModelColumn column : columns) {
      events.add(
          new EventColumn(
              column.name(),
              column.type().columnType(),
              role(column.name()),
              limits(column),
              column.missingWords()));
    }
    String target = target();
    ClassRule rule =
        classes.isEmpty() || target == null || find(target).isEmpty()
            ? ClassRule.NONE
            : new ClassRule(classes, target, prediction());
    return new EventSchema(events, rule, hasEventWeight() ? EVENT_WEIGHT : null);
  }

  private ColumnRole role(String name) {
    if (inputs.contains(name)) {
      return ColumnRole.INPUT;
    }
    if (outputs.contains(name)) {
      return ColumnRole.OUTPUT;
    }
    if (targets.contains(name)) {
      return ColumnRole.TARGET;
    }
    return decisions.contains(name) ? ColumnRole.DECISION : ColumnRole.METADATA;
  }

  private static Limits limits(ModelColumn column) {
    double min = column.min() == null ? Double.NEGATIVE_INFINITY : column.min();
    double max = column.max() == null ? Double.POSITIVE_INFINITY : column.max();
    return switch (column.type()) {
      case FLOAT, INT -> Limits.range(min, max);
      case CATEGORY -> Limits.oneOf(column.categories());
      case VECTOR -> Limits.vectorOf(column.dimensions());
      case BOOL, STR, TIMESTAMP -> Limits.NONE;
    };
  }

  /** The bins of the schema under a name, for columns that have some. */
  List<BinSet> schemaBins(String name) {
    List<BinSet> sets = new ArrayList<>();
    for (ModelColumn column : columns) {
      BinRule rule = binRule(column);
      if (rule != null) {
        sets.add(BinSet.of(name, column.name(), rule));
      }
    }
    return sets;
  }

  private static @Nullable BinRule binRule(ModelColumn column) {
    return switch (column.type()) {
      case FLOAT, INT -> BinRule.Numeric.of(ColumnBins.of(column.bins()));
      case BOOL -> new BinRule.Categories(List.of("false", "true"), Set.of());
      case CATEGORY -> new BinRule.Categories(column.categories(), Set.of());
      case STR, TIMESTAMP, VECTOR -> null;
    };
  }

  /** The same bins for a comparison. */
  public ParityBins parityBins() {
    Map<String, NumericBins> numeric = new HashMap<>();
    Map<String, List<String>> categories = new HashMap<>();
    for (BinSet set : schemaBins("parity")) {
      if (set.rule() instanceof BinRule.Numeric rule) {
        numeric.put(set.key().column(), rule.toBins());
      } else if (set.rule() instanceof BinRule.Categories rule) {
        categories.put(set.key().column(), rule.frozen());
      }
    }
    return new ParityBins(numeric, categories);
  }
}
