package io.ballast.server.measure;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.server.catalog.DataType;
import io.ballast.tables.CodeVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often categories come. */
final class FrequencyMeasure {

  private final EventStore events;

  FrequencyMeasure(EventStore events) {
    this.events = events;
  }

  Series measure(Query query, TimeBins bins) {
    List<String> names = new ArrayList<>();
    int perColumn = query.categories().size();
    for (String column : query.columns()) {
      for (String category : query.categories()) {
        names.add(perColumn == 1 ? column : column + "=" + category);
      }
    }
    Map<String, Integer> position = new HashMap<>();
    for (int i = 0; i < perColumn; i++) {
      position.putIfAbsent(query.categories().get(i), i);
    }
    double[][] values = new double[bins.size()][names.size()];
    long[][] rows = new long[bins.size()][names.size()];
    List<ColumnRef> columns = new ArrayList<>(List.of(EventField.EVENT_TIME));
    query.columns().forEach(column -> columns.add(ColumnRef.of(column)));
    boolean[] booleans = new boolean[query.columns().size()];
    for (int i = 0; i < booleans.length; i++) {
      booleans[i] =
          query
              .shape()
              .find(query.columns().get(i))
              .filter(column -> column.type() == DataType.BOOL)
              .isPresent();
    }
    events.scan(
        ScanRequest.of(query.model().events(), columns).within(bins.window()),
        batch -> {
          long[] times = ((LongVector) batch.vector(0)).values();
          for (int row = 0; row < batch.rows(); row++) {
            int bin = bins.indexOf(times[row]);
            if (bin < 0) {
              continue;
            }
            for (int column = 1; column < columns.size(); column++) {
              Integer at = position.get(text(batch.vector(column), row, booleans[column - 1]));
              for (int i = 0; i < perColumn; i++) {
                rows[bin][(column - 1) * perColumn + i]++;
              }
              if (at != null) {
                values[bin][(column - 1) * perColumn + at]++;
              }
            }
          }
          return true;
        },
        new TaskControl());
    for (int bin = 0; bin < bins.size(); bin++) {
      for (int i = 0; i < names.size(); i++) {
        values[bin][i] = rows[bin][i] == 0 ? Double.NaN : values[bin][i];
      }
    }
    return new CountSeries(names, values, rows, "no event");
  }

  private static String text(Vector vector, int row, boolean truth) {
    if (vector.isMissing(row)) {
      return "";
    }
    if (vector instanceof CodeVector codes) {
      return codes.dictionary().value(codes.codes()[row]);
    }
    long value = ((LongVector) vector).values()[row];
    return truth ? Boolean.toString(value != 0) : Long.toString(value);
  }
}
