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

  /** The first of the two points at which the characteristic functions are looked at. */
  private static final double POINT = 0.4;

  private static final int SIZE = 4;
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
    if (Math.min(n, m) < 5 || !areFinite(reference) || !areFinite(current)) {
      throw new IllegalArgumentException(
          reference.length + " and " + current.length + " values, give at least 5 finite ones");
    }
    double sigma = halfMiddle(reference, current);
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

  private static boolean areFinite(double[] values) {
    boolean areFinite = true;
    for (double value : values) {
      areFinite &= Double.isFinite(value);
    }
    return areFinite;
  }

  /** Half of the distance between the quartiles of both samples together. */
  private static double halfMiddle(double[] reference, double[] current) {
    double[] all = Arrays.copyOf(reference, reference.length + current.length);
    System.arraycopy(current, 0, all, reference.length, current.length);
    double[] quartiles = Quantile.ofUnsorted(all, 0.25, 0.75);
    return (quartiles[1] - quartiles[0]) / 2;
  }

  /**
   * Mean and covariance (divisor: rows) of the cosines and sines of one side. Both are summed in
   * one pass, as differences from the first row's, so that no digits are lost where they hardly
   * vary.
   */
  private record Waves(double[] mean, double[][] covariance) {
    private static final int BLOCK = 1024;
    private static final int PRODUCTS = SIZE * (SIZE + 1) / 2;

    static Waves of(double[] values, double sigma) {
      double[] start = new double[SIZE];
      fill(start, values[0], sigma);
      double[] sums = new double[SIZE + PRODUCTS];
      for (int from = 0; from < values.length; from += BLOCK) {
        double[] block = sums(values, from, Math.min(values.length, from + BLOCK), sigma, start);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += block[i];
        }
      }
      double rows = values.length;
      double[] mean = new double[SIZE];
      double[][] covariance = new double[SIZE][SIZE];
      int place = SIZE;
      for (int i = 0; i < SIZE; i++) {
        mean[i] = start[i] + sums[i] / rows;
        for (int j = 0; j <= i; j++) {
          double value = sums[place++] / rows - sums[i] / rows * (sums[j] / rows);
          covariance[i][j] = value;
          covariance[j][i] = value;
        }
      }
      return new Waves(mean, covariance);
    }

    /** Sums of the differences from the start, then of their products, row by row of a triangle. */
    private static double[] sums(double[] values, int from, int to, double sigma, double[] start) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      double aa = 0;
      double ba = 0;
      double bb = 0;
      double ca = 0;
      double cb = 0;
      double cc = 0;
      double da = 0;
      double db = 0;
      double dc = 0;
      double dd = 0;
      double[] wave = new double[SIZE];
      for (int i = from; i < to; i++) {
        fill(wave, values[i], sigma);
        double w = wave[0] - start[0];
        double x = wave[1] - start[1];
        double y = wave[2] - start[2];
        double z = wave[3] - start[3];
        a += w;
        b += x;
        c += y;
        d += z;
        aa += w * w;
        ba += x * w;
        bb += x * x;
        ca += y * w;
        cb += y * x;
        cc += y * y;
        da += z * w;
        db += z * x;
        dc += z * y;
        dd += z * z;
      }
      return new double[] {a, b, c, d, aa, ba, bb, ca, cb, cc, da, db, dc, dd};
    }

    /** Cosines, then sines at both points, the second of which is twice the first. */
    private static void fill(double[] wave, double value, double sigma) {
      double angle = POINT / sigma * value;
      double cosine = Math.cos(angle);
      double sine = Math.sin(angle);
      wave[0] = cosine;
      wave[1] = (cosine - sine) * (cosine + sine);
      wave[2] = sine;
      wave[3] = 2 * sine * cosine;
    }
  }
}
