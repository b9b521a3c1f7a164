package io.ballast.tables.performance;

/** The values of one row that a task may need; used again for the next row. */
final class TruthRow {

  /** The number of no class. */
  static final int NONE = -1;

  /** Number of the row in its table. */
  long number;

  /** Number of the true class; {@link #NONE} without. */
  int truth = NONE;

  /** Number of the predicted class; {@link #NONE} without. */
  int predicted = NONE;

  /** The true number; NaN without. */
  double actual = Double.NaN;

  /** The predicted number or the score; NaN without. */
  double score = Double.NaN;

  /** The scores of all classes; empty without. */
  double[] scores = {};

  /** The query of an item; empty without. */
  String query = "";

  /** Whether all scores of classes are there. */
  boolean hasScores() {
    for (double one : scores) {
      if (!Double.isFinite(one)) {
        return false;
      }
    }
    return scores.length > 0;
  }
}
