package io.ballast.server.measure;

import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.DataType;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelColumn;
import io.ballast.server.catalog.ModelShape;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and checks one query. */
final class QueryReader {

  private static final int MAX_COLUMNS = 100;
  private static final int MAX_CATEGORIES = 100;

  private final Catalog catalog;

  QueryReader(Catalog catalog) {
    this.catalog = catalog;
  }

  Query read(Members query) {
    Model model = catalog.model(query.uuid("model_id"));
    ModelShape shape = model.shape();
    Metric metric =
        Metric.of(query.text("metric"))
            .filter(found -> found.isFor(model.task()))
            .orElseThrow(
                () ->
                    query.refused(
                        "metric",
                        "the metrics of a model of task "
                            + model.task().word()
                            + " are "
                            + String.join(
                                ", ", Metric.of(model.task()).stream().map(Metric::id).toList())));
    requireNoSegment(query);
    List<String> categories = categories(query);
    if (metric == Metric.FREQUENCY && categories.isEmpty()) {
      throw query.refused("categories", "frequency is asked of categories");
    }
    return new Query(
        query.text("query_key"),
        model,
        shape,
        metric.kind() == Metric.Kind.DRIFT ? baseline(query, model) : null,
        metric,
        columns(query, model, shape, metric),
        categories,
        query.object().path("viz_type"));
  }

  /** Segments come with a later version; an empty one is none. */
  private static void requireNoSegment(Members query) {
    boolean named = query.optionalUuid("segment_id").isPresent();
    boolean defined =
        query.optionalMembers("segment").filter(segment -> segment.has("definition")).isPresent();
    if (named || defined) {
      throw new ApiException(
          io.ballast.server.web.Reason.NOT_IMPLEMENTED,
          "a query of a segment",
          "this version of Ballast has no segments yet",
          "ask without one");
    }
  }

  private static List<String> categories(Members query) {
    List<String> categories = new ArrayList<>();
    query.array("categories").forEach(value -> categories.add(value.asString(value.toString())));
    if (categories.size() > MAX_CATEGORIES) {
      throw query.refused("categories", "at most " + MAX_CATEGORIES + " are asked at once");
    }
    return categories;
  }

  private Baseline baseline(Members query, Model model) {
    UUID id =
        query
            .optionalUuid("baseline_id")
            .orElseThrow(() -> query.refused("baseline_id", "drift compares with a baseline"));
    Baseline baseline = catalog.baseline(id);
    if (!baseline.modelId().equals(model.id())) {
      throw query.refused("baseline_id", "the baseline belongs to another model");
    }
    return baseline;
  }

  private static List<String> columns(Members query, Model model, ModelShape shape, Metric metric) {
    List<String> asked = query.texts("columns");
    switch (metric.kind()) {
      case PERFORMANCE, TRAFFIC -> {
        return List.of();
      }
      case INTEGRITY -> {
        if (asked.isEmpty() || asked.equals(List.of(Query.ANY_COLUMN))) {
          return List.of(Query.ANY_COLUMN);
        }
      }
      case DRIFT, STATISTIC -> {}
    }
    if (asked.isEmpty() || asked.size() > MAX_COLUMNS) {
      throw ApiException.badRequest(
          asked.size() + " columns",
          metric.id() + " is asked of 1 to " + MAX_COLUMNS,
          "name the columns");
    }
    return asked.stream().map(name -> column(name, model, shape, metric)).toList();
  }

  private static String column(String name, Model model, ModelShape shape, Metric metric) {
    ModelColumn column = shape.find(name).orElse(null);
    if (column == null) {
      throw ApiException.badRequest(
          "column '" + name + "'",
          "model '" + model.name() + "' has no such column",
          "name one of its schema");
    }
    String wrong = wrongType(column.type(), metric);
    if (wrong != null) {
      throw ApiException.badRequest(
          metric.id() + " of column '" + column.name() + "' of type " + column.type().word(),
          wrong,
          "name another column");
    }
    return column.name();
  }

  private static @Nullable String wrongType(DataType type, Metric metric) {
    return switch (metric) {
      case AVERAGE, SUM ->
          type.isNumber() || type == DataType.BOOL ? null : "it is asked of numbers and booleans";
      case FREQUENCY ->
          type == DataType.CATEGORY || type == DataType.BOOL || type == DataType.INT
              ? null
              : "it is asked of categories, booleans and whole numbers";
      default -> null;
    };
  }
}
