package io.ballast.stats.weights;

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
    double[] sums = new double[counts.length];
    long rows = 0;
    for (int b = 0; b < counts.length; b++) {
      sums[b] = counts[b];
      rows += counts[b];
    }
    return new WeightedBins(sums, sums, rows);
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

  /**
   * Without the last bin, that of rows without a value.
   *
   * @param missing how many rows that bin has
   */
  public WeightedBins withoutMissing(long missing) {
    double[] present = sums.clone();
    double[] squared = squares.clone();
    present[present.length - 1] = 0;
    squared[squared.length - 1] = 0;
    return new WeightedBins(present, squared, rows - missing);
  }

  /** Number of bins. */
  public int size() {
    return sums.length;
  }

  /** Sum of all weights. */
  public double total() {
    return sum(sums);
  }

  /** Share of the weight in each bin; NaN when there is no weight. */
  public double[] shares() {
    double total = total();
    double[] shares = new double[sums.length];
    for (int b = 0; b < shares.length; b++) {
      shares[b] = sums[b] / total;
    }
    return shares;
  }

  /**
   * Kish's effective sample size: how many rows of equal weight say as much; 0 without rows.
   *
   * <p>Leslie Kish, "Survey Sampling" (1965), section 11.7: the squared sum of the weights over the
   * sum of their squares.
   */
  public double effectiveRows() {
    double total = total();
    return total == 0 ? 0 : total * total / sum(squares);
  }

  /**
   * The sum with Kahan's compensation, as a stream of doubles gives it, but without a stream: it is
   * called for every column of every hour that is shown.
   */
  private static double sum(double[] values) {
    double high = 0;
    double low = 0;
    double simple = 0;
    for (double value : values) {
      double corrected = value - low;
      double next = high + corrected;
      low = (next - high) - corrected;
      high = next;
      simple += value;
    }
    double sum = high - low;
    return Double.isNaN(sum) && Double.isInfinite(simple) ? simple : sum;
  }

  private static boolean isSum(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }
}
