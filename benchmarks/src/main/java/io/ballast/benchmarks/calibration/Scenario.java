package io.ballast.benchmarks.calibration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the two sides of a comparison come from.
 *
 * @param reference population of the reference
 * @param referenceRows its rows
 * @param fixedRows rows of each group of the reference; null to draw them by share
 * @param window population of the window; equal when nothing has changed
 * @param windowRows its rows
 */
record Scenario(
    Population reference,
    long referenceRows,
    @Nullable List<Long> fixedRows,
    Population window,
    long windowRows) {

  static Scenario of(Population reference, long rows, Population window, long windowRows) {
    return new Scenario(reference, rows, null, window, windowRows);
  }

  /** The same sides, the window from another population. */
  Scenario moved(Population to) {
    return new Scenario(reference, referenceRows, fixedRows, to, windowRows);
  }

  boolean isMoved() {
    return !reference.equals(window);
  }

  /** The cells that references are counted in. */
  Layout layout() {
    return Layout.of(reference, referenceRows);
  }

  /** Rows of each group of the reference. */
  long[] referenceGroups(Draws draws) {
    return fixedRows == null
        ? draws.multinomial(referenceRows, reference.shares())
        : fixedRows.stream().mapToLong(Long::longValue).toArray();
  }

  /** Rows of each group of the window. */
  long[] windowGroups(Draws draws) {
    return draws.multinomial(windowRows, window.shares());
  }
}
