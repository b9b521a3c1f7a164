package io.ballast.stats.performance;

import io.ballast.stats.ExactSum;
import io.ballast.stats.State;
import io.ballast.stats.performance.RegressionMetric.Sums;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of a regression model beside the truth, each row with a weight. Metrics do not depend
 * on the order of rows or merges. Memory: eighteen bytes a row, 26 with weights. Not thread-safe.
 */
public final class RegressionPairs implements State<RegressionPairs> {

  private static final String NO_ROWS = "no row has both a target and an output";
  private static final String TOO_LARGE = "the sums are beyond the numbers that a computer holds";
  private static final int STEPS_OF_DRAWS = 20_000_000;
  private static final int LEAST_DRAWS = 200;
  private static final int MOST_DRAWS = 1000;

  private final PairColumns pairs;
  private @Nullable Summed summed;

  /** No row yet. */
  public RegressionPairs() {
    this(new PairColumns());
  }

  private RegressionPairs(PairColumns pairs) {
    this.pairs = pairs;
  }

  /**
   * Rows of weight 1, numbered from 0.
   *
   * @param actual the truth, finite
   * @param predictions one for each, finite
   */
  public static RegressionPairs of(double[] actual, double[] predictions) {
    return new RegressionPairs(PairColumns.of(actual, predictions));
  }

  /** Adds a row of weight 1; both values are finite. */
  public void add(double actual, double prediction, String id) {
    pairs.add(actual, prediction, 1, Blocks.of(id));
    summed = null;
  }

  /**
   * Adds a row.
   *
   * @param actual the truth, finite
   * @param prediction finite
   * @param weight finite, at least 0; a row of weight 0 is left out
   * @param number of the row, for the intervals
   */
  public void add(double actual, double prediction, double weight, long number) {
    pairs.add(actual, prediction, weight, Blocks.of(number));
    summed = null;
  }

  @Override
  public void merge(RegressionPairs other) {
    pairs.merge(other.pairs);
    summed = null;
  }

  /** Rows with truth and output. */
  public long rows() {
    return pairs.rows();
  }

  /** Rows of equal weights that say as much as these do (Kish). */
  public double effectiveRows() {
    pairs.sortIfWeighted();
    return pairs.effectiveRows();
  }

  /** Sums over all rows, and over those of each block, as far as they were asked for. */
  private static final class Summed {
    private final double[] all = new double[Sums.COUNT];
    private final boolean[] isKnown = new boolean[Sums.COUNT];
    private final Blocks blocks = new Blocks(Sums.COUNT);
  }

  private Summed summed(int... wanted) {
    Summed known = summed == null ? new Summed() : summed;
    summed = known;
    for (int sum : wanted) {
      if (!known.isKnown[sum]) {
        known.all[sum] = sum == Sums.WEIGHT ? known.blocks.addWeights(sum, pairs) : add(sum, known);
        known.isKnown[sum] = true;
      }
    }
    return known;
  }

  private double add(int sum, Summed to) {
    boolean isAroundMean = sum == Sums.ACTUAL || sum == Sums.ACTUAL_SQUARED;
    double mean = isAroundMean ? meanOfTruth() : 0;
    double median = sum == Sums.FROM_MEDIAN ? WeightedQuantile.median(pairs.firsts(), pairs) : 0;
    double[] values = new double[pairs.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Sums.of(sum, pairs.first(i), pairs.second(i), mean, median);
    }
    return to.blocks.addAll(sum, pairs.weighted(values), pairs);
  }

  private double meanOfTruth() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < pairs.rows(); i++) {
      sum.add(pairs.weight(i) * pairs.first(i));
    }
    return sum.value() / summed(Sums.WEIGHT).all[Sums.WEIGHT];
  }

  private Estimate estimate(
      ToDoubleFunction<double[]> metric, double least, String undefined, int... needs) {
    if (pairs.rows() == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    Summed sums = summed(needs);
    double value = metric.applyAsDouble(sums.all);
    if (Double.isNaN(value)) {
      return Estimate.undefined(undefined.isEmpty() ? TOO_LARGE : undefined);
    }
    return Double.isInfinite(value)
        ? Estimate.undefined(TOO_LARGE)
        : sums.blocks.interval(value, metric, needs).within(least, Double.POSITIVE_INFINITY);
  }

  /** A metric with an interval by the bootstrap. */
  public Estimate of(RegressionMetric metric) {
    return estimate(metric::of, metric.least(), metric.undefined(), metric.needs());
  }

  /**
   * Mean pinball loss: an error counts with {@code quantile} where the truth is larger, else with 1
   * less it.
   *
   * @param quantile that the predictions are meant to be, in (0, 1)
   */
  public Estimate pinball(double quantile) {
    return estimate(
        s ->
            RegressionMetric.ratio(
                quantile * s[Sums.UNDER] + (1 - quantile) * (s[Sums.ABSOLUTE] - s[Sums.UNDER]),
                s[Sums.WEIGHT]),
        0,
        "",
        Sums.UNDER,
        Sums.ABSOLUTE,
        Sums.WEIGHT);
  }

  /** One less the absolute errors over the distances of the truth from its median. */
  public Estimate absoluteD2() {
    return estimate(
        s -> 1 - RegressionMetric.ratio(s[Sums.ABSOLUTE], s[Sums.FROM_MEDIAN]),
        Double.NEGATIVE_INFINITY,
        "the targets of all rows are the same",
        Sums.ABSOLUTE,
        Sums.FROM_MEDIAN);
  }

  /**
   * R squared with a charge for each input of the model.
   *
   * @param inputs of the model, at least 0
   */
  public Estimate adjustedRSquared(int inputs) {
    double rest = pairs.rows() - 1.0 - inputs;
    if (pairs.rows() > 0 && rest <= 0) {
      return Estimate.undefined(pairs.rows() + " rows are too few for " + inputs + " inputs");
    }
    double charge = (pairs.rows() - 1.0) / rest;
    return estimate(
        s -> 1 - charge * (1 - RegressionMetric.R_SQUARED.of(s)),
        Double.NEGATIVE_INFINITY,
        RegressionMetric.R_SQUARED.undefined(),
        RegressionMetric.R_SQUARED.needs());
  }

  /** The median of the absolute errors; bootstrap interval. */
  public Estimate medianAbsoluteError() {
    if (pairs.rows() == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    PairColumns errors = new PairColumns();
    for (int i = 0; i < pairs.rows(); i++) {
      double error = Math.abs(pairs.second(i) - pairs.first(i));
      if (!Double.isFinite(error)) {
        return Estimate.undefined(TOO_LARGE);
      }
      errors.add(error, 0, pairs.weight(i), (short) pairs.block(i));
    }
    errors.sort();
    int draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, STEPS_OF_DRAWS / pairs.rows()));
    return Blocks.ofRows(
            WeightedQuantile.of(errors, 0.5, new int[0]),
            errors,
            draws,
            times -> WeightedQuantile.of(errors, 0.5, times))
        .within(0, Double.POSITIVE_INFINITY);
  }

  /** The largest absolute error. */
  public Estimate maxError() {
    if (pairs.rows() == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    double largest = 0;
    for (int i = 0; i < pairs.rows(); i++) {
      largest = Math.max(largest, Math.abs(pairs.second(i) - pairs.first(i)));
    }
    return Double.isInfinite(largest)
        ? Estimate.undefined(TOO_LARGE)
        : Estimate.withoutInterval(largest, "a largest value has no interval by the bootstrap");
  }

  /** Skewness of prediction less truth (third moment over the second to the power 3/2). */
  public Estimate residualSkew() {
    if (pairs.rows() == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    Summed sums = summed(Sums.ERROR, Sums.WEIGHT);
    double mean = sums.all[Sums.ERROR] / sums.all[Sums.WEIGHT];
    ExactSum second = new ExactSum();
    ExactSum third = new ExactSum();
    for (int i = 0; i < pairs.rows(); i++) {
      double residual = pairs.second(i) - pairs.first(i) - mean;
      second.add(pairs.weight(i) * (residual * residual));
      third.add(pairs.weight(i) * (residual * residual * residual));
    }
    double variance = second.value() / sums.all[Sums.WEIGHT];
    double value = third.value() / sums.all[Sums.WEIGHT] / Math.pow(variance, 1.5);
    return Double.isFinite(value)
        ? Estimate.withoutInterval(value, "a skewness has no interval here")
        : Estimate.undefined(variance > 0 ? TOO_LARGE : "the errors of all rows are the same");
  }

  /** Mean squared error. */
  public Estimate meanSquaredError() {
    return of(RegressionMetric.MEAN_SQUARED_ERROR);
  }

  /** Mean absolute error. */
  public Estimate meanAbsoluteError() {
    return of(RegressionMetric.MEAN_ABSOLUTE_ERROR);
  }

  /** Mean of the error over the size of the truth; rows whose truth is 0 are left out. */
  public Estimate meanAbsolutePercentageError() {
    return of(RegressionMetric.MEAN_ABSOLUTE_PERCENTAGE_ERROR);
  }

  /** Sum of the errors over the sum of the sizes of the truth. */
  public Estimate weightedAbsolutePercentageError() {
    return of(RegressionMetric.WEIGHTED_PERCENTAGE_ERROR);
  }

  /** One less the squared errors over the squared distances of the truth from its mean. */
  public Estimate rSquared() {
    return of(RegressionMetric.R_SQUARED);
  }

  /** Rows that {@link #meanAbsolutePercentageError} leaves out. */
  public long zeros() {
    long zeros = 0;
    for (int i = 0; i < pairs.rows(); i++) {
      zeros += pairs.first(i) == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** All metrics by id, in the order of the catalogue. */
  public Map<String, Estimate> figures() {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    for (RegressionMetric metric : RegressionMetric.values()) {
      figures.put(metric.id(), of(metric));
    }
    figures.put("median_absolute_error", medianAbsoluteError());
    figures.put("max_error", maxError());
    figures.put("pinball", pinball(0.5));
    figures.put("d2", absoluteD2());
    figures.put("residual_skew", residualSkew());
    return figures;
  }
}
