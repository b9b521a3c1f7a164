package io.ballast.stats.test;

import io.ballast.stats.RadixSort;
import java.util.Arrays;

/**
 * The distinct values of two samples in rising order, with how often each side has them: what tests
 * by rank need, ties taken together.
 *
 * @param values rising, without repeats; owned by this record like the other arrays
 * @param reference how many rows of the reference have the value
 * @param current how many rows of the window have the value
 * @param n rows of the reference, at least 1
 * @param m rows of the window, at least 1
 */
public record PooledValues(double[] values, long[] reference, long[] current, long n, long m) {

  /**
   * Pools two samples.
   *
   * @param reference in any order, infinities allowed
   * @param current likewise
   * @throws IllegalArgumentException if a sample is empty or has a NaN
   */
  public static PooledValues of(double[] reference, double[] current) {
    double[] x = sorted(reference, "reference");
    double[] y = sorted(current, "window");
    double[] values = new double[x.length + y.length];
    long[] a = new long[values.length];
    long[] b = new long[values.length];
    int size = 0;
    for (int i = 0, j = 0; i < x.length || j < y.length; size++) {
      double value = j == y.length || (i < x.length && x[i] <= y[j]) ? x[i] : y[j];
      values[size] = value;
      for (; i < x.length && x[i] == value; i++) {
        a[size]++;
      }
      for (; j < y.length && y[j] == value; j++) {
        b[size]++;
      }
    }
    return new PooledValues(
        size == values.length ? values : Arrays.copyOf(values, size),
        size == values.length ? a : Arrays.copyOf(a, size),
        size == values.length ? b : Arrays.copyOf(b, size),
        x.length,
        y.length);
  }

  private static double[] sorted(double[] values, String side) {
    if (values.length == 0) {
      throw new IllegalArgumentException("the " + side + " has no value, give at least one");
    }
    double[] sorted = values.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] += 0.0; // -0.0 and 0.0 are one value
    }
    RadixSort.sort(sorted);
    if (Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("the " + side + " has a NaN, leave missing values out");
    }
    return sorted;
  }

  /** Rows of both sides. */
  double rows() {
    return (double) n + m;
  }
}
