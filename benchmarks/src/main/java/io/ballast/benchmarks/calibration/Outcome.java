package io.ballast.benchmarks.calibration;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the windows of a cell showed.
 *
 * @param cell the cell
 * @param windows how many were run
 * @param counts windows that showed each event
 * @param corrected mean of the corrected PSI over the windows that have one
 * @param distance mean PSI of the populations in the windows' bins; NaN when nothing has changed
 */
record Outcome(Cell cell, int windows, Map<Event, Long> counts, double corrected, double distance) {

  static Outcome of(Cell cell, Trial.Seen[] seen) {
    Map<Event, Long> counts = new EnumMap<>(Event.class);
    for (Trial.Seen window : seen) {
      window.events().forEach(event -> counts.merge(event, 1L, Long::sum));
    }
    return new Outcome(
        cell,
        seen.length,
        counts,
        mean(Arrays.stream(seen).mapToDouble(Trial.Seen::corrected).toArray()),
        mean(Arrays.stream(seen).mapToDouble(Trial.Seen::distance).toArray()));
  }

  private static double mean(double[] values) {
    double sum = 0;
    int defined = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  long count(Event event) {
    return counts.getOrDefault(event, 0L);
  }

  double share(Event event) {
    return (double) count(event) / windows;
  }

  boolean meets(Bar bar) {
    return bar.isMet(count(bar.event()), windows);
  }
}
