package io.ballast.stats.distance;

/** Hellinger distance of two lists of shares: {@code sqrt(sum (sqrt p - sqrt q)^2 / 2)}. */
public final class Hellinger {
  private Hellinger() {}

  /**
   * The squared distance, in [0, 1].
   *
   * @param p shares of the reference, sum 1
   * @param q shares of the window, same bins, sum 1
   */
  public static double squared(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      double difference = Math.sqrt(p[b]) - Math.sqrt(q[b]);
      sum += difference * difference;
    }
    return sum / 2;
  }

  /** The distance, in [0, 1]. */
  public static double distance(double[] p, double[] q) {
    return Math.sqrt(squared(p, q));
  }
}
