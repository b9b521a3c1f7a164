package io.ballast.eventstore;

/** What a file with bad rows comes to. */
public enum OnRowProblem {
  /** Nothing is stored; the receipt names the bad rows. */
  REFUSE_FILE,
  /** The good rows are stored; the receipt names the others. */
  SKIP_ROW
}
