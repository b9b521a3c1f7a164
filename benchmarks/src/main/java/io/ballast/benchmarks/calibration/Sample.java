package io.ballast.benchmarks.calibration;

/**
 * Both sides of one trial, row by row: what a tool that reads files is given.
 *
 * @param reference the frozen side
 * @param window the side under test
 */
record Sample(Rows reference, Rows window) {

  /**
   * Rows of one side, one column.
   *
   * @param values numbers, or the index of a level; NaN for missing; owned by this record
   * @param classes class of each row; owned by this record
   */
  record Rows(double[] values, int[] classes) {}
}
