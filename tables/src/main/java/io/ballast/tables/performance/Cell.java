package io.ballast.tables.performance;

import io.ballast.tables.performance.PerformanceReport.Measured;

/** The rows of one window of one segment, as a state of its task. */
sealed interface Cell permits BinaryCell, ClassCell, RegressionCell, RankingCell {

  /**
   * Adds a row that has a target; one without what the task needs is left out.
   *
   * @param row read from a table
   * @param weight at least 0
   */
  void add(TruthRow row, double weight);

  /** All figures of the rows. */
  Measured measured();
}
