package io.ballast.stats.special;

/** The central chi-square distribution; its degrees of freedom need not be whole. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * Probability of a value above {@code x}; accurate far into the tail.
   *
   * @param degreesOfFreedom above 0, any real number
   * @param x at least 0
   */
  public static double upper(double degreesOfFreedom, double x) {
    return IncompleteGamma.upper(degreesOfFreedom / 2, x / 2);
  }

  /** Probability of a value of at most {@code x}. */
  public static double lower(double degreesOfFreedom, double x) {
    return IncompleteGamma.lower(degreesOfFreedom / 2, x / 2);
  }

  /**
   * The value that a share {@code p} of all values stays below; relative error near 1e-14.
   *
   * @param degreesOfFreedom above 0, any real number
   * @param p in (0, 1)
   * @throws IllegalArgumentException if {@code p} is not inside (0, 1)
   */
  public static double quantile(double degreesOfFreedom, double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException(
          "chi-square quantile of " + p + ", use a share inside (0, 1)");
    }
    double a = degreesOfFreedom / 2;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double x = start(degreesOfFreedom, p) / 2;
    for (int i = 0; i < 2_000; i++) {
      double excess =
          p > 0.5 ? (1 - p) - IncompleteGamma.upper(a, x) : IncompleteGamma.lower(a, x) - p;
      if (excess > 0) {
        high = x;
      } else {
        low = x;
      }
      double step = excess * x / (LogGamma.poisson(a, x) * a);
      if (Math.abs(step) <= 4e-16 * x) {
        return 2 * (x - step);
      }
      double next = x - step;
      if (!(next > low && next < high)) {
        next = Double.isInfinite(high) ? 2 * x : low + (high - low) / 2;
      }
      x = next;
    }
    return 2 * x;
  }

  /** Wilson and Hilferty's cube of a normal; for tiny results the first term of the series. */
  private static double start(double degreesOfFreedom, double p) {
    double spread = 2 / (9 * degreesOfFreedom);
    double root = 1 - spread + Normal.quantile(p) * Math.sqrt(spread);
    if (root > 0.3) {
      return degreesOfFreedom * root * root * root;
    }
    double a = degreesOfFreedom / 2;
    return Math.max(1e-290, 2 * Math.exp((Math.log(p) + LogGamma.of(a + 1)) / a));
  }
}
