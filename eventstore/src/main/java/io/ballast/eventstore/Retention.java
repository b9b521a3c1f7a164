package io.ballast.eventstore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things are kept, by event time, in whole days of UTC.
 *
 * @param raw events and their late values; null: for ever
 * @param rollUps roll-ups of hours whose events are gone; those of events that are there stay
 */
public record Retention(@Nullable Duration raw, Duration rollUps) {

  /** Two years. */
  public static final Duration DEFAULT_ROLL_UPS = Duration.ofDays(731);

  /** Events for ever, roll-ups two years longer than their events. */
  public static final Retention DEFAULT = new Retention(null, DEFAULT_ROLL_UPS);

  public Retention {
    if (raw != null && raw.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("raw events are kept for " + raw + ", at least a day");
    }
    if (rollUps.isNegative()) {
      throw new IllegalArgumentException("roll-ups are kept for " + rollUps);
    }
  }
}
