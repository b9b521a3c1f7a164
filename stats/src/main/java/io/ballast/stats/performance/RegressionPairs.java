package io.ballast.stats.performance;

import io.ballast.stats.ExactSum;
import io.ballast.stats.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Predictions of a regression model beside the truth. Metrics do not depend on the order of rows or
 * merges. Memory: eighteen bytes a row. Not thread-safe.
 */
public final class RegressionPairs implements State<RegressionPairs> {

  private static final String NO_ROWS = "no row has both a target and an output";

  /** Positions of the sums. */
  private static final int ROWS = 0;

  private static final int ABSOLUTE = 1;
  private static final int SQUARED = 2;
  private static final int RELATIVE = 3;
  private static final int NONZERO = 4;
  private static final int SIZE = 5;
  private static final int ACTUAL = 6;
  private static final int ACTUAL_SQUARED = 7;
  private static final int SUMS = 8;

  private double[] actuals = new double[16];
  private double[] predictions = new double[16];
  private short[] blocks = new short[16];
  private int rows;
  private double centre;
  private boolean sorted = true;

  /** Adds a row; both values are finite. */
  public void add(double actual, double prediction, String id) {
    add(actual, prediction, Blocks.of(id));
  }

  private void add(double actual, double prediction, short block) {
    if (rows == actuals.length) {
      actuals = Arrays.copyOf(actuals, rows * 2);
      predictions = Arrays.copyOf(predictions, rows * 2);
      blocks = Arrays.copyOf(blocks, rows * 2);
    }
    actuals[rows] = actual;
    predictions[rows] = prediction;
    blocks[rows] = block;
    rows++;
    sorted = false;
  }

  @Override
  public void merge(RegressionPairs other) {
    for (int i = 0; i < other.rows; i++) {
      add(other.actuals[i], other.predictions[i], other.blocks[i]);
    }
  }

  /** Rows with truth and output. */
  public long rows() {
    return rows;
  }

  private void sort() {
    if (sorted) {
      return;
    }
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> actuals[i])
                    .thenComparingDouble(i -> predictions[i])
                    .thenComparingInt(i -> blocks[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] newActuals = new double[Math.max(16, rows)];
    double[] newPredictions = new double[newActuals.length];
    short[] newBlocks = new short[newActuals.length];
    ExactSum sum = new ExactSum();
    for (int i = 0; i < rows; i++) {
      newActuals[i] = actuals[order[i]];
      newPredictions[i] = predictions[order[i]];
      newBlocks[i] = blocks[order[i]];
      sum.add(newActuals[i]);
    }
    actuals = newActuals;
    predictions = newPredictions;
    blocks = newBlocks;
    centre = sum.value() / rows;
    sorted = true;
  }

  private Estimate estimate(ToDoubleFunction<double[]> metric, String undefined) {
    if (rows == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    sort();
    ExactSum[] exact = new ExactSum[SUMS];
    Arrays.setAll(exact, i -> new ExactSum());
    Blocks sums = new Blocks(SUMS);
    for (int i = 0; i < rows; i++) {
      double y = actuals[i];
      double error = Math.abs(predictions[i] - y);
      // Squares of the truth are taken around its mean: no digits are lost.
      double around = y - centre;
      double[] values = {
        1,
        error,
        error * error,
        y == 0 ? 0 : error / Math.abs(y),
        y == 0 ? 0 : 1,
        Math.abs(y),
        around,
        around * around
      };
      for (int q = 0; q < SUMS; q++) {
        exact[q].add(values[q]);
      }
      sums.add(blocks[i], values);
    }
    double value =
        metric.applyAsDouble(Arrays.stream(exact).mapToDouble(ExactSum::value).toArray());
    return Double.isNaN(value) ? Estimate.undefined(undefined) : sums.interval(value, metric);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  /** Mean squared error. */
  public Estimate meanSquaredError() {
    return estimate(sums -> ratio(sums[SQUARED], sums[ROWS]), NO_ROWS);
  }

  /** Mean absolute error. */
  public Estimate meanAbsoluteError() {
    return estimate(sums -> ratio(sums[ABSOLUTE], sums[ROWS]), NO_ROWS);
  }

  /** Mean of the error over the size of the truth; rows whose truth is 0 are left out. */
  public Estimate meanAbsolutePercentageError() {
    return estimate(sums -> ratio(sums[RELATIVE], sums[NONZERO]), "the target of every row is 0");
  }

  /** Sum of the errors over the sum of the sizes of the truth. */
  public Estimate weightedAbsolutePercentageError() {
    return estimate(sums -> ratio(sums[ABSOLUTE], sums[SIZE]), "the target of every row is 0");
  }

  /** One less the squared errors over the squared distances of the truth from its mean. */
  public Estimate rSquared() {
    return estimate(
        sums ->
            1
                - ratio(
                    sums[SQUARED], sums[ACTUAL_SQUARED] - sums[ACTUAL] * sums[ACTUAL] / sums[ROWS]),
        "the targets of all rows are the same");
  }

  /** Rows that {@link #meanAbsolutePercentageError} leaves out. */
  public long zeros() {
    long zeros = 0;
    for (int i = 0; i < rows; i++) {
      zeros += actuals[i] == 0 ? 1 : 0;
    }
    return zeros;
  }
}
