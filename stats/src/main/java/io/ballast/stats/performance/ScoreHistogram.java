package io.ballast.stats.performance;

import io.ballast.stats.State;

/**
 * Rows of each class by their score, in bins of equal width over 0 to 1: what the area under the
 * ROC curve can be told from when rows are not kept. Memory does not grow with the rows.
 */
public final class ScoreHistogram implements State<ScoreHistogram> {
  private final double[] positives;
  private final double[] negatives;

  /**
   * No row yet.
   *
   * @param bins at least 1; the error of the area shrinks with them
   */
  public ScoreHistogram(int bins) {
    positives = new double[bins];
    negatives = new double[bins];
  }

  /**
   * Adds a row.
   *
   * @param score finite; below 0 and above 1 in the outer bins
   * @param positive the truth
   * @param weight at least 0
   */
  public void add(double score, boolean positive, double weight) {
    int bin = (int) Math.max(0, Math.min(positives.length - 1.0, score * positives.length));
    (positive ? positives : negatives)[bin] += weight;
  }

  @Override
  public void merge(ScoreHistogram other) {
    if (positives.length != other.positives.length) {
      throw new IllegalArgumentException(
          positives.length + " and " + other.positives.length + " bins, need the same");
    }
    for (int b = 0; b < positives.length; b++) {
      positives[b] += other.positives[b];
      negatives[b] += other.negatives[b];
    }
  }

  /**
   * The area under the ROC curve, rows of one bin counted as ties.
   *
   * @return the area, and as its ends those between which the area of the rows themselves lies for
   *     certain: no confidence interval
   */
  public Estimate auc() {
    double wins = 0;
    double ties = 0;
    double below = 0;
    double all = 0;
    for (int b = 0; b < positives.length; b++) {
      wins += positives[b] * below;
      ties += positives[b] * negatives[b];
      below += negatives[b];
      all += positives[b];
    }
    double pairs = all * below;
    if (pairs == 0) {
      return Estimate.undefined("an area needs rows of both classes");
    }
    return Estimate.of((wins + ties / 2) / pairs, wins / pairs, (wins + ties) / pairs);
  }
}
