package io.ballast.stats.performance;

import io.ballast.stats.RadixSort;
import java.util.Arrays;

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

  /**
   * The weighted median of a value of each row.
   *
   * @param values one for each row, or more; in any order
   * @param rows at least 1
   */
  static double median(double[] values, PairColumns rows) {
    if (!rows.hasWeights()) {
      double[] own = values.length == rows.rows() ? values : Arrays.copyOf(values, rows.rows());
      double[] middle = RadixSort.at(own, (own.length - 1) / 2, own.length / 2);
      return middle[0] == middle[1] ? middle[0] : (middle[0] + middle[1]) / 2;
    }
    PairColumns sorted = new PairColumns();
    for (int i = 0; i < rows.rows(); i++) {
      sorted.add(values[i], 0, rows.weight(i), (short) rows.block(i));
    }
    sorted.sort();
    return of(sorted, 0.5, new int[0]);
  }

  private static double weight(PairColumns sorted, int row, int[] times) {
    return sorted.weight(row) * (times.length == 0 ? 1 : times[sorted.block(row)]);
  }
}
