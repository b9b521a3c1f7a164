package io.ballast.stats.distance;

import java.util.Arrays;

/**
 * Two densities of a score on one grid, estimated with a Gaussian kernel, and what they share.
 *
 * <p>The kernel's width is that of D. W. Scott, "Multivariate density estimation" (1992): the
 * deviation (divisor n - 1, after the weights) times the effective rows to the power -1/5; scipy's
 * {@code gaussian_kde}. A row counts within nine widths: what is further off adds less than 1e-17
 * of its peak. Time grows with rows times points.
 *
 * @param grid rising; owned by this record like the others
 * @param reference density at the points of the grid
 * @param current the same of the window
 */
public record Density(double[] grid, double[] reference, double[] current) {
  private static final double SCOTT = -0.2;
  private static final double REACH = 9;

  /**
   * Values of one side.
   *
   * @param values finite, rising, at least one; owned by this record like the weights
   * @param weights one for each value, at least 0, with a sum above 0
   * @param effectiveRows rows of equal weights that say as much (Kish), at least 1
   */
  public record Side(double[] values, double[] weights, double effectiveRows) {
    static Side of(SortedValues sorted) {
      double weight = 0;
      double squares = 0;
      for (double one : sorted.weights()) {
        weight += one;
        squares += one * one;
      }
      return new Side(sorted.values(), sorted.weights(), weight * weight / squares);
    }
  }

  /**
   * Estimates both.
   *
   * @param reference with two different values
   * @param current likewise
   * @param points of the grid, at least 2
   * @throws IllegalArgumentException if all values of a side are one
   */
  public static Density of(SortedValues reference, SortedValues current, int points) {
    return of(Side.of(reference), Side.of(current), points);
  }

  /** The same of values that are counted already. */
  public static Density of(Side reference, Side current, int points) {
    double low = Math.min(reference.values[0], current.values[0]);
    double high = Math.max(last(reference), last(current));
    double[] grid = new double[points];
    Arrays.setAll(grid, i -> low + (high - low) * i / (points - 1.0));
    return new Density(grid, at(grid, reference), at(grid, current));
  }

  private static double last(Side side) {
    return side.values[side.values.length - 1];
  }

  /** After the weights, with divisor n - 1; NaN or infinite beyond the doubles. */
  private static double variance(Side side) {
    double weight = Arrays.stream(side.weights).sum();
    double mean = 0;
    for (int i = 0; i < side.values.length; i++) {
      mean += side.weights[i] / weight * side.values[i];
    }
    double variance = 0;
    for (int i = 0; i < side.values.length; i++) {
      double step = side.values[i] - mean;
      variance += side.weights[i] / weight * step * step;
    }
    return variance / (1 - 1 / side.effectiveRows);
  }

  private static boolean isSpread(Side side) {
    double variance = variance(side);
    return side.values[0] < last(side) && variance > 0 && variance < Double.POSITIVE_INFINITY;
  }

  private static double[] at(double[] grid, Side side) {
    if (!isSpread(side)) {
      throw new IllegalArgumentException("all values are one, a density needs two");
    }
    double width = Math.sqrt(variance(side)) * Math.pow(side.effectiveRows, SCOTT);
    double weight = Arrays.stream(side.weights).sum();
    double[] density = new double[grid.length];
    int from = 0;
    int to = 0;
    for (int g = 0; g < grid.length; g++) {
      while (from < side.values.length && side.values[from] < grid[g] - REACH * width) {
        from++;
      }
      while (to < side.values.length && side.values[to] <= grid[g] + REACH * width) {
        to++;
      }
      double sum = 0;
      for (int i = from; i < to; i++) {
        double z = (grid[g] - side.values[i]) / width;
        sum += side.weights[i] * Math.exp(-z * z / 2);
      }
      density[g] = sum / (weight * width * Math.sqrt(2 * Math.PI));
    }
    return density;
  }

  /** Points of the grid of {@link #distance}. */
  public static final int POINTS = 129;

  /**
   * The {@link #difference} of both densities over a grid of {@link #POINTS} points; NaN where a
   * side has no two different values.
   */
  public static double distance(Side reference, Side current) {
    return isSpread(reference) && isSpread(current)
        ? of(reference, current, POINTS).difference()
        : Double.NaN;
  }

  /** The same of values each of which is a row. */
  public static double distance(SortedValues reference, SortedValues current) {
    return distance(Side.of(reference), Side.of(current));
  }

  /**
   * The area between both curves over that under both, over the grid, by trapezoids: 0 for equal
   * ones, 1 for those that share nothing.
   */
  public double difference() {
    double between = 0;
    double under = 0;
    for (int i = 1; i < grid.length; i++) {
      double width = grid[i] - grid[i - 1];
      between += width * Math.abs(reference[i - 1] - current[i - 1]);
      between += width * Math.abs(reference[i] - current[i]);
      under += width * (reference[i - 1] + current[i - 1] + (reference[i] + current[i]));
    }
    return between / under;
  }

  /** The area under the lower of both curves over the grid, by trapezoids: 1 for equal ones. */
  public double overlap() {
    double area = 0;
    for (int i = 1; i < grid.length; i++) {
      double left = Math.min(reference[i - 1], current[i - 1]);
      double right = Math.min(reference[i], current[i]);
      area += (left + right) / 2 * (grid[i] - grid[i - 1]);
    }
    return area;
  }
}
