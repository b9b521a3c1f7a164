package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventDetails;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventRows;
import io.ballast.tables.Batch;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event's time and values as objects, to tell whether two events with the same id are equal.
 *
 * <p>The time, variant, latency, status, extra fields, misfits and all columns count. A value of an
 * updatable column that the newer event does not bring does not count, as it may have come late.
 *
 * @param time of the event
 * @param values the fixed part that counts, then the columns of the schema
 */
record EventCompare(long time, @Nullable Object[] values) {

  /** The optional fixed part, in the order in which it stands in {@code values}. */
  static final List<EventField> FIELDS =
      List.of(
          EventField.VARIANT,
          EventField.LATENCY_MICROS,
          EventField.STATUS,
          EventField.EXTRA,
          EventField.MISFITS);

  /** A row that is to be stored. */
  static EventCompare of(EventRows rows, int row, int columns) {
    EventDetails details = rows.details();
    @Nullable Object[] values = new Object[FIELDS.size() + columns];
    values[0] = at(details.variants(), row);
    long[] latencies = details.latencyMicros();
    values[1] =
        latencies == null || latencies[row] == EventDetails.NO_LATENCY
            ? null
            : (Object) latencies[row];
    values[2] = at(details.statuses(), row);
    values[3] = at(details.extras(), row);
    values[4] = at(details.misfits(), row);
    for (int column = 0; column < rows.values().size(); column++) {
      values[FIELDS.size() + column] = CellWriter.value(rows.values().get(column), row);
    }
    return new EventCompare(rows.eventTimeMicros()[row], values);
  }

  private static @Nullable Object at(@Nullable String @Nullable [] texts, int row) {
    return texts == null ? null : texts[row];
  }

  /**
   * A row of a scan.
   *
   * @param batch the time at that position, then {@link #FIELDS}, then the columns of the schema
   */
  static EventCompare of(Batch batch, int first, int row) {
    @Nullable Object time = CellWriter.value(batch.vector(first), row);
    List<Vector> vectors = batch.vectors().subList(first + 1, batch.vectors().size());
    @Nullable Object[] values = new Object[vectors.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = CellWriter.value(vectors.get(i), row);
    }
    return new EventCompare(Objects.requireNonNullElse((Long) time, Long.MIN_VALUE), values);
  }

  /** The same with the late values that there are in the place of its own. */
  EventCompare withLate(@Nullable Object @Nullable [] late) {
    if (late == null) {
      return this;
    }
    @Nullable Object[] latest = values.clone();
    for (int column = 0; column < late.length; column++) {
      if (late[column] != null) {
        latest[FIELDS.size() + column] = late[column];
      }
    }
    return new EventCompare(time, latest);
  }

  /** Whether an event that comes now brings nothing else than this one. */
  boolean holds(EventCompare newer, PhysicalSchema schema) {
    if (newer.time != time) {
      return false;
    }
    for (int i = 0; i < newer.values.length; i++) {
      boolean late = i >= FIELDS.size() && schema.column(i - FIELDS.size()).role().isUpdatable();
      Object mine = i < values.length ? values[i] : null;
      if (!(late && newer.values[i] == null) && !Objects.equals(mine, newer.values[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof EventCompare other
        && time == other.time
        && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(time, Arrays.hashCode(values));
  }
}
