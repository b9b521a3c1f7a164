package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import io.ballast.tables.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a set of events, and what roll-ups need to know of them.
 *
 * @param columns in order, at most {@link #MAX_COLUMNS}, names are unique
 * @param classes the classes of the model
 * @param weight the column of numbers that says how much an event counts, null when all count the
 *     same
 */
public record EventSchema(List<EventColumn> columns, ClassRule classes, @Nullable String weight) {

  /** Columns that a schema may have. */
  public static final int MAX_COLUMNS = 5000;

  public EventSchema {
    columns = List.copyOf(columns);
    requireNonNull(classes, "classes");
    if (columns.size() > MAX_COLUMNS) {
      throw new IllegalArgumentException(columns.size() + " columns, at most " + MAX_COLUMNS);
    }
    Map<String, EventColumn> byName = new HashMap<>();
    for (EventColumn column : columns) {
      if (byName.put(column.name(), column) != null) {
        throw new IllegalArgumentException("column name " + column.name() + " is not unique");
      }
    }
    if (weight != null) {
      requireNumbers(byName, weight, "the event weight");
    }
    if (classes.target() != null) {
      requireColumn(byName, classes.target(), "the target");
    }
    if (classes.prediction() instanceof Prediction.Column prediction) {
      requireColumn(byName, prediction.column(), "the prediction");
    } else if (classes.prediction() instanceof Prediction.Threshold threshold) {
      requireNumbers(byName, threshold.column(), "the score");
    } else if (classes.prediction() instanceof Prediction.Largest largest) {
      largest.columns().forEach(name -> requireNumbers(byName, name, "a score"));
    }
  }

  /** A schema of a model without classes and weights. */
  public static EventSchema of(List<EventColumn> columns) {
    return new EventSchema(columns, ClassRule.NONE, null);
  }

  private static EventColumn requireColumn(
      Map<String, EventColumn> byName, String name, String what) {
    EventColumn column = byName.get(name);
    if (column == null) {
      throw new IllegalArgumentException(what + " is column " + name + ", there is none");
    }
    if (column.type() == ColumnType.NUMBERS) {
      throw new IllegalArgumentException(what + " is column " + name + ", which holds vectors");
    }
    return column;
  }

  private static void requireNumbers(Map<String, EventColumn> byName, String name, String what) {
    EventColumn column = requireColumn(byName, name, what);
    if (column.type() != ColumnType.INTEGER && column.type() != ColumnType.FLOATING) {
      throw new IllegalArgumentException(
          what + " is column " + name + ", which is " + column.type() + " and no number");
    }
  }

  /** The position of a column, -1 when there is none of that name. */
  public int indexOf(String name) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(name)) {
        return index;
      }
    }
    return -1;
  }

  /** The column of that name. */
  public Optional<EventColumn> find(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
  }
}
