package io.ballast.stats.performance;

import io.ballast.stats.RadixSort;
import io.ballast.stats.Sums;

/**
 * The values of metrics of predicted numbers, straight from two columns, each row of weight 1: for
 * one who needs no interval and has the rows in memory. {@link RegressionPairs} has both, and the
 * same value but for the last digits: here sums are those of blocks of rows.
 */
public final class RegressionColumns {

  /*
   * The terms of a block are written into an array by a loop without a branch and then summed in
   * four parts: both are loops that a compiler turns into instructions of several numbers.
   */
  private static final int BLOCK = 1024;

  private final double[] actual;
  private final double[] predictions;

  /**
   * Two columns, which are kept and not copied.
   *
   * @param actual the truth, finite, at least one
   * @param predictions one for each, finite
   * @throws IllegalArgumentException if the columns are empty or differ in length
   */
  public RegressionColumns(double[] actual, double[] predictions) {
    if (actual.length == 0 || actual.length != predictions.length) {
      throw new IllegalArgumentException(
          actual.length + " targets and " + predictions.length + " predictions, give one for each");
    }
    this.actual = actual;
    this.predictions = predictions;
  }

  /** Writes what rows add to a sum. */
  private interface Terms {
    void write(double[] y, double[] p, int from, int count, double[] into);
  }

  private double sum(Terms terms) {
    double[] block = new double[Math.min(BLOCK, actual.length)];
    double sum = 0;
    for (int from = 0; from < actual.length; from += BLOCK) {
      int count = Math.min(BLOCK, actual.length - from);
      terms.write(actual, predictions, from, count, block);
      sum += Sums.inFourParts(block, count);
    }
    return sum;
  }

  private double mean(Terms terms) {
    return sum(terms) / actual.length;
  }

  /** A metric; NaN when it is undefined. */
  public double of(RegressionMetric metric) {
    return switch (metric) {
      case MEAN_ERROR -> mean(RegressionColumns::errors);
      case MEAN_ABSOLUTE_ERROR -> mean(RegressionColumns::absoluteErrors);
      case MEAN_SQUARED_ERROR -> mean(RegressionColumns::squaredErrors);
      case ROOT_MEAN_SQUARED_ERROR -> Math.sqrt(mean(RegressionColumns::squaredErrors));
      case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> meanAbsolutePercentageError();
      case SYMMETRIC_PERCENTAGE_ERROR -> mean(RegressionColumns::symmetricErrors);
      case WEIGHTED_PERCENTAGE_ERROR ->
          RegressionMetric.ratio(
              sum(RegressionColumns::absoluteErrors), sum(RegressionColumns::sizes));
      case MEAN_SQUARED_LOGARITHMIC_ERROR -> mean(RegressionColumns::squaredLogarithms);
      case R_SQUARED -> 1 - RegressionMetric.ratio(sum(RegressionColumns::squaredErrors), spread());
    };
  }

  private static void errors(double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = p[from + i] - y[from + i];
    }
  }

  private static void absoluteErrors(double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = Math.abs(p[from + i] - y[from + i]);
    }
  }

  private static void squaredErrors(double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      double error = p[from + i] - y[from + i];
      into[i] = error * error;
    }
  }

  private static void sizes(double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = Math.abs(y[from + i]);
    }
  }

  private static void symmetricErrors(double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      double sizes = Math.abs(y[from + i]) + Math.abs(p[from + i]);
      double part = 2 * Math.abs(p[from + i] - y[from + i]) / sizes;
      into[i] = sizes == 0 ? 0 : part;
    }
  }

  /** Infinite parts of rows whose truth is 0 become 0; they are counted apart. */
  private static void relativeErrors(double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      double part = Math.abs(p[from + i] - y[from + i]) / Math.abs(y[from + i]);
      into[i] = y[from + i] == 0 ? 0 : part;
    }
  }

  private double meanAbsolutePercentageError() {
    int nonzero = 0;
    for (double y : actual) {
      nonzero += y == 0 ? 0 : 1;
    }
    return RegressionMetric.ratio(sum(RegressionColumns::relativeErrors), nonzero);
  }

  /** NaN for a row with a number of -1 or less, and so is the sum then. */
  private static void squaredLogarithms(
      double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      double rise = (p[from + i] - y[from + i]) / (1 + y[from + i]);
      double difference = logarithmOfOneMore(rise);
      boolean isDefined = y[from + i] > -1 && p[from + i] > -1;
      into[i] = isDefined ? difference * difference : Double.NaN;
    }
  }

  /**
   * ln(1 + x): the error of the rounded sum is taken out in proportion (W. Kahan; D. Goldberg,
   * "What every computer scientist should know about floating-point arithmetic", 1991, theorem 4).
   */
  private static double logarithmOfOneMore(double x) {
    double more = 1 + x;
    return more == 1 ? x : Math.log(more) * (x / (more - 1));
  }

  private double spread() {
    double mean = mean((y, p, from, count, into) -> System.arraycopy(y, from, into, 0, count));
    return sum(
        (y, p, from, count, into) -> {
          for (int i = 0; i < count; i++) {
            double distance = y[from + i] - mean;
            into[i] = distance * distance;
          }
        });
  }

  /**
   * Mean pinball loss: an error counts with {@code quantile} where the truth is larger, else with 1
   * less it.
   *
   * @param quantile in (0, 1)
   */
  public double pinball(double quantile) {
    return mean(
        (y, p, from, count, into) -> {
          for (int i = 0; i < count; i++) {
            double under = y[from + i] - p[from + i];
            into[i] = Math.max(quantile * under, (quantile - 1) * under);
          }
        });
  }

  /** One less the absolute errors over the distances of the truth from its median. */
  public double absoluteD2() {
    double median = median(actual);
    double distances =
        sum(
            (y, p, from, count, into) -> {
              for (int i = 0; i < count; i++) {
                into[i] = Math.abs(y[from + i] - median);
              }
            });
    return 1 - RegressionMetric.ratio(sum(RegressionColumns::absoluteErrors), distances);
  }

  /** The median of the absolute errors. */
  public double medianAbsoluteError() {
    double[] errors = new double[actual.length];
    absoluteErrors(actual, predictions, 0, errors.length, errors);
    return median(errors);
  }

  private static double median(double[] values) {
    double[] middle = RadixSort.at(values, (values.length - 1) / 2, values.length / 2);
    return middle[0] == middle[1] ? middle[0] : (middle[0] + middle[1]) / 2;
  }

  /** The largest absolute error. */
  public double maxError() {
    double largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(predictions[i] - actual[i]));
    }
    return largest;
  }

  /** Skewness of prediction less truth; NaN when all errors are the same. */
  public double residualSkew() {
    double mean = of(RegressionMetric.MEAN_ERROR);
    double variance =
        mean(
            (y, p, from, count, into) -> {
              for (int i = 0; i < count; i++) {
                double residual = p[from + i] - y[from + i] - mean;
                into[i] = residual * residual;
              }
            });
    double third =
        mean(
            (y, p, from, count, into) -> {
              for (int i = 0; i < count; i++) {
                double residual = p[from + i] - y[from + i] - mean;
                into[i] = residual * residual * residual;
              }
            });
    return third / (variance * Math.sqrt(variance));
  }
}
