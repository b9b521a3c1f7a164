package io.ballast.stats.weights;

import java.util.Arrays;

/**
 * One side of a comparison as the statistics see it: the sum of the weights and of their squares in
 * each bin.
 *
 * <p>With all weights 1 both are the counts.
 *
 * @param sums sum of w per bin, each at least 0; owned by this record, not to be changed
 * @param squares sum of w squared per bin, each at least 0; owned by this record, not to be changed
 * @param rows rows counted: those with a weight above 0
 */
public record WeightedBins(double[] sums, double[] squares, long rows) {
  public WeightedBins {
    if (sums.length != squares.length) {
      throw new IllegalArgumentException(
          sums.length + " sums of weights and " + squares.length + " of their squares");
    }
    for (int b = 0; b < sums.length; b++) {
      if (!isSum(sums[b]) || !isSum(squares[b]) || (sums[b] > 0) != (squares[b] > 0)) {
        throw new IllegalArgumentException(
            "bin " + b + " has a weight of " + sums[b] + " and squares of " + squares[b]);
      }
    }
    if (rows < 0) {
      throw new IllegalArgumentException(rows + " rows");
    }
  }

  /** Rows that count alike. */
  public static WeightedBins of(long[] counts) {
    double[] sums = Arrays.stream(counts).asDoubleStream().toArray();
    return new WeightedBins(sums, sums, Arrays.stream(counts).sum());
  }

  /**
   * Rows weighted by their class.
   *
   * @param counts [class][bin]; rows beyond the weights (rows without a class) are left out
   * @param weights weight of each class, at least 0; a class of weight 0 is not counted
   */
  public static WeightedBins of(long[][] counts, double[] weights) {
    double[] sums = new double[counts[0].length];
    double[] squares = new double[sums.length];
    long rows = 0;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] == 0) {
        continue;
      }
      for (int b = 0; b < sums.length; b++) {
        sums[b] += weights[k] * counts[k][b];
        squares[b] += weights[k] * weights[k] * counts[k][b];
        rows += counts[k][b];
      }
    }
    return new WeightedBins(sums, squares, rows);
  }

  /** Number of bins. */
  public int size() {
    return sums.length;
  }

  /** Sum of all weights. */
  public double total() {
    return Arrays.stream(sums).sum();
  }

  /** Share of the weight in each bin; NaN when there is no weight. */
  public double[] shares() {
    double total = total();
    return Arrays.stream(sums).map(sum -> sum / total).toArray();
  }

  /**
   * Kish's effective sample size: how many rows of equal weight say as much; 0 without rows.
   *
   * <p>Leslie Kish, "Survey Sampling" (1965), section 11.7: the squared sum of the weights over the
   * sum of their squares.
   */
  public double effectiveRows() {
    double total = total();
    return total == 0 ? 0 : total * total / Arrays.stream(squares).sum();
  }

  private static boolean isSum(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }
}
