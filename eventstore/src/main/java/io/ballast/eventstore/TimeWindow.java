package io.ballast.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A span of event time in microseconds since 1970-01-01T00:00:00Z.
 *
 * @param startMicros included
 * @param endMicros excluded
 */
public record TimeWindow(long startMicros, long endMicros) {

  /** All of time. */
  public static final TimeWindow ALL = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeWindow {
    if (startMicros > endMicros) {
      throw new IllegalArgumentException("a window from " + startMicros + " to " + endMicros);
    }
  }

  /** From {@code start}, included, to {@code end}, excluded. */
  public static TimeWindow of(Instant start, Instant end) {
    return new TimeWindow(micros(start), micros(end));
  }

  /** Microseconds since 1970-01-01T00:00:00Z, rounded down. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Whether that time lies within. */
  public boolean contains(long micros) {
    return micros >= startMicros && micros < endMicros;
  }
}
