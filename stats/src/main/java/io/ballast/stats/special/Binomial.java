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
    double hits = k;
    double misses = n - k;
    double exponent =
        LogGamma.stirlingError((double) n)
            - LogGamma.stirlingError(hits)
            - LogGamma.stirlingError(misses)
            - LogGamma.deviance(hits, n * success)
            - LogGamma.deviance(misses, n * failure);
    return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * hits * misses));
  }

  /** Logarithm of {@code likely}, from whichever of the two has more digits. */
  private static double log(double other, double likely) {
    return other < 0.5 ? Math.log1p(-other) : Math.log(likely);
  }
}
