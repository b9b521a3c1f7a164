package io.ballast.stats.test;

import io.ballast.stats.special.ChiSquare;
import java.util.Arrays;

/**
 * The likelihood-ratio test of a table of B bins and two sides of any size.
 *
 * @param statistic G, twice the sum of observed ln(observed / expected)
 * @param degreesOfFreedom bins that are not empty on both sides, less 1
 * @param p chi-square tail; 1 with fewer than two bins; NaN when a side is empty
 */
public record GTest(double statistic, int degreesOfFreedom, double p) {

  /**
   * Tests two columns of counts.
   *
   * @param reference counts per bin
   * @param current counts per bin, same bins
   */
  public static GTest of(long[] reference, long[] current) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(current).sum();
    double sum = 0;
    int bins = 0;
    for (int b = 0; b < reference.length; b++) {
      double both = (double) reference[b] + current[b];
      if (both > 0) {
        bins++;
        sum +=
            part((double) reference[b], both * n / (n + m))
                + part((double) current[b], both * m / (n + m));
      }
    }
    int degrees = Math.max(0, bins - 1);
    if (n == 0 || m == 0) {
      return new GTest(Double.NaN, degrees, Double.NaN);
    }
    double statistic = Math.max(0, 2 * sum);
    return new GTest(statistic, degrees, degrees == 0 ? 1 : ChiSquare.upper(degrees, statistic));
  }

  private static double part(double observed, double expected) {
    return observed == 0 ? 0 : observed * Math.log(observed / expected);
  }
}
