package io.ballast.balance.plan;

/** What becomes of the rows that are there. */
public enum Mode {
  /** All rows are new. */
  REPLACE,
  /** Rows are added until the cells have what they shall have. */
  AUGMENT,
  /** The fewest rows are added that make each balance column flat by itself. */
  MARGINAL
}
