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

  private static final int PARTS = 2;

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
      case WEIGHTED_PERCENTAGE_ERROR -> weightedPercentageError();
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

  /** Both sums in one loop: the columns are read once. */
  private double weightedPercentageError() {
    double[] errors = new double[PARTS];
    double[] sizes = new double[PARTS];
    for (int from = 0; from < actual.length; from += BLOCK) {
      addErrorsAndSizes(from, Math.min(actual.length, from + BLOCK), errors, sizes);
    }
    return RegressionMetric.ratio(Sums.inFourParts(errors, PARTS), Sums.inFourParts(sizes, PARTS));
  }

  private void addErrorsAndSizes(int from, int to, double[] errors, double[] sizes) {
    double error = 0;
    double size = 0;
    double otherError = 0;
    double otherSize = 0;
    int i = from;
    for (; i + 1 < to; i += 2) {
      error += Math.abs(predictions[i] - actual[i]);
      size += Math.abs(actual[i]);
      otherError += Math.abs(predictions[i + 1] - actual[i + 1]);
      otherSize += Math.abs(actual[i + 1]);
    }
    if (i < to) {
      error += Math.abs(predictions[i] - actual[i]);
      size += Math.abs(actual[i]);
    }
    errors[0] += error;
    errors[1] += otherError;
    sizes[0] += size;
    sizes[1] += otherSize;
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

  /*
   * ln((1 + p) / (1 + y)) is 2 artanh(s) with s the difference of both over their sum: its series is
   * a loop without a branch. It has all digits up to NEAR, where one is twice the other; rows that
   * are further apart go through the logarithm.
   */
  private static final double NEAR = 1.0 / 3;

  /** NaN for a row with a number of -1 or less, and so is the sum then. */
  private static void squaredLogarithms(
      double[] y, double[] p, int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = slope(y[from + i], p[from + i]);
    }
    boolean areNear = true;
    for (int i = 0; i < count; i++) {
      areNear &= isNear(y[from + i], into[i]);
    }
    for (int i = 0; i < count; i++) {
      double difference = 2 * areaTangent(into[i]);
      into[i] = difference * difference;
    }
    if (!areNear) {
      for (int i = 0; i < count; i++) {
        into[i] = squaredLogarithm(y[from + i], p[from + i], into[i]);
      }
    }
  }

  /** Half of each, so that large numbers do not overflow. */
  private static double slope(double y, double p) {
    return (0.5 * p - 0.5 * y) / (0.5 * (1 + p) + 0.5 * (1 + y));
  }

  /** Of a slope that small and a truth above -1 the prediction is above -1, too. */
  private static boolean isNear(double y, double slope) {
    return y > -1 && Math.abs(slope) <= NEAR;
  }

  /** artanh(s) for s up to {@link #NEAR}. */
  private static double areaTangent(double s) {
    double q = s * s;
    double tail = q * (1.0 / 25 + q * (1.0 / 27 + q * (1.0 / 29 + q * (1.0 / 31))));
    tail = q * (1.0 / 17 + q * (1.0 / 19 + q * (1.0 / 21 + q * (1.0 / 23 + tail))));
    tail = q * (1.0 / 9 + q * (1.0 / 11 + q * (1.0 / 13 + q * (1.0 / 15 + tail))));
    return s * (1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + tail))));
  }

  private static double squaredLogarithm(double y, double p, double near) {
    if (!(y > -1 && p > -1)) {
      return Double.NaN;
    }
    if (isNear(y, slope(y, p))) {
      return near;
    }
    double difference = Math.log(1 + p) - Math.log(1 + y);
    return difference * difference;
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
