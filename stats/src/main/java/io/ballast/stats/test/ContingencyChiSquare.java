package io.ballast.stats.test;

import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.special.IncompleteGamma;
import java.util.Arrays;

/**
 * The chi-square test of a table of B bins and two sides: are both sides drawn from one
 * distribution?
 *
 * <p>Without Yates' correction, with B - 1 degrees of freedom, B the bins that are not empty on
 * both sides. When an expected count is below 5 the p-value is the larger of the chi-square tail
 * and the tail of a gamma law with the exact mean and variance of the statistic given the margins
 * (J. B. S. Haldane, "The mean and variance of chi-square", 1940; Dawson and Wyllie): bins are
 * never merged and nothing is drawn at random.
 *
 * @param statistic the sum of (observed - expected) squared over expected
 * @param degreesOfFreedom bins less 1; 0 with fewer than two bins
 * @param p in [0, 1], unclipped; 1 with fewer than two bins; NaN when a side is empty
 */
public record ContingencyChiSquare(double statistic, int degreesOfFreedom, double p) {
  private static final double SMALL_EXPECTED_COUNT = 5;

  /** Below this variance the statistic can take one value only. */
  private static final double NO_VARIANCE = 1e-9;

  /**
   * Tests two columns of counts.
   *
   * @param reference counts per bin
   * @param current counts per bin, same bins
   */
  public static ContingencyChiSquare of(long[] reference, long[] current) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(current).sum();
    double statistic = 0;
    double inverseSum = 0;
    double smallest = Double.POSITIVE_INFINITY;
    int bins = 0;
    for (int b = 0; b < reference.length; b++) {
      double both = (double) reference[b] + current[b];
      if (both > 0) {
        bins++;
        double difference = reference[b] * m - current[b] * n;
        statistic += difference * difference / (both * n * m);
        inverseSum += 1 / both;
        smallest = Math.min(smallest, both);
      }
    }
    if (n == 0 || m == 0) {
      return new ContingencyChiSquare(Double.NaN, Math.max(0, bins - 1), Double.NaN);
    }
    if (bins < 2) {
      return new ContingencyChiSquare(0, 0, 1);
    }
    double p = ChiSquare.upper(bins - 1, statistic);
    if (smallest * Math.min(n, m) < SMALL_EXPECTED_COUNT * (n + m)) {
      Moments moments = Moments.of(bins, inverseSum, n, m);
      p = moments.variance < NO_VARIANCE ? 1 : Math.max(p, moments.upperTail(statistic));
    }
    return new ContingencyChiSquare(statistic, bins - 1, p);
  }

  /** Exact mean and variance of the statistic given the margins of the table. */
  record Moments(double mean, double variance) {

    static Moments of(int bins, double inverseSum, double n, double m) {
      double rows = n + m;
      double mean = rows * (bins - 1) / (rows - 1);
      if (rows <= 2) {
        return new Moments(mean, 0);
      }
      double v1 = (bins - 1) * (rows - bins) / (rows - 1);
      double w1 = (rows * inverseSum - (double) bins * bins) / (rows - 2);
      double v2 = (rows - 2) / (rows - 1);
      double w2 = (rows * (1 / n + 1 / m) - 4) / (rows - 2);
      // of three rows v2 equals w2: the first term is 0 over 0 and stands for 0
      double first = rows == 3 ? 0 : 2 * rows / (rows - 3) * (v1 - w1) * (v2 - w2);
      return new Moments(mean, first + rows * rows / (rows - 1) * w1 * w2);
    }

    double upperTail(double statistic) {
      return IncompleteGamma.upper(mean * mean / variance, statistic * mean / variance);
    }
  }
}
