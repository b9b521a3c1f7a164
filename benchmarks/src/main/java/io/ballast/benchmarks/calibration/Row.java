package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A row of the table of bars: what its cells have in common. */
enum Row {
  PLAIN_NULL("1", "plain, no drift: drift", 0.01),
  PLAIN_VERDICT("2", "plain: not enough data", Double.NaN),
  PLAIN_POWER("3", "plain, numbers moved: drift", Double.NaN),
  PLAIN_CATEGORIES("4", "plain, categories moved: drift", Double.NaN),
  WEIGHTED_NULL("5", "class-weighted, no drift: drift", 0.01),
  WEIGHTED_VERDICT("6", "class-weighted: not enough data", Double.NaN),
  SHARE_ONLY("7", "minority x3, column independent of the class: drift", Double.NaN),
  MINORITY_TIMES_THREE("8", "minority x3, score: drift", Double.NaN),
  INSIDE_MINORITY("9", "inside the minority, 0.9 to 0.5", Double.NaN),
  LATE_LABELS("10", "late labels, no drift: drift", Double.NaN),
  EVENT_NULL("11", "event weights, no drift: drift", Double.NaN),
  INTERVALS("12", "intervals cover the distance", Double.NaN),
  OWN_PLAIN_NULL("A", "own shapes, plain, no drift: drift", 0.01),
  OWN_PLAIN_POWER("B", "own shapes, plain, moved: drift", Double.NaN),
  OWN_WEIGHTED_NULL("C", "own shapes, class-weighted, no drift: drift", 0.01),
  OWN_WEIGHTED_VERDICT("D", "own shapes, class-weighted: not enough data", Double.NaN),
  OWN_SHARE_ONLY("E", "own shapes, class share moved, column independent: drift", Double.NaN),
  OWN_WEIGHTED_POWER("F", "own shapes, minority larger or changed", Double.NaN),
  OWN_EVENT_NULL("G", "own shapes, event weights, no drift: drift", Double.NaN),
  OWN_INTERVALS("H", "own shapes, intervals cover the distance", Double.NaN);

  private final String id;
  private final String words;
  private final double meanRate;

  Row(String id, String words, double meanRate) {
    this.id = id;
    this.words = words;
    this.meanRate = meanRate;
  }

  String id() {
    return id;
  }

  /** What it is about. */
  String words() {
    return words;
  }

  /** What the mean over its cells is to be no more than; NaN for no such bar. */
  double meanRate() {
    return meanRate;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Row::id).toList();
  }

  /** The cells of all rows. */
  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>(PlainCells.all());
    cells.addAll(WeightedCells.all());
    cells.addAll(OwnPlainCells.all());
    cells.addAll(OwnWeightedCells.all());
    return cells;
  }
}
