package io.ballast.stats.test;

import io.ballast.stats.special.Normal;

/**
 * The two-sided test of two proportions with their pooled variance.
 *
 * @param statistic of the reference's share less the window's; NaN when the share is 0 or 1 overall
 * @param p NaN with the statistic
 */
public record ProportionZ(double statistic, double p) {

  /**
   * Tests two shares.
   *
   * @param reference rows of the reference that count
   * @param n all rows of the reference, at least 1
   * @param current rows of the window that count
   * @param m all rows of the window, at least 1
   * @throws IllegalArgumentException if a count is out of range
   */
  public static ProportionZ of(long reference, long n, long current, long m) {
    if (reference < 0 || current < 0 || n < 1 || m < 1 || reference > n || current > m) {
      throw new IllegalArgumentException(
          reference + " of " + n + " and " + current + " of " + m + " rows are no shares");
    }
    double share = ((double) reference + current) / ((double) n + m);
    double deviation = Math.sqrt(share * (1 - share) * (1.0 / n + 1.0 / m));
    if (!(deviation > 0)) {
      return new ProportionZ(Double.NaN, Double.NaN);
    }
    double statistic = ((double) reference / n - (double) current / m) / deviation;
    return new ProportionZ(statistic, 2 * Normal.upper(Math.abs(statistic)));
  }
}
