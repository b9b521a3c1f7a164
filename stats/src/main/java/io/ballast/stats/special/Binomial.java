package io.ballast.stats.special;

/** Terms of the binomial distribution. */
public final class Binomial {
  private Binomial() {}

  /**
   * Probability of {@code k} successes in {@code n} trials, after Loader (2000).
   *
   * @param n at least 1
   * @param k in [0, n]
   * @param success in [0, 1]
   * @param failure 1 - success, given by itself so that neither loses digits
   */
  public static double probability(long n, long k, double success, double failure) {
    if (k == 0) {
      return Math.exp(n * log(success, failure));
    }
    if (k == n) {
      return Math.exp(n * log(failure, success));
    }
    if (success == 0 || failure == 0) {
      return 0;
    }
    return term((double) k, (double) (n - k), success, failure);
  }

  /**
   * {@code gamma(hits+misses+1) / (gamma(hits+1) gamma(misses+1)) success^hits failure^misses}, for
   * any numbers above 0.
   */
  static double term(double hits, double misses, double success, double failure) {
    double trials = hits + misses;
    double surplus = hits * failure - misses * success; // hits less those expected
    double exponent =
        LogGamma.stirlingError(trials)
            - LogGamma.stirlingError(hits)
            - LogGamma.stirlingError(misses)
            - LogGamma.deviance(hits, trials * success, surplus)
            - LogGamma.deviance(misses, trials * failure, -surplus);
    return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * hits * misses));
  }

  /** Logarithm of {@code likely}, from whichever of the two has more digits. */
  private static double log(double other, double likely) {
    return other < 0.5 ? Math.log1p(-other) : Math.log(likely);
  }
}
