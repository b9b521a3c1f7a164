package io.ballast.stats.test;

import io.ballast.stats.Moments;
import io.ballast.stats.special.StudentT;

/**
 * Welch's test of two means with unequal variances, two-sided.
 *
 * @param statistic of the reference's mean less the window's; NaN when neither side varies
 * @param degreesOfFreedom after Satterthwaite
 * @param p NaN with the statistic
 */
public record WelchT(double statistic, double degreesOfFreedom, double p) {

  /**
   * Tests two sides.
   *
   * @param reference of unweighted rows, at least 2
   * @param current likewise
   * @throws IllegalArgumentException if a side has fewer than 2 rows
   */
  public static WelchT of(Moments reference, Moments current) {
    double n = reference.rows();
    double m = current.rows();
    if (Math.min(n, m) < 2) {
      throw new IllegalArgumentException(
          (long) n + " and " + (long) m + " rows, a variance needs at least 2");
    }
    double x = reference.variance() / (n - 1);
    double y = current.variance() / (m - 1);
    if (!(x + y > 0)) {
      return new WelchT(Double.NaN, Double.NaN, Double.NaN);
    }
    double statistic = reference.minus(current) / Math.sqrt(x + y);
    double share = x / (x + y);
    double degrees = 1 / (share * share / (n - 1) + (1 - share) * (1 - share) / (m - 1));
    return new WelchT(statistic, degrees, StudentT.twoSided(degrees, statistic));
  }
}
