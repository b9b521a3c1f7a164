package io.ballast.eventstore;

/** What a column is to its model. */
public enum ColumnRole {
  /** What the model reads. */
  INPUT,
  /** What the model answers: a score for each class, or a number. */
  OUTPUT,
  /** What came true; may come late, see {@link EventStore#update}. */
  TARGET,
  /** What was decided upon the answer. */
  DECISION,
  /** What the model does not read; may be updated. */
  METADATA;

  /** Whether values may be given after the event. */
  public boolean isUpdatable() {
    return this == TARGET || this == METADATA;
  }
}
