package io.ballast.eventstore;

/** What a file with bad rows comes to. */
public enum OnRowProblem {
  /**
   * Nothing is stored and nothing counted for good; the receipt names the bad rows, so that the
   * file can be mended and sent again.
   */
  REFUSE_FILE,
  /** The good rows are stored; the receipt names the others. */
  SKIP_ROW
}
