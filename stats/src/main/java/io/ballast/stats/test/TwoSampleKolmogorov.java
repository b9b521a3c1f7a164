package io.ballast.stats.test;

import io.ballast.stats.special.Kolmogorov;

/** The two-sided Kolmogorov-Smirnov test of two samples. */
public final class TwoSampleKolmogorov {
  private static final long EXACT_UP_TO = 10_000;

  private TwoSampleKolmogorov() {}

  /**
   * The p-value, as scipy's {@code ks_2samp} has it: exact when both samples have at most 10,000
   * rows, else that of one sample of {@code n m / (n + m)} rows, rounded half to even.
   *
   * @param distance the statistic, in [0, 1]
   * @param n rows of the reference, at least 1
   * @param m rows of the window, at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static double p(double distance, long n, long m) {
    if (!(distance >= 0 && distance <= 1) || n < 1 || m < 1) {
      throw new IllegalArgumentException(
          "Kolmogorov-Smirnov distance " + distance + " of " + n + " and " + m + " rows");
    }
    if (Math.max(n, m) <= EXACT_UP_TO) {
      return Kolmogorov.twoSample(distance, (int) n, (int) m);
    }
    long rows = (long) Math.rint((double) n * m / ((double) n + m));
    return Kolmogorov.oneSample(distance, Math.max(1, rows));
  }
}
