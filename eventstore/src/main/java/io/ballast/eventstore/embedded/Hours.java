package io.ballast.eventstore.embedded;

import io.ballast.eventstore.TimeWindow;

/**
 * Hours since 1970-01-01T00:00:00Z.
 *
 * @param first of them
 * @param last of them
 */
record Hours(int first, int last) {

  /** The hours that begin in a window. */
  static Hours of(TimeWindow given) {
    TimeWindow window = Days.clamp(given);
    long start = window.startMicros();
    int first =
        start == Long.MIN_VALUE
            ? Integer.MIN_VALUE
            : (int) -Math.floorDiv(-start, Days.HOUR_MICROS);
    return new Hours(first, last(window));
  }

  /** The hours that have something of a window. */
  static Hours touching(TimeWindow given) {
    TimeWindow window = Days.clamp(given);
    long start = window.startMicros();
    int first = start == Long.MIN_VALUE ? Integer.MIN_VALUE : Days.hourOf(start);
    return new Hours(first, last(window));
  }

  private static int last(TimeWindow window) {
    return window.endMicros() == Long.MAX_VALUE
        ? Integer.MAX_VALUE
        : Days.hourOf(window.endMicros() - 1);
  }
}
