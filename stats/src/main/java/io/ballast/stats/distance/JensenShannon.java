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

  /** 1 / (k (2 k - 1)) for k from 13 down to 1, see {@link #nearlyEqual}. */
  private static final double[] SERIES = {
    1 / 325.0, 1 / 276.0, 1 / 231.0, 1 / 190.0, 1 / 153.0, 1 / 120.0, 1 / 91.0, 1 / 66.0, 1 / 45.0,
    1 / 28.0, 1 / 15.0, 1 / 6.0, 1
  };

  private static final double SERIES_BELOW = 0.0625;

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
        double t = (q[b] - p[b]) / (p[b] + q[b]);
        double square = t * t;
        sum +=
            mean
                * (square < SERIES_BELOW
                    ? nearlyEqual(square)
                    : (1 + t) * Math.log(1 + t) + (1 - t) * Math.log(1 - t));
      }
    }
    return sum / 2;
  }

  /**
   * (1 + t) ln(1 + t) + (1 - t) ln(1 - t) from the square of a small t, with all its digits: the
   * sum over k from 1 of t^2k / (k (2 k - 1)). All terms are positive; from the fourteenth on they
   * are less than 1e-17 of the sum.
   */
  private static double nearlyEqual(double square) {
    double sum = 0;
    for (double coefficient : SERIES) {
      sum = sum * square + coefficient;
    }
    return sum * square;
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
