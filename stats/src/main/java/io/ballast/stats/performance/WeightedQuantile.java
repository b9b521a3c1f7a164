package io.ballast.stats.performance;

/** Quantiles of weighted values. */
final class WeightedQuantile {
  private WeightedQuantile() {}

  /**
   * The first value whose cumulated weight exceeds the share, or the mean of it and the value
   * before where that one just reaches it: the averaged inverse of the distribution function; of
   * share 1/2 and equal weights the median.
   *
   * @param sorted whose first column is looked at
   * @param share in (0, 1)
   * @param times how often each block counts; empty for once
   * @return NaN without weight
   */
  static double of(PairColumns sorted, double share, int[] times) {
    double total = 0;
    for (int i = 0; i < sorted.rows(); i++) {
      total += weight(sorted, i, times);
    }
    double wanted = share * total;
    double sum = 0;
    double reached = Double.NaN;
    for (int i = 0; i < sorted.rows(); i++) {
      double weight = weight(sorted, i, times);
      if (weight == 0) {
        continue;
      }
      sum += weight;
      if (!Double.isNaN(reached)) {
        return (reached + sorted.first(i)) / 2;
      }
      if (sum > wanted) {
        return sorted.first(i);
      }
      reached = sum == wanted ? sorted.first(i) : Double.NaN;
    }
    return reached;
  }

  private static double weight(PairColumns sorted, int row, int[] times) {
    return sorted.weight(row) * (times.length == 0 ? 1 : times[sorted.block(row)]);
  }
}
