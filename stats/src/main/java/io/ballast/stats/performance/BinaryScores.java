package io.ballast.stats.performance;

import io.ballast.stats.RadixSort;
import io.ballast.stats.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Scores of a binary model beside the truth, each row with a weight. Metrics do not depend on the
 * order of rows or merges. Memory: eighteen bytes a row, 26 with weights. Not thread-safe.
 */
public final class BinaryScores implements State<BinaryScores> {

  private static final String NO_ROWS = "no row has both a target and a score";
  private static final String ONE_CLASS = "all rows with a target are of one class";
  private static final int STEPS_OF_DRAWS = 20_000_000;
  private static final int LEAST_DRAWS = 200;
  private static final int MOST_DRAWS = 1000;
  private static final double TENTH = 0.1;
  private static final double NO_ERROR = 1e-12;

  private final PairColumns scored;

  /** No row yet. */
  public BinaryScores() {
    this(new PairColumns());
  }

  private BinaryScores(PairColumns scored) {
    this.scored = scored;
  }

  /**
   * Rows of weight 1, numbered from 0.
   *
   * @param scores finite
   * @param positive the truth, one for each score
   */
  public static BinaryScores of(double[] scores, boolean[] positive) {
    double[] truths = new double[positive.length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = positive[i] ? 1 : 0;
    }
    return new BinaryScores(PairColumns.owning(scores.clone(), truths));
  }

  /**
   * Adds a row of weight 1.
   *
   * @param score finite
   * @param positive the truth
   * @param id of the row, for the intervals
   */
  public void add(double score, boolean positive, String id) {
    scored.add(score, positive ? 1 : 0, 1, Blocks.of(id));
  }

  /**
   * Adds a row.
   *
   * @param score finite
   * @param positive the truth
   * @param weight finite, at least 0; a row of weight 0 is left out
   * @param number of the row, for the intervals
   */
  public void add(double score, boolean positive, double weight, long number) {
    scored.add(score, positive ? 1 : 0, weight, Blocks.of(number));
  }

  @Override
  public void merge(BinaryScores other) {
    scored.merge(other.scored);
  }

  /** Rows with truth and score. */
  public long rows() {
    return scored.rows();
  }

  /** Rows of equal weights that say as much as these do (Kish). */
  public double effectiveRows() {
    scored.sortIfWeighted();
    return scored.effectiveRows();
  }

  private PairColumns sorted() {
    scored.sort();
    return scored;
  }

  /** Decisions: positive when the score is at least the threshold. */
  public Decisions decisions(double threshold) {
    scored.sortIfWeighted();
    return Decisions.of(scored, threshold);
  }

  /** Found and falsely taken at each threshold. */
  public ThresholdCurve curve() {
    return ThresholdCurve.of(sorted());
  }

  /** Mean score beside the share of positives in ten bins of equal width. */
  public CalibrationCurve calibration() {
    return CalibrationCurve.ofEqualWidth(scored);
  }

  /** Mean score beside the share of positives in ten bins of about equal rows. */
  public CalibrationCurve adaptiveCalibration() {
    return CalibrationCurve.ofEqualRows(scored);
  }

  /**
   * Area under the ROC curve: the share of pairs of a positive and a negative in which the positive
   * has the higher score, ties counted half. With DeLong's interval.
   */
  public Estimate auc() {
    return area(1, 0);
  }

  /** Twice the area under the ROC curve, less 1. */
  public Estimate gini() {
    return area(2, -1);
  }

  private Estimate area(double scale, double shift) {
    ThresholdCurve curve = curve();
    if (!curve.hasBothClasses()) {
      return Estimate.undefined(scored.rows() == 0 ? NO_ROWS : ONE_CLASS);
    }
    double area = curve.area();
    double value = scale * area + shift;
    double error = ThresholdCurve.areaError(scored, curve, area);
    if (Double.isNaN(error)) {
      return Estimate.withoutInterval(value, "an interval needs two rows of each class");
    }
    if (error < NO_ERROR) {
      return Estimate.withoutInterval(
          value, "the scores part both classes wholly, and DeLong's interval has no width");
    }
    double spread = scale * Wilson.Z * error;
    return Estimate.of(value, value - spread, value + spread).within(shift, 1);
  }

  /** The sum over thresholds of the rise of recall times precision; bootstrap interval. */
  public Estimate averagePrecision() {
    return ofCurve(ThresholdCurve::averagePrecision);
  }

  /** The largest gap between recall and false-positive rate; bootstrap interval. */
  public Estimate kolmogorovSmirnov() {
    return ofCurve(ThresholdCurve::largestGap);
  }

  private Estimate ofCurve(ToDoubleFunction<ThresholdCurve> metric) {
    ThresholdCurve curve = curve();
    if (!curve.hasBothClasses()) {
      return Estimate.undefined(scored.rows() == 0 ? NO_ROWS : ONE_CLASS);
    }
    int draws = Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, STEPS_OF_DRAWS / scored.rows()));
    return Blocks.ofRows(
            metric.applyAsDouble(curve),
            scored,
            draws,
            times -> metric.applyAsDouble(ThresholdCurve.of(scored, times)))
        .within(0, 1);
  }

  /** Mean of minus ln of the probability of the truth, clipped at 1e-15; bootstrap interval. */
  public Estimate logLoss() {
    return mean((score, truth) -> LossColumn.logLoss(score, truth > 0));
  }

  /** Mean of the squared difference of score and truth (1 or 0); bootstrap interval. */
  public Estimate brier() {
    return mean((score, truth) -> (score - truth) * (score - truth));
  }

  private Estimate mean(DoubleBinaryOperator loss) {
    double[] losses = new double[scored.rows()];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = loss.applyAsDouble(scored.first(i), scored.second(i));
    }
    return LossColumn.mean(losses, scored, NO_ROWS);
  }

  /**
   * Expected calibration error in ten bins of equal width, right-closed: the mean over rows of the
   * gap between mean score and share of positives of their bin.
   */
  public Estimate calibrationError() {
    return scored.rows() == 0 ? Estimate.undefined(NO_ROWS) : calibration().error();
  }

  /** The same in ten bins of about equal rows. */
  public Estimate adaptiveCalibrationError() {
    return scored.rows() == 0 ? Estimate.undefined(NO_ROWS) : adaptiveCalibration().error();
  }

  /** The root of the mean squared gap of the ten bins, without what chance adds to it. */
  public Estimate debiasedCalibrationError() {
    double value = calibration().debiased();
    return Double.isNaN(value)
        ? Estimate.undefined(scored.rows() == 0 ? NO_ROWS : "no bin has two rows")
        : Estimate.withoutInterval(value, "a value that is cut at 0 has no interval");
  }

  /**
   * The score from which on to decide positive so that recall less false-positive rate is largest
   * (Youden's J); the largest of several.
   */
  public Estimate bestThreshold() {
    return best(DecisionMetric.YOUDEN::of);
  }

  /** The score from which on to decide positive so that a metric is largest. */
  public Estimate bestThreshold(DecisionMetric metric) {
    return best(metric::of);
  }

  /** The score from which on to decide positive so that the decisions are worth most. */
  public Estimate bestThreshold(CostMatrix costs) {
    return best(costs::total);
  }

  private Estimate best(ToDoubleFunction<double[]> metric) {
    ThresholdCurve curve = curve();
    return curve.hasBothClasses()
        ? Estimate.withoutInterval(curve.best(metric), "a threshold has no interval")
        : Estimate.undefined("a threshold needs rows of both classes");
  }

  /**
   * The share of the positives among the rows of highest score.
   *
   * @param share of all rows, in (0, 1]
   */
  public Estimate gain(double share) {
    double value = scored.hasWeights() ? curve().gain(share) : gainOfRows(share);
    return Double.isNaN(value)
        ? Estimate.undefined(scored.rows() == 0 ? NO_ROWS : "no row is positive")
        : Estimate.withoutInterval(value, "a point of the gain curve has no interval here");
  }

  /** The same as {@link ThresholdCurve#gain} without sorting. */
  private double gainOfRows(double share) {
    int rows = scored.rows();
    if (rows == 0) {
      return Double.NaN;
    }
    double wanted = share * rows;
    double[] scores = scored.firstsAlone();
    double least = RadixSort.at(scores, rows - (int) Math.max(1, Math.ceil(wanted)))[0];
    double positives = 0;
    double above = 0;
    double foundAbove = 0;
    double tied = 0;
    double foundTied = 0;
    for (int i = 0; i < rows; i++) {
      double truth = scored.second(i);
      positives += truth;
      if (scores[i] > least) {
        above++;
        foundAbove += truth;
      } else if (scores[i] == least) {
        tied++;
        foundTied += truth;
      }
    }
    return (foundAbove + (wanted - above) / tied * foundTied) / positives;
  }

  /** How many times more positives there are among the rows of highest score than among all. */
  public Estimate lift(double share) {
    Estimate gain = gain(share);
    return gain.isDefined()
        ? Estimate.withoutInterval(gain.value() / share, String.valueOf(gain.reason()))
        : gain;
  }

  /**
   * How much nearer the mean scores of ten bins of about equal rows are to their shares of
   * positives than the share of positives of all rows is: above 1 the scores say more than it.
   */
  public Estimate probabilityLift() {
    double value = adaptiveCalibration().lift();
    if (Double.isFinite(value)) {
      return Estimate.withoutInterval(value, "a ratio of gaps has no interval");
    }
    return Estimate.undefined(
        scored.rows() == 0 ? NO_ROWS : "the mean score of every bin is its share of positives");
  }

  /** Whether all scores lie from 0 to 1, so that they can be read as probabilities. */
  public boolean areProbabilities() {
    boolean inside = scored.rows() > 0;
    for (int i = 0; i < scored.rows(); i++) {
      inside &= scored.first(i) >= 0 && scored.first(i) <= 1;
    }
    return inside;
  }

  /** All metrics by id, in the order of the catalogue. */
  public Map<String, Estimate> figures(double threshold) {
    Map<String, Estimate> figures = scoreFigures();
    figures.putAll(decisions(threshold).figures());
    return figures;
  }

  /** The metrics of scores by id, in the order of the catalogue. */
  public Map<String, Estimate> scoreFigures() {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    figures.put("auc", auc());
    figures.put("average_precision", averagePrecision());
    figures.put("log_loss", ofProbabilities(BinaryScores::logLoss));
    figures.put("brier", ofProbabilities(BinaryScores::brier));
    figures.put("calibration_error", ofProbabilities(BinaryScores::calibrationError));
    figures.put(
        "calibration_error_adaptive", ofProbabilities(BinaryScores::adaptiveCalibrationError));
    figures.put(
        "calibration_error_debiased", ofProbabilities(BinaryScores::debiasedCalibrationError));
    figures.put("gini", gini());
    figures.put("ks_score", kolmogorovSmirnov());
    figures.put("gain_10", gain(TENTH));
    figures.put("lift_10", lift(TENTH));
    figures.put("probability_lift", ofProbabilities(BinaryScores::probabilityLift));
    figures.put("best_threshold", bestThreshold());
    return figures;
  }

  private Estimate ofProbabilities(Function<BinaryScores, Estimate> metric) {
    return rows() == 0 || areProbabilities()
        ? metric.apply(this)
        : Estimate.undefined("a score lies outside 0 to 1 and is no probability");
  }
}
