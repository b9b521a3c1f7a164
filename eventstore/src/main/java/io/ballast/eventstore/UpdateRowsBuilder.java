package io.ballast.eventstore;

import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link UpdateRows} row by row, with the same reading of values as {@link EventRowsBuilder}.
 */
public final class UpdateRowsBuilder {

  private final EventSchema schema;
  private final List<ColumnBuffer> columns;
  private final List<String> eventIds = new ArrayList<>();

  /** Late values of events of that schema. */
  public UpdateRowsBuilder(EventSchema schema) {
    this.schema = schema;
    this.columns = schema.columns().stream().map(ColumnBuffer::new).toList();
  }

  /** Begins the next row. */
  public UpdateRowsBuilder row(String eventId) {
    eventIds.add(eventId);
    return this;
  }

  /**
   * Sets a value of the row.
   *
   * @return whether the value fits the column's type; if not it is left out, and the caller tells
   *     the sender
   * @throws IllegalArgumentException if the schema has no such column or it cannot be updated
   */
  public boolean set(String column, @Nullable Object value) {
    int index = schema.indexOf(column);
    if (index < 0 || !schema.columns().get(index).role().isUpdatable()) {
      throw new IllegalArgumentException("the schema has no column " + column + " to update");
    }
    return columns.get(index).set(eventIds.size() - 1, value);
  }

  /** The late values. */
  public UpdateRows build() {
    List<@Nullable Vector> values = new ArrayList<>();
    columns.forEach(column -> values.add(column.toVector(eventIds.size())));
    return new UpdateRows(eventIds.toArray(new String[0]), values);
  }
}
