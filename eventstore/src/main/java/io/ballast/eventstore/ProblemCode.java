package io.ballast.eventstore;

/** Why a row was not stored. */
public enum ProblemCode {
  /** An event with this id and other values is there already; it stays. */
  CONFLICTING_EVENT,
  /** The row has no event id. */
  NO_EVENT_ID,
  /** The event's time is missing, cannot be read or lies before the year 1. */
  NO_EVENT_TIME,
  /** The day of the event is older than the retention of raw events. */
  EXPIRED_DAY,
  /** The event's time lies further in the future than a clock may differ. */
  FUTURE_TIME,
  /** A late value does not fit the type of its column. */
  WRONG_TYPE,
  /** The line of a file has another number of fields than its header, or cannot be read. */
  UNREADABLE_LINE
}
