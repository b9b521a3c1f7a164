package io.ballast.stats.distance;

/** Distances that look at the plain differences of shares. */
public final class ShareDifference {
  private ShareDifference() {}

  /** Total variation, half the sum of the absolute differences, in [0, 1]. */
  public static double totalVariation(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      sum += Math.abs(q[b] - p[b]);
    }
    return sum / 2;
  }

  /** L-infinity, the largest absolute difference, in [0, 1]. */
  public static double largest(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double largest = 0;
    for (int b = 0; b < p.length; b++) {
      largest = Math.max(largest, Math.abs(q[b] - p[b]));
    }
    return largest;
  }

  /**
   * L-infinity less what chance may give, at least 0.
   *
   * @param largest L-infinity
   * @param constant c: {@link #constant} of a level, or 1.8 as Deequ has it
   * @param n rows of the reference
   * @param m rows of the window
   */
  public static double robust(double largest, double constant, double n, double m) {
    return Math.max(0, largest - constant * Math.sqrt((n + m) / (n * m)));
  }

  /** {@code sqrt(-ln(alpha / 2) / 2)}, the constant of {@link #robust} for a level. */
  public static double constant(double alpha) {
    return Math.sqrt(-0.5 * Math.log(alpha / 2));
  }
}
