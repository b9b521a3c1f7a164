package io.ballast.server.measure;

/** What is said of a window and may be kept. */
interface Kept {

  /** About how much memory it takes. */
  long bytes();
}
