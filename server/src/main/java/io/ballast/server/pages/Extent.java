package io.ballast.server.pages;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.platform.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a model's events came.
 *
 * @param first start of the five minutes of the first event
 * @param last end of the five minutes of the last one
 * @param events how many there are
 */
record Extent(Instant first, Instant last, long events) {

  /** No event yet. */
  static final Extent NONE = new Extent(Instant.EPOCH, Instant.EPOCH, 0);

  static Extent of(EventStore store, ModelVersion model) {
    SlotSeries slots = store.traffic(model, TimeWindow.ALL);
    int count = slots.startMicros().length;
    if (count == 0) {
      return NONE;
    }
    long events = 0;
    for (long rows : slots.rows()) {
      events += rows;
    }
    return new Extent(
        Times.instant(slots.startMicros()[0]),
        Times.instant(slots.startMicros()[count - 1] + SlotSeries.SLOT_MICROS),
        events);
  }

  boolean isEmpty() {
    return events == 0;
  }

  /** Start of the first day. */
  Instant firstDay() {
    return first.truncatedTo(ChronoUnit.DAYS);
  }

  /** End of the last day. */
  Instant endOfLastDay() {
    return last.minusMillis(1).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
  }
}
