package io.ballast.server.measure;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Sample;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Environment;
import io.ballast.server.platform.Json;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a data set in a few figures. Of many rows a random sample is read, and since a
 * data set does not change, the latest answers are kept. Thread-safe.
 */
public final class SummaryRoutes implements Routes {

  /** Rows beyond which a sample of about so many is read. */
  static final long MOST_ROWS = 200_000;

  private static final int KEPT = 64;

  private final Catalog catalog;
  private final EventStore events;
  private final Map<DatasetVersion, ObjectNode> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Routes over those stores. */
  public SummaryRoutes(Catalog catalog, EventStore events) {
    this.catalog = catalog;
    this.events = events;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v3/environments/{id}/summary", Permission.METRIC_READ, this::summary));
  }

  private Answer summary(Call call) {
    Environment environment = catalog.environment(call.id("id", "environment"));
    DatasetVersion dataset = environment.dataset();
    if (dataset == null) {
      throw ApiException.conflict(
          "columns of environment '" + environment.name() + "'",
          "it is production, or its rows have not come yet",
          "ask for those of a data set, or wait for the job that publishes them");
    }
    synchronized (kept) {
      ObjectNode found = kept.get(dataset);
      if (found != null) {
        return Answer.data(found);
      }
    }
    ObjectNode made = read(dataset);
    synchronized (kept) {
      kept.put(dataset, made);
      var oldest = kept.entrySet().iterator();
      while (kept.size() > KEPT && oldest.hasNext()) {
        oldest.next();
        oldest.remove();
      }
    }
    return Answer.data(made);
  }

  private ObjectNode read(DatasetVersion dataset) {
    List<EventColumn> columns = events.schema(dataset).orElseThrow().columns();
    List<ColumnSummary> summaries = columns.stream().map(ColumnSummary::new).toList();
    ScanRequest all =
        ScanRequest.of(
            dataset, columns.stream().map(column -> ColumnRef.of(column.name())).toList());
    long total = events.count(all, new TaskControl());
    long[] read = {0};
    events.scan(
        all.sampled(new Sample(MOST_ROWS, 1)),
        batch -> {
          read[0] += batch.rows();
          for (int i = 0; i < summaries.size(); i++) {
            summaries.get(i).add(batch.vector(i), batch.rows());
          }
          return true;
        },
        new TaskControl());
    ObjectNode data = Json.object().put("total", total).put("rows", read[0]);
    ArrayNode list = data.putArray("columns");
    summaries.forEach(summary -> list.add(summary.toJson()));
    return data;
  }
}
