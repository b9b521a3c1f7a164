package io.ballast.stats.distance;

import java.util.Arrays;

/**
 * Two densities of a score on one grid, estimated with a Gaussian kernel, and what they share.
 *
 * <p>The kernel's width is that of D. W. Scott, "Multivariate density estimation" (1992): the
 * deviation (divisor n - 1, after the weights) times the effective rows to the power -1/5; scipy's
 * {@code gaussian_kde}. Time grows with rows times points.
 *
 * @param grid rising; owned by this record like the others
 * @param reference density at the points of the grid
 * @param current the same of the window
 */
public record Density(double[] grid, double[] reference, double[] current) {
  private static final double SCOTT = -0.2;

  /**
   * Estimates both.
   *
   * @param reference with two different values
   * @param current likewise
   * @param points of the grid, at least 2
   * @throws IllegalArgumentException if all values of a side are one
   */
  public static Density of(SortedValues reference, SortedValues current, int points) {
    double low = Math.min(reference.values()[0], current.values()[0]);
    double high = Math.max(last(reference), last(current));
    double[] grid = new double[points];
    Arrays.setAll(grid, i -> low + (high - low) * i / (points - 1.0));
    return new Density(grid, at(grid, reference), at(grid, current));
  }

  private static double last(SortedValues side) {
    return side.values()[side.values().length - 1];
  }

  private static double[] at(double[] grid, SortedValues side) {
    double weight = 0;
    double squares = 0;
    double mean = 0;
    for (int i = 0; i < side.values().length; i++) {
      weight += side.weights()[i];
      squares += side.weights()[i] * side.weights()[i];
      mean += side.weights()[i] * side.values()[i];
    }
    mean /= weight;
    double variance = 0;
    for (int i = 0; i < side.values().length; i++) {
      double step = side.values()[i] - mean;
      variance += side.weights()[i] / weight * step * step;
    }
    variance /= 1 - squares / (weight * weight);
    if (!(variance > 0)) {
      throw new IllegalArgumentException("all values are one, a density needs two");
    }
    double width = Math.sqrt(variance) * Math.pow(weight * weight / squares, SCOTT);
    double[] density = new double[grid.length];
    for (int g = 0; g < grid.length; g++) {
      double sum = 0;
      for (int i = 0; i < side.values().length; i++) {
        double z = (grid[g] - side.values()[i]) / width;
        sum += side.weights()[i] * Math.exp(-z * z / 2);
      }
      density[g] = sum / (weight * width * Math.sqrt(2 * Math.PI));
    }
    return density;
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
