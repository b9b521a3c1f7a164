package io.ballast.stats.distance;

import io.ballast.stats.weights.WeightedBins;

/**
 * Population stability index of two binned samples, in nats: the sum over bins of {@code (q - p) *
 * ln(q / p)}, with p and q the bin's share of the reference and of the window.
 *
 * <p>Symmetric; 0 for equal shares; no upper bound. The forms differ in what they do about a bin
 * that is empty on one side.
 */
public final class Psi {
  static final double HALF_AN_OBSERVATION = 0.5;
  private static final double EVIDENTLY_FILL = 0.0001;
  private static final double DEEPCHECKS_FLOOR = 0.01;

  private Psi() {}

  /**
   * The bare index of two lists of shares. A bin without a share on both sides adds nothing, one on
   * one side only makes the index infinite.
   *
   * @param p shares of the reference; need not sum to 1
   * @param q shares of the window, same bins
   */
  public static double of(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      if (p[b] != q[b]) {
        sum += (q[b] - p[b]) * Math.log(q[b] / p[b]);
      }
    }
    return sum;
  }

  /**
   * Ballast's own form: bins that are empty on both sides are dropped, the weights of each side are
   * rescaled to sum to its effective rows, and every bin counts half an observation more.
   *
   * @param reference weights per bin, at least one above 0
   * @param current weights per bin, same bins, at least one above 0
   */
  public static double smoothed(WeightedBins reference, WeightedBins current) {
    double[][] shares = Shares.smoothed(reference, current, HALF_AN_OBSERVATION);
    return of(shares[0], shares[1]);
  }

  /**
   * Fiddler's form: 1 more in every bin of both sides, on weighted counts as they are.
   *
   * @param reference (weighted) counts per bin
   * @param current (weighted) counts per bin, same bins
   */
  public static double plusOne(double[] reference, double[] current) {
    return of(Shares.plus(reference, 1), Shares.plus(current, 1));
  }

  /**
   * Evidently's form: a share of 0 becomes 0.0001, or a millionth of the smallest other share of
   * that side when that is at most 0.0001; not renormalised.
   *
   * @param p shares of the reference
   * @param q shares of the window, same bins
   */
  public static double filled(double[] p, double[] q) {
    return of(fill(p), fill(q));
  }

  /**
   * Deepchecks' form: no share is below 0.01; not renormalised.
   *
   * @param p shares of the reference
   * @param q shares of the window, same bins
   */
  public static double floored(double[] p, double[] q) {
    return of(floor(p), floor(q));
  }

  /** Shares as {@link #filled} fills them. */
  public static double[] fill(double[] shares) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double share : shares) {
      smallest = share > 0 ? Math.min(smallest, share) : smallest;
    }
    double fill = smallest <= EVIDENTLY_FILL ? smallest / 1e6 : EVIDENTLY_FILL;
    double[] filled = shares.clone();
    for (int b = 0; b < filled.length; b++) {
      filled[b] = filled[b] == 0 ? fill : filled[b];
    }
    return filled;
  }

  private static double[] floor(double[] shares) {
    double[] floored = shares.clone();
    for (int b = 0; b < floored.length; b++) {
      floored[b] = Math.max(DEEPCHECKS_FLOOR, floored[b]);
    }
    return floored;
  }
}
