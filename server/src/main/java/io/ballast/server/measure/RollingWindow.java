package io.ballast.server.measure;

import io.ballast.eventstore.TimeWindow;
import io.ballast.server.catalog.Baseline;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * The reference of a bin under a rolling baseline: for a bin that starts at t the window of one bin
 * size from t less {@code offset_delta} bin sizes on.
 */
final class RollingWindow {

  private RollingWindow() {}

  static TimeWindow of(Baseline baseline, Instant binStart, ZoneId zone) {
    int delta = Objects.requireNonNull(baseline.offsetDelta());
    BinSize size = BinSize.of(Objects.requireNonNull(baseline.windowBinSize())).orElseThrow();
    ZonedDateTime start = binStart.atZone(zone);
    ZonedDateTime from =
        switch (size) {
          case HOUR -> start.minusHours(delta);
          case DAY -> start.minusDays(delta);
          case WEEK -> start.minusWeeks(delta);
          case MONTH -> start.minusMonths(delta);
          default -> throw new IllegalStateException("a rolling window of " + size);
        };
    return TimeWindow.of(from.toInstant(), size.next(from).toInstant());
  }
}
