package io.ballast.eventstore;

/** A column that a scan can read: of the schema, or of the fixed part that each event has. */
public sealed interface ColumnRef permits ColumnName, EventField {

  /** The schema's column of that name. */
  static ColumnRef of(String name) {
    return new ColumnName(name);
  }
}
