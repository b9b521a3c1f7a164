package io.ballast.eventstore;

import java.time.Instant;

/**
 * A span of event time in microseconds since 1970-01-01T00:00:00Z.
 *
 * @param startMicros included
 * @param endMicros excluded
 */
public record TimeWindow(long startMicros, long endMicros) {

  /** All of time. */
  public static final TimeWindow ALL = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1000;

  public TimeWindow {
    if (startMicros > endMicros) {
      throw new IllegalArgumentException("a window from " + startMicros + " to " + endMicros);
    }
  }

  /** From {@code start}, included, to {@code end}, excluded. */
  public static TimeWindow of(Instant start, Instant end) {
    return new TimeWindow(micros(start), micros(end));
  }

  /**
   * Microseconds since 1970-01-01T00:00:00Z, rounded down; of instants that a long does not reach
   * (some 292,000 years away) its smallest or largest value.
   */
  public static long micros(Instant instant) {
    try {
      long seconds = Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND);
      return Math.addExact(seconds, instant.getNano() / NANOS_PER_MICRO);
    } catch (ArithmeticException e) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Whether that time lies within. */
  public boolean contains(long micros) {
    return micros >= startMicros && micros < endMicros;
  }
}
