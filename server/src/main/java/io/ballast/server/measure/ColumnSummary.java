package io.ballast.server.measure;

import io.ballast.eventstore.EventColumn;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.stats.Moments;
import io.ballast.stats.sketch.DistinctSketch;
import io.ballast.stats.sketch.FrequentItems;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One column in a few figures, by one pass in bounded memory: values, missing ones, different ones,
 * the range and mean of numbers, the most frequent of names.
 *
 * <p>Up to {@link #EXACT} different values are counted; beyond that their number is estimated with
 * a relative standard error of 1.6%, and the count of a frequent name may be too low by 0.2% of the
 * rows. For one thread.
 */
final class ColumnSummary {

  /** Different values that are counted one by one. */
  static final int EXACT = 1000;

  private static final int PRECISION = 12;
  private static final int TOP = 5;

  private final EventColumn column;
  private final Moments moments = new Moments();
  private final FrequentItems frequent = new FrequentItems(EXACT);
  private final DistinctSketch sketch = new DistinctSketch(PRECISION, 1);
  private final Set<Object> different = new HashSet<>();
  private long values;
  private long missing;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  ColumnSummary(EventColumn column) {
    this.column = column;
  }

  void add(Vector vector, int rows) {
    for (int row = 0; row < rows; row++) {
      if (vector.isMissing(row)) {
        missing++;
        continue;
      }
      values++;
      if (vector instanceof DoubleVector doubles) {
        number(doubles.values()[row]);
      } else if (vector instanceof LongVector longs) {
        whole(longs.values()[row]);
      } else if (vector instanceof CodeVector codes && codes.codes()[row] >= 0) {
        name(codes.dictionary().value(codes.codes()[row]));
      }
    }
  }

  private void number(double value) {
    moments.add(value);
    sketch.add(value);
    different(value + 0.0);
  }

  private void whole(long value) {
    if (column.type() == ColumnType.BOOLEAN) {
      name(value == 0 ? "false" : "true");
      return;
    }
    least = Math.min(least, value);
    most = Math.max(most, value);
    moments.add((double) value);
    sketch.add(value);
    different(value);
  }

  private void name(String value) {
    frequent.add(value);
    sketch.add(value);
    different(value);
  }

  private void different(Object value) {
    if (different.size() <= EXACT) {
      different.add(value);
    }
  }

  private boolean isExact() {
    return different.size() <= EXACT;
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("name", column.name())
            .put("type", column.type().name().toLowerCase(java.util.Locale.ROOT))
            .put("values", values)
            .put("missing", missing);
    if (column.type() == ColumnType.NUMBERS) {
      json.putNull("different");
    } else {
      json.put("different", isExact() ? different.size() : Math.round(sketch.estimate()));
    }
    json.put("different_is_exact", isExact());
    range(json);
    ArrayNode top = json.putArray("top");
    List<FrequentItems.Item> items = frequent.items();
    // Names that are all different have no most frequent one.
    if (!items.isEmpty() && items.get(0).count() > 1) {
      items.stream()
          .limit(TOP)
          .forEach(item -> top.addObject().put("value", item.text()).put("count", item.count()));
    }
    return json;
  }

  private void range(ObjectNode json) {
    if (moments.rows() == 0) {
      json.putNull("min").putNull("mean").putNull("max");
    } else if (column.type() == ColumnType.TIMESTAMP) {
      json.put("min", Times.text(least)).putNull("mean").put("max", Times.text(most));
    } else if (column.type() == ColumnType.INTEGER) {
      json.put("min", least).put("mean", moments.mean()).put("max", most);
    } else {
      json.put("min", moments.min()).put("mean", moments.mean()).put("max", moments.max());
    }
  }
}
