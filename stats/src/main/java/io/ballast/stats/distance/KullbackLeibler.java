package io.ballast.stats.distance;

import io.ballast.stats.weights.WeightedBins;

/** The Kullback-Leibler divergence, in nats: not symmetric. */
public final class KullbackLeibler {
  private KullbackLeibler() {}

  /**
   * Ballast's own form: smoothed as {@link Psi#smoothed}, of which it is one direction.
   *
   * @param reference weights per bin, at least one above 0
   * @param current weights per bin, same bins, at least one above 0
   */
  public static double smoothed(WeightedBins reference, WeightedBins current) {
    double[][] shares = Shares.smoothed(reference, current, Psi.HALF_AN_OBSERVATION);
    return of(shares[0], shares[1]);
  }

  /**
   * The sum of p ln(p / q); a bin of p alone makes it infinite, one of q alone adds nothing.
   *
   * @param p shares of the reference
   * @param q shares of the window, same bins
   */
  public static double of(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      sum += p[b] == 0 ? 0 : p[b] * Math.log(p[b] / q[b]);
    }
    return sum;
  }
}
