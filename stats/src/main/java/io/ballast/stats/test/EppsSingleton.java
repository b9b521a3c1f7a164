package io.ballast.stats.test;

import io.ballast.stats.Quantile;
import io.ballast.stats.special.ChiSquare;
import java.util.Arrays;

/**
 * The test of two characteristic functions (T. W. Epps and K. J. Singleton, "An omnibus test for
 * the two-sample problem using the empirical characteristic function", 1986): sees differences of
 * any kind, and holds for discrete values.
 *
 * @param statistic W2, times the small-sample factor when both sides have fewer than 25 rows
 * @param degreesOfFreedom rank of the covariance, 4 as a rule
 * @param p chi-square tail; NaN like the statistic when the middle half of all values is one value
 */
public record EppsSingleton(double statistic, int degreesOfFreedom, double p) {
  private static final double[] POINTS = {0.4, 0.8};
  private static final int SIZE = 2 * POINTS.length;
  private static final int SMALL = 25;

  /**
   * Tests two samples.
   *
   * @param reference finite values, at least 5
   * @param current likewise
   * @throws IllegalArgumentException if a side has fewer than 5 values or one that is not finite
   */
  public static EppsSingleton of(double[] reference, double[] current) {
    double n = reference.length;
    double m = current.length;
    double[] all = new double[reference.length + current.length];
    System.arraycopy(reference, 0, all, 0, reference.length);
    System.arraycopy(current, 0, all, reference.length, current.length);
    Arrays.sort(all);
    if (Math.min(n, m) < 5 || !Double.isFinite(all[0]) || !Double.isFinite(all[all.length - 1])) {
      throw new IllegalArgumentException(
          reference.length + " and " + current.length + " values, give at least 5 finite ones");
    }
    double sigma = (Quantile.of(all, all.length, 0.75) - Quantile.of(all, all.length, 0.25)) / 2;
    if (!(sigma > 0)) {
      return new EppsSingleton(Double.NaN, 0, Double.NaN);
    }
    Waves x = Waves.of(reference, sigma);
    Waves y = Waves.of(current, sigma);
    double rows = n + m;
    double[][] covariance = new double[SIZE][SIZE];
    double[] difference = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      difference[i] = x.mean[i] - y.mean[i];
      for (int j = 0; j < SIZE; j++) {
        covariance[i][j] = rows / n * x.covariance[i][j] + rows / m * y.covariance[i][j];
      }
    }
    var inverse = new SymmetricInverse(covariance);
    double statistic = rows * inverse.quadraticForm(difference);
    if (Math.max(n, m) < SMALL) {
      statistic /= 1 + Math.pow(rows, -0.45) + 10.1 * (Math.pow(n, -1.7) + Math.pow(m, -1.7));
    }
    return new EppsSingleton(statistic, inverse.rank(), ChiSquare.upper(inverse.rank(), statistic));
  }

  /** Mean and covariance (divisor: rows) of the cosines and sines of one side. */
  private record Waves(double[] mean, double[][] covariance) {

    static Waves of(double[] values, double sigma) {
      double[] mean = new double[SIZE];
      double[] wave = new double[SIZE];
      for (double value : values) {
        fill(wave, value, sigma);
        for (int i = 0; i < SIZE; i++) {
          mean[i] += wave[i] / values.length;
        }
      }
      double[][] covariance = new double[SIZE][SIZE];
      for (double value : values) {
        fill(wave, value, sigma);
        for (int i = 0; i < SIZE; i++) {
          for (int j = 0; j < SIZE; j++) {
            covariance[i][j] += (wave[i] - mean[i]) * (wave[j] - mean[j]) / values.length;
          }
        }
      }
      return new Waves(mean, covariance);
    }

    private static void fill(double[] wave, double value, double sigma) {
      for (int i = 0; i < POINTS.length; i++) {
        double angle = POINTS[i] / sigma * value;
        wave[i] = Math.cos(angle);
        wave[POINTS.length + i] = Math.sin(angle);
      }
    }
  }
}
