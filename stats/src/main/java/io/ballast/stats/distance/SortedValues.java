package io.ballast.stats.distance;

import io.ballast.stats.RadixSort;
import java.util.Arrays;

/**
 * The values of one side in rising order, each with a weight.
 *
 * @param values rising, ties allowed, no NaN; owned by this record, not to be changed
 * @param weights one for each value, at least 0, with a sum above 0; owned by this record likewise
 */
public record SortedValues(double[] values, double[] weights) {
  public SortedValues {
    if (values.length == 0 || values.length != weights.length) {
      throw new IllegalArgumentException(
          values.length + " values and " + weights.length + " weights, give one for each value");
    }
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      if (!(weights[i] >= 0) || (i > 0 && !(values[i] >= values[i - 1]))) {
        throw new IllegalArgumentException(
            "value " + values[i] + " of weight " + weights[i] + " at " + i + " is out of order");
      }
      total += weights[i];
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weights sum to " + total + ", need a sum above 0");
    }
  }

  /** Values of weight 1, in any order; NaN is not allowed. */
  public static SortedValues of(double... values) {
    double[] sorted = values.clone();
    RadixSort.sort(sorted);
    double[] weights = new double[sorted.length];
    Arrays.fill(weights, 1);
    return new SortedValues(sorted, weights);
  }

  /** Sees both distribution functions between two neighbouring values. */
  interface Step {
    /**
     * Takes one step.
     *
     * @param from a value of either side
     * @param to the next larger value of either side; NaN after the last
     * @param first weighted share of the first side up to and with {@code from}
     * @param second weighted share of the second side up to and with {@code from}
     */
    void take(double from, double to, double first, double second);
  }

  /** Walks over the values of both sides in rising order, one step for each distinct value. */
  static void walk(SortedValues first, SortedValues second, Step step) {
    double[] x = first.values;
    double[] y = second.values;
    double xTotal = Arrays.stream(first.weights).sum();
    double yTotal = Arrays.stream(second.weights).sum();
    double xSum = 0;
    double ySum = 0;
    int i = 0;
    int j = 0;
    while (i < x.length || j < y.length) {
      double from = next(x, i, y, j);
      for (; i < x.length && x[i] == from; i++) {
        xSum += first.weights[i];
      }
      for (; j < y.length && y[j] == from; j++) {
        ySum += second.weights[j];
      }
      double to = i < x.length || j < y.length ? next(x, i, y, j) : Double.NaN;
      step.take(from, to, xSum / xTotal, ySum / yTotal);
    }
  }

  private static double next(double[] x, int i, double[] y, int j) {
    if (i == x.length) {
      return y[j];
    }
    return j == y.length ? x[i] : Math.min(x[i], y[j]);
  }
}
