package io.ballast.eventstore;

import io.ballast.tables.ColumnType;
import java.util.Locale;

/** The fixed part of an event. */
public enum EventField implements ColumnRef {
  /** Unique within its set. */
  EVENT_ID(ColumnType.TEXT),
  /** When it happened. */
  EVENT_TIME(ColumnType.TIMESTAMP),
  /**
   * The order in which events became visible: rises from commit to commit and is never used twice,
   * so that who has read up to a number misses nothing by asking for larger ones.
   */
  RECEIVED_SEQUENCE(ColumnType.INTEGER),
  /** The batch in which it came. */
  BATCH_ID(ColumnType.CATEGORY),
  /** Where it came from: {@code api}, a file's name. */
  SOURCE(ColumnType.CATEGORY),
  /** Shadow, canary; missing for the normal case. */
  VARIANT(ColumnType.CATEGORY),
  /** How long the model took, in microseconds. */
  LATENCY_MICROS(ColumnType.INTEGER),
  /** Missing when all went well, else what went wrong: an error is an event too. */
  STATUS(ColumnType.CATEGORY),
  /** JSON object of the fields that the schema lacks. */
  EXTRA(ColumnType.TEXT),
  /** JSON object of the values that do not fit the type of their column, as text. */
  MISFITS(ColumnType.TEXT);

  private final ColumnType type;

  EventField(ColumnType type) {
    this.type = type;
  }

  /** The type of its values. */
  public ColumnType type() {
    return type;
  }

  /** The name in files: {@code event_id}. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
