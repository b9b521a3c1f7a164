package io.ballast.server.measure;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Environment;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.Parse;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows behind a figure: events of a span of time, and those of a data set. */
public final class RowRoutes implements Routes {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  private final Catalog catalog;
  private final EventStore events;

  /** Routes over those stores. */
  public RowRoutes(Catalog catalog, EventStore events) {
    this.catalog = catalog;
    this.events = events;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v3/models/{id}/rows", Permission.METRIC_READ, this::rows),
        Route.get("/v3/environments/{id}/rows", Permission.METRIC_READ, this::datasetRows));
  }

  private Answer rows(Call call) {
    Model model = catalog.model(call.id("id", "model"));
    List<ColumnRef> columns = new ArrayList<>(List.of(EventField.EVENT_ID, EventField.EVENT_TIME));
    List<ColumnType> types = new ArrayList<>(List.of(ColumnType.TEXT, ColumnType.TIMESTAMP));
    ArrayNode names = Json.array().add("event_id").add("event_time");
    addColumns(model.events(), columns, types, names);
    ScanRequest request = ScanRequest.of(model.events(), columns).within(window(call));
    return read(call, request.ordered(ScanOrder.EVENT_TIME), types, names);
  }

  private Answer datasetRows(Call call) {
    Environment environment = catalog.environment(call.id("id", "environment"));
    DatasetVersion dataset = environment.dataset();
    if (dataset == null) {
      throw ApiException.conflict(
          "rows of environment '" + environment.name() + "'",
          "it is production, or its rows have not come yet",
          "ask for the rows of its model, or wait for the job that publishes them");
    }
    List<ColumnRef> columns = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    ArrayNode names = Json.array();
    addColumns(dataset, columns, types, names);
    return read(call, ScanRequest.of(dataset, columns), types, names);
  }

  private void addColumns(
      EventSet set, List<ColumnRef> columns, List<ColumnType> types, ArrayNode names) {
    events.schema(set).orElseThrow().columns().stream()
        .filter(column -> column.type() != ColumnType.NUMBERS)
        .forEach(
            column -> {
              columns.add(ColumnRef.of(column.name()));
              types.add(column.type());
              names.add(column.name());
            });
  }

  private Answer read(Call call, ScanRequest request, List<ColumnType> types, ArrayNode names) {
    int limit = number(call, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    int offset = number(call, "offset", 0, 0, Integer.MAX_VALUE);
    ObjectNode data = Json.object();
    data.set("columns", names);
    ArrayNode rows = data.putArray("rows");
    int[] passed = {0};
    events.scan(
        request,
        batch -> {
          for (int row = 0; row < batch.rows() && rows.size() < limit; row++) {
            if (passed[0]++ >= offset) {
              add(rows.addArray(), batch, row, types);
            }
          }
          return rows.size() < limit;
        },
        new TaskControl());
    data.put("total", events.count(request, new TaskControl()));
    return Answer.data(data.put("offset", offset));
  }

  private static TimeWindow window(Call call) {
    long start = time(call, "start_time");
    long end = time(call, "end_time");
    if (start >= end) {
      throw ApiException.badRequest(
          "rows from " + Times.text(start) + " to " + Times.text(end),
          "a span ends after its start",
          "swap them or widen it");
    }
    return new TimeWindow(start, end);
  }

  private static long time(Call call, String name) {
    String value = String.valueOf(call.query(name));
    OptionalLong micros = EventTimes.ofText(value);
    return micros.orElseThrow(
        () ->
            ApiException.badRequest(
                name + " '" + Parse.shortened(value) + "'",
                "a time such as 2026-11-24T09:30:00Z is needed",
                "give one"));
  }

  private static int number(Call call, String name, int fallback, int least, int most) {
    String value = call.query(name);
    if (value == null) {
      return fallback;
    }
    if (!value.matches("\\d{1,9}")
        || Integer.parseInt(value) < least
        || Integer.parseInt(value) > most) {
      throw ApiException.badRequest(
          name + " '" + Parse.shortened(value) + "'",
          "a whole number from " + least + " to " + most + " is needed",
          "give one");
    }
    return Integer.parseInt(value);
  }

  private static void add(ArrayNode row, Batch batch, int index, List<ColumnType> types) {
    for (int column = 0; column < types.size(); column++) {
      Vector vector = batch.vector(column);
      if (vector.isMissing(index)) {
        row.addNull();
      } else if (vector instanceof LongVector longs) {
        add(row, longs.values()[index], types.get(column));
      } else if (vector instanceof DoubleVector doubles
          && Double.isFinite(doubles.values()[index])) {
        row.add(doubles.values()[index]);
      } else if (vector instanceof CodeVector codes && codes.codes()[index] >= 0) {
        row.add(codes.dictionary().value(codes.codes()[index]));
      } else {
        row.addNull();
      }
    }
  }

  private static void add(ArrayNode row, long value, ColumnType type) {
    if (type == ColumnType.TIMESTAMP) {
      row.add(Times.text(value));
    } else if (type == ColumnType.BOOLEAN) {
      row.add(value != 0);
    } else {
      row.add(value);
    }
  }
}
