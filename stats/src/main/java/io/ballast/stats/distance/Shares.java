package io.ballast.stats.distance;

import io.ballast.stats.weights.WeightedBins;

/** Shares of bins, smoothed where a logarithm would meet an empty one. */
public final class Shares {
  private Shares() {}

  /**
   * Shares in which every bin counts {@code alpha} observations more.
   *
   * @param bins one side's weights; they are rescaled to sum to its effective rows first
   * @param alpha at least 0
   * @param count number of bins that are not empty on both sides
   */
  public static double[] smoothed(WeightedBins bins, double alpha, int count) {
    double effective = bins.effectiveRows();
    double[] shares = bins.shares();
    for (int b = 0; b < shares.length; b++) {
      shares[b] = (shares[b] * effective + alpha) / (effective + alpha * count);
    }
    return shares;
  }

  /**
   * Smoothed shares of two sides; bins that are empty on both are dropped, their shares are 0.
   *
   * @return shares of the reference and of the window
   */
  static double[][] smoothed(WeightedBins reference, WeightedBins current, double alpha) {
    checkSameBins(reference.sums(), current.sums());
    int bins = 0;
    for (int b = 0; b < reference.size(); b++) {
      bins += reference.sums()[b] > 0 || current.sums()[b] > 0 ? 1 : 0;
    }
    double[] p = smoothed(reference, alpha, bins);
    double[] q = smoothed(current, alpha, bins);
    for (int b = 0; b < p.length; b++) {
      if (reference.sums()[b] == 0 && current.sums()[b] == 0) {
        p[b] = 0;
        q[b] = 0;
      }
    }
    return new double[][] {p, q};
  }

  /** Shares of counts that are each {@code more} larger. */
  static double[] plus(double[] counts, double more) {
    double total = 0;
    for (double count : counts) {
      total += count + more;
    }
    double[] shares = new double[counts.length];
    for (int b = 0; b < shares.length; b++) {
      shares[b] = (counts[b] + more) / total;
    }
    return shares;
  }

  static void checkSameBins(double[] p, double[] q) {
    if (p.length != q.length) {
      throw new IllegalArgumentException(
          p.length + " bins of the reference and " + q.length + " of the window, need the same");
    }
  }
}
