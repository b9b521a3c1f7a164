package io.ballast.stats.bins;

/** What a bin stands for; decides whether it may join Other when a question is asked. */
public enum BinKind {
  /** An interval of a numeric column, closed below and open above. */
  INTERVAL,
  /** One heavy value of a numeric column, kept apart from the intervals; never joins Other. */
  POINT,
  /**
   * One value of a categorical column, or of a numeric column with at most 20 distinct values; may
   * join Other.
   */
  VALUE,
  /** Values of the reference that are not frozen, and at question time everything that joined. */
  OTHER,
  /** Values that the reference lacks; joins Other at question time. */
  UNSEEN,
  /** Rows without a value (NaN included); never joins Other. */
  MISSING
}
