package io.ballast.stats.drift;

/**
 * How surely a change is not sampling noise.
 *
 * @param test name in the JSON contract: {@code chi_square} or {@code weighted_chi_square}
 * @param p p-value in [0, 1], unclipped
 * @param pAdjusted p-value after control of false discoveries within its family; equals p while not
 *     adjusted
 * @param n rows counted on the reference side
 * @param m rows counted on the current side
 * @param nEffective Kish effective sample size of the reference; n without weights
 * @param mEffective of the current side
 */
public record Evidence(
    String test, double p, double pAdjusted, long n, long m, double nEffective, double mEffective) {

  /** The same evidence with an adjusted p-value. */
  public Evidence adjusted(double adjusted) {
    return new Evidence(test, p, adjusted, n, m, nEffective, mEffective);
  }
}
