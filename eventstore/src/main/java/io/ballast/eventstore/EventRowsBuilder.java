package io.ballast.eventstore;

import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link EventRows} row by row from values as they come.
 *
 * <p>A value that does not fit its column's type is kept as text in {@link EventField#MISFITS}.
 * Whole and real numbers, booleans and times are also read from text ({@link EventTimes}); the
 * words for a missing value are those of pandas and the column's own.
 */
public final class EventRowsBuilder {

  private final EventSchema schema;
  private final List<ColumnBuffer> columns;
  private final List<String> eventIds = new ArrayList<>();
  private long[] times = new long[16];
  private final TextBuffer variants = new TextBuffer();
  private final TextBuffer statuses = new TextBuffer();
  private final TextBuffer extras = new TextBuffer();
  private final TextBuffer misfits = new TextBuffer();
  private long @Nullable [] latencies;
  private JsonObjectText rowMisfits = new JsonObjectText();

  /** Rows of that schema. */
  public EventRowsBuilder(EventSchema schema) {
    this.schema = schema;
    this.columns = schema.columns().stream().map(ColumnBuffer::new).toList();
  }

  /** Number of rows so far. */
  public int size() {
    return eventIds.size();
  }

  /** Begins the next row. */
  public EventRowsBuilder row(String eventId, long eventTimeMicros) {
    endRow();
    if (eventIds.size() == times.length) {
      times = Arrays.copyOf(times, times.length * 2);
      latencies = latencies == null ? null : Arrays.copyOf(latencies, times.length);
    }
    times[eventIds.size()] = eventTimeMicros;
    if (latencies != null) {
      latencies[eventIds.size()] = EventDetails.NO_LATENCY;
    }
    eventIds.add(eventId);
    return this;
  }

  private int current() {
    if (eventIds.isEmpty()) {
      throw new IllegalStateException("a row is begun first");
    }
    return eventIds.size() - 1;
  }

  /**
   * Sets a value of the row.
   *
   * @param column position in the schema
   * @param value null, a Boolean, Number or String, a list of numbers, or double[]; other values
   *     are kept by their {@code toString}
   * @return whether the value fits the column's type
   */
  public boolean set(int column, @Nullable Object value) {
    boolean fits = columns.get(column).set(current(), value);
    if (!fits) {
      rowMisfits.put(schema.columns().get(column).name(), String.valueOf(value));
    }
    return fits;
  }

  /**
   * Sets a value of the row by the column's name.
   *
   * @throws IllegalArgumentException if the schema has no such column
   */
  public EventRowsBuilder set(String column, @Nullable Object value) {
    int index = schema.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("the schema has no column " + column);
    }
    set(index, value);
    return this;
  }

  /** Sets the variant of the row. */
  public EventRowsBuilder variant(String value) {
    variants.set(current(), value);
    return this;
  }

  /** Sets the status of the row. */
  public EventRowsBuilder status(String value) {
    statuses.set(current(), value);
    return this;
  }

  /** Sets the fields of the row that the schema lacks, a JSON object. */
  public EventRowsBuilder extra(String json) {
    extras.set(current(), json);
    return this;
  }

  /** Sets the latency of the row. */
  public EventRowsBuilder latencyMicros(long value) {
    if (latencies == null) {
      latencies = new long[times.length];
      Arrays.fill(latencies, EventDetails.NO_LATENCY);
    }
    latencies[current()] = value;
    return this;
  }

  private void endRow() {
    if (!rowMisfits.isEmpty()) {
      misfits.set(current(), rowMisfits.toString());
      rowMisfits = new JsonObjectText();
    }
  }

  /** The rows. */
  public EventRows build() {
    endRow();
    int size = eventIds.size();
    List<@Nullable Vector> values = new ArrayList<>();
    columns.forEach(column -> values.add(column.toVector(size)));
    return new EventRows(
        eventIds.toArray(new String[0]),
        Arrays.copyOf(times, size),
        new EventDetails(
            variants.toArray(size),
            latencies == null ? null : Arrays.copyOf(latencies, size),
            statuses.toArray(size),
            extras.toArray(size),
            misfits.toArray(size)),
        values);
  }

  /** Texts that few rows have. */
  private static final class TextBuffer {

    private @Nullable String @Nullable [] texts;

    void set(int row, String text) {
      if (texts == null) {
        texts = new String[Math.max(16, row + 1)];
      } else if (texts.length <= row) {
        texts = Arrays.copyOf(texts, Math.max(row + 1, texts.length * 2));
      }
      texts[row] = text;
    }

    @Nullable String @Nullable [] toArray(int size) {
      return texts == null ? null : Arrays.copyOf(texts, size);
    }
  }
}
