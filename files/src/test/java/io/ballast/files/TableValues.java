package io.ballast.files;

import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns of a table as lists, for tests. */
final class TableValues {

  private TableValues() {}

  /** All values of a column, null where missing. */
  static List<@Nullable Object> of(Table table, String column) {
    List<@Nullable Object> values = new ArrayList<>();
    table.scan(
        List.of(column),
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            values.add(value(batch.vector(0), row));
          }
          return true;
        });
    return values;
  }

  /** The type of each column by name. */
  static Map<String, String> types(Table table) {
    Map<String, String> types = new TreeMap<>();
    table.schema().columns().forEach(column -> types.put(column.name(), column.type().name()));
    return types;
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
    if (vector instanceof NumbersVector numbers) {
      return numbers.values()[row];
    }
    CodeVector codes = (CodeVector) vector;
    return codes.dictionary().value(codes.codes()[row]);
  }
}
