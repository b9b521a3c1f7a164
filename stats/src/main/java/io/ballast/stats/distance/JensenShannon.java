package io.ballast.stats.distance;

/**
 * Jensen-Shannon divergence and distance of two lists of shares.
 *
 * <p>{@code (KL(p|r) + KL(q|r)) / 2} with r the mean of both; symmetric, 0 for equal shares, ln 2
 * nats or 1 bit for disjoint ones. Jianhua Lin, "Divergence measures based on the Shannon entropy"
 * (1991).
 */
public final class JensenShannon {
  private static final double LN_2 = 0.6931471805599453;

  private JensenShannon() {}

  /**
   * The divergence in nats, in [0, ln 2].
   *
   * @param p shares of the reference, sum 1
   * @param q shares of the window, same bins, sum 1
   */
  public static double divergence(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      double mean = (p[b] + q[b]) / 2;
      if (p[b] == 0 || q[b] == 0) {
        sum += mean * 2 * LN_2;
      } else {
        // each bin is at least 0 and keeps its digits when the shares are nearly equal
        double t = (q[b] - p[b]) / (p[b] + q[b]);
        sum += mean * (Math.log1p(-t * t) + t * (Math.log1p(t) - Math.log1p(-t)));
      }
    }
    return sum / 2;
  }

  /** The distance in base 2, in [0, 1]: the root of the divergence in bits. */
  public static double distance(double[] p, double[] q) {
    return distance(divergence(p, q));
  }

  /** The distance in base 2 of a divergence in nats. */
  public static double distance(double nats) {
    return Math.sqrt(bits(nats));
  }

  /** A divergence in base 2 of one in nats. */
  public static double bits(double nats) {
    return nats / LN_2;
  }
}
