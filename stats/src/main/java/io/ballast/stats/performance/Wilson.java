package io.ballast.stats.performance;

/**
 * Wilson's 95% interval of a proportion.
 *
 * <p>Edwin B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
 */
final class Wilson {

  /** The 97.5% point of the normal distribution. */
  static final double Z = 1.959963984540054;

  private Wilson() {}

  /**
   * The interval of {@code successes} out of {@code trials}.
   *
   * @param trials 0 makes the value undefined
   * @param nothing why there is no trial, in words
   */
  static Estimate of(long successes, long trials, String nothing) {
    return of(new Weight(successes, successes), new Weight(trials, trials), nothing);
  }

  /**
   * The interval of a weighted share; its number of trials is the effective one.
   *
   * @param successes weights of the rows that count
   * @param trials weights of all rows; 0 makes the value undefined
   * @param nothing why there is no trial, in words
   */
  static Estimate of(Weight successes, Weight trials, String nothing) {
    if (trials.sum() == 0) {
      return Estimate.undefined(nothing);
    }
    double n = trials.effective();
    double p = successes.sum() / trials.sum();
    double z2 = Z * Z;
    double centre = p + z2 / (2 * n);
    double spread = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    double lower = successes.sum() == 0 ? 0 : (centre - spread) / (1 + z2 / n);
    double upper = successes.sum() == trials.sum() ? 1 : (centre + spread) / (1 + z2 / n);
    return Estimate.of(p, lower, upper);
  }
}
