package io.ballast.stats.performance;

/**
 * What each kind of decision is worth, in a currency: costs are negative.
 *
 * @param trueNegative of a negative that is left alone
 * @param falsePositive of a negative that is taken for positive
 * @param falseNegative of a positive that is missed
 * @param truePositive of a positive that is found
 */
public record CostMatrix(
    double trueNegative, double falsePositive, double falseNegative, double truePositive) {
  public CostMatrix {
    if (!Double.isFinite(trueNegative + falsePositive + falseNegative + truePositive)) {
      throw new IllegalArgumentException("a value is not finite, give four amounts of money");
    }
  }

  /** The worth of all decisions, of sums as in {@link DecisionMetric}. */
  double total(double[] sums) {
    return truePositive * sums[0]
        + falsePositive * sums[1]
        + falseNegative * sums[2]
        + trueNegative * sums[3];
  }
}
