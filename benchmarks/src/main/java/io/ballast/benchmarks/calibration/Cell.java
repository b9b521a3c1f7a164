package io.ballast.benchmarks.calibration;

import java.util.List;

/**
 * One population, two sizes, one statement: what is run many times.
 *
 * @param name unique; the windows' seeds follow from it
 * @param trial one window
 * @param trials most windows that the table asks for
 * @param bars what is judged and shown
 */
record Cell(String name, Trial trial, int trials, List<Bar> bars) {

  /** Trials of a cell for which the table of bars names no fewer. */
  static final int USUAL_TRIALS = Integer.MAX_VALUE;

  Cell {
    bars = List.copyOf(bars);
  }

  static Cell of(String name, Trial trial, Bar... bars) {
    return new Cell(name, trial, USUAL_TRIALS, List.of(bars));
  }

  static Cell of(String name, Trial trial, int trials, Bar... bars) {
    return new Cell(name, trial, trials, List.of(bars));
  }
}
