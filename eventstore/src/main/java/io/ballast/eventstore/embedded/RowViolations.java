package io.ballast.eventstore.embedded;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Which rows of a batch break which rules, over all columns. */
final class RowViolations {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Integer> columns = new HashMap<>();
  private final byte[] found = new byte[Batch.MAX_ROWS];
  private final byte[] kinds = new byte[Batch.MAX_ROWS];
  private final Map<Integer, byte[]> misfits = new HashMap<>();

  RowViolations(RollUpPlan plan) {
    for (int index : plan.integrity()) {
      columns.put(plan.schema().columns().get(index).name(), index);
    }
  }

  /** Begins a batch with its misfits. */
  void begin(CodeVector texts, int rows) {
    misfits.clear();
    Arrays.fill(kinds, 0, rows, (byte) 0);
    for (int row = 0; row < rows; row++) {
      if (!texts.isMissing(row)) {
        read(texts.dictionary().value(texts.codes()[row]), row);
      }
    }
  }

  private void read(String json, int row) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        Integer column =
            token == JsonToken.PROPERTY_NAME ? columns.get(parser.currentName()) : null;
        if (column != null) {
          misfits.computeIfAbsent(column, c -> new byte[Batch.MAX_ROWS])[row] =
              ValueCheck.WRONG_TYPE;
        }
      }
    }
  }

  /** Whether a text is a JSON object. */
  static boolean isObject(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      return object && parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Where a column has misfits; may be changed. */
  byte[] misfits(int column) {
    byte @Nullable [] marked = misfits.get(column);
    if (marked != null) {
      return marked;
    }
    Arrays.fill(found, ValueCheck.FINE);
    return found;
  }

  /** A row breaks a rule in some column. */
  void add(int row, byte kind) {
    kinds[row] |= (byte) (1 << kind);
  }

  /** Adds the rows of the batch to their hours. */
  void end(HourTotals[] hourOfRow, int rows) {
    for (int row = 0; row < rows; row++) {
      HourTotals hour = hourOfRow[row];
      if (kinds[row] == 0 || hour == null) {
        continue;
      }
      for (byte kind = ValueCheck.MISSING; kind <= ValueCheck.WRONG_TYPE; kind++) {
        if ((kinds[row] & (1 << kind)) != 0) {
          hour.rowViolations[kind - 1]++;
        }
      }
      hour.rowViolations[3]++;
    }
  }
}
