package io.ballast.server.measure;

import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelColumn;
import io.ballast.server.catalog.ModelShape;
import io.ballast.server.platform.Json;
import io.ballast.server.web.Answer;
import io.ballast.server.web.Call;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked about a model: its metrics and columns. */
public final class MetricRoutes implements Routes {

  private final Catalog catalog;

  /** Routes over that catalog. */
  public MetricRoutes(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v3/models/{id}/metrics", Permission.MODEL_READ, this::metrics),
        Route.get("/v3/models/{id}/columns", Permission.MODEL_READ, this::columns));
  }

  private Answer metrics(Call call) {
    Model model = catalog.model(call.id("id", "model"));
    ObjectNode data = Json.object();
    ArrayNode metrics = data.putArray("metrics");
    for (Metric metric : Metric.of(model.task())) {
      metrics.add(metric(metric, model.shape()));
    }
    ArrayNode types = data.putArray("metric_types");
    for (Metric.Kind kind : Metric.Kind.values()) {
      types.addObject().put("key", kind.key()).put("name", kind.title());
    }
    data.set("columns", columnList(model.shape()));
    return Answer.data(data);
  }

  private static ObjectNode metric(Metric metric, ModelShape shape) {
    ObjectNode json =
        Json.object()
            .put("id", metric.id())
            .put("name", metric.title())
            .put("type", metric.kind().key());
    ArrayNode columns = json.putArray("columns");
    boolean ofColumns =
        metric.kind() == Metric.Kind.DRIFT
            || metric.kind() == Metric.Kind.INTEGRITY
            || metric.kind() == Metric.Kind.STATISTIC;
    if (metric.kind() == Metric.Kind.INTEGRITY) {
      columns.add(Query.ANY_COLUMN);
    }
    if (ofColumns) {
      shape.columns().forEach(column -> columns.add(id(column)));
    }
    boolean threshold =
        List.of("f1_score", "fpr", "geometric_mean", "precision", "recall").contains(metric.id());
    return json.put("requires_baseline", metric.kind() == Metric.Kind.DRIFT)
        .put("requires_categories", metric == Metric.FREQUENCY)
        .put("is_percentage_comparison", metric.id().endsWith("_percentage"))
        .put("requires_threshold", threshold)
        .put("requires_top_k", false);
  }

  private Answer columns(Call call) {
    Model model = catalog.model(call.id("id", "model"));
    ObjectNode data = Json.object();
    data.set("columns", columnList(model.shape()));
    return Answer.data(data);
  }

  private static ArrayNode columnList(ModelShape shape) {
    ArrayNode list = Json.array();
    list.addObject()
        .put("id", Query.ANY_COLUMN)
        .put("name", "All columns")
        .putNull("group")
        .putNull("data_type");
    for (ModelColumn column : shape.columns()) {
      list.addObject()
          .put("id", id(column))
          .put("name", column.name())
          .put("group", group(column.name(), shape))
          .put("data_type", column.type().word());
    }
    return list;
  }

  private static String id(ModelColumn column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  private static String group(String name, ModelShape shape) {
    if (shape.inputs().contains(name)) {
      return "Inputs";
    }
    if (shape.outputs().contains(name)) {
      return "Outputs";
    }
    if (shape.targets().contains(name)) {
      return "Targets";
    }
    return shape.decisions().contains(name) ? "Decisions" : "Metadata";
  }
}
