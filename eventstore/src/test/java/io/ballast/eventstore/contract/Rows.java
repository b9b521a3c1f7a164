package io.ballast.eventstore.contract;

import io.ballast.eventstore.ColumnName;
import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventReader;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a scan as objects: Double, Long (also of booleans and times), String, list of Double. */
public final class Rows {

  private Rows() {}

  /** The rows, each with its values by the columns' names. */
  public static List<Map<String, @Nullable Object>> read(EventReader store, ScanRequest request) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    store.scan(
        request,
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int column = 0; column < request.columns().size(); column++) {
              values.put(name(request.columns().get(column)), value(batch.vector(column), row));
            }
            rows.add(values);
          }
          return true;
        },
        new TaskControl());
    return rows;
  }

  /** One column of the rows. */
  public static List<@Nullable Object> column(EventReader store, ScanRequest request) {
    List<@Nullable Object> values = new ArrayList<>();
    String name = name(request.columns().get(0));
    read(store, request).forEach(row -> values.add(row.get(name)));
    return values;
  }

  /** The fixed part and the columns of a schema. */
  public static List<ColumnRef> allColumns(EventSchema schema) {
    List<ColumnRef> columns = new ArrayList<>(Arrays.asList(EventField.values()));
    schema.columns().forEach(column -> columns.add(ColumnRef.of(column.name())));
    return columns;
  }

  static String name(ColumnRef column) {
    return column instanceof ColumnName name ? name.name() : ((EventField) column).columnName();
  }

  private static @Nullable Object value(Vector vector, int row) {
    if (vector.isMissing(row)) {
      return null;
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row];
    }
    if (vector instanceof LongVector longs) {
      return longs.values()[row];
    }
    if (vector instanceof CodeVector codes) {
      return codes.dictionary().value(codes.codes()[row]);
    }
    double[] numbers = ((NumbersVector) vector).values()[row];
    return Arrays.stream(numbers).boxed().toList();
  }
}
