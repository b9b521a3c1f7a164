package io.ballast.benchmarks.calibration;

import java.util.EnumSet;
import java.util.Set;

/** One window of a cell: both sides drawn, counted and judged. */
@FunctionalInterface
interface Trial {

  Seen run(Draws draws);

  /**
   * What one window showed.
   *
   * @param events what it showed
   * @param corrected corrected PSI; NaN when nothing was measured
   * @param distance PSI of the two populations in the window's bins; NaN when nothing has changed
   */
  record Seen(Set<Event> events, double corrected, double distance) {

    /** The same and a further event, if it was seen. */
    Seen with(Event event, boolean seen) {
      if (!seen) {
        return this;
      }
      Set<Event> all = EnumSet.of(event);
      all.addAll(events);
      return new Seen(all, corrected, distance);
    }
  }
}
