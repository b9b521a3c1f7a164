package io.ballast.stats.performance;

import io.ballast.stats.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decisions of a model of several classes beside the truth, each row with a weight, and with the
 * scores of all classes where they are known. Of rows of weight 1 metrics do not depend on the
 * order of rows or merges; of others to the last digit. Memory: eight bytes a row and class. Not
 * thread-safe.
 */
public final class ClassScores implements State<ClassScores> {
  private static final String NO_ROWS = "no row has both a target and a prediction";
  private static final String NO_SCORES = "needs the score of each class";
  private static final int QUANTITIES = 3;

  private final int classes;
  private final boolean hasScores;
  private int rows;
  private short[] truths = new short[16];
  private short[] predictions = new short[16];
  private double[] weights = new double[16];
  private short[] blocks = new short[16];
  private double[] scores;

  /**
   * No row yet.
   *
   * @param classes how many, from 2 to 32,767
   * @param hasScores whether rows come with the scores of all classes
   */
  public ClassScores(int classes, boolean hasScores) {
    if (classes < 2 || classes > Short.MAX_VALUE) {
      throw new IllegalArgumentException(classes + " classes, give from 2 to " + Short.MAX_VALUE);
    }
    this.classes = classes;
    this.hasScores = hasScores;
    this.scores = new double[hasScores ? 16 * classes : 0];
  }

  /**
   * Adds a row.
   *
   * @param truth number of the true class
   * @param predicted number of the predicted class; without one the class of the largest score
   * @param ofClasses a finite score for each class, summing to 1; null without
   * @param weight finite, at least 0; a row of weight 0 is left out
   * @param number of the row, for the intervals
   * @throws IllegalArgumentException if there is neither a prediction nor scores
   */
  public void add(
      int truth, int predicted, double @Nullable [] ofClasses, double weight, long number) {
    if (hasScores != (ofClasses != null) || (predicted < 0 && ofClasses == null)) {
      throw new IllegalArgumentException("a row without scores or prediction, give one of them");
    }
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight " + weight + ", a weight is a number of at least 0");
    }
    if (weight == 0) {
      return;
    }
    if (rows == truths.length) {
      grow();
    }
    int decided = predicted;
    if (ofClasses != null) {
      System.arraycopy(ofClasses, 0, scores, rows * classes, classes);
      decided = predicted < 0 ? largest(ofClasses) : predicted;
    }
    truths[rows] = (short) truth;
    predictions[rows] = (short) decided;
    weights[rows] = weight;
    blocks[rows] = Blocks.of(number);
    rows++;
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int k = 1; k < values.length; k++) {
      largest = values[k] > values[largest] ? k : largest;
    }
    return largest;
  }

  private void grow() {
    int length = rows * 2;
    truths = Arrays.copyOf(truths, length);
    predictions = Arrays.copyOf(predictions, length);
    weights = Arrays.copyOf(weights, length);
    blocks = Arrays.copyOf(blocks, length);
    scores = hasScores ? Arrays.copyOf(scores, length * classes) : scores;
  }

  @Override
  public void merge(ClassScores other) {
    if (classes != other.classes || hasScores != other.hasScores) {
      throw new IllegalArgumentException(
          classes + " and " + other.classes + " classes, need the same, with scores or without");
    }
    int count = other.rows;
    for (int i = 0; i < count; i++) {
      if (rows == truths.length) {
        grow();
      }
      truths[rows] = other.truths[i];
      predictions[rows] = other.predictions[i];
      weights[rows] = other.weights[i];
      blocks[rows] = other.blocks[i];
      if (hasScores) {
        System.arraycopy(other.scores, i * classes, scores, rows * classes, classes);
      }
      rows++;
    }
  }

  /** Rows with truth and prediction. */
  public long rows() {
    return rows;
  }

  /** Rows of equal weights that say as much as these do (Kish). */
  public double effectiveRows() {
    return weigh(row -> true).effective();
  }

  private interface RowCondition {
    boolean test(int row);
  }

  private Weight weigh(RowCondition condition) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      if (condition.test(i)) {
        sum += weights[i];
        squares += weights[i] * weights[i];
      }
    }
    return new Weight(sum, squares);
  }

  private Estimate share(RowCondition counts, RowCondition looked, String nothing) {
    return Wilson.of(
        weigh(row -> looked.test(row) && counts.test(row)),
        weigh(looked),
        rows == 0 ? NO_ROWS : nothing);
  }

  /** Weights of rows [true class][predicted class]. */
  public double[][] confusion() {
    double[][] confusion = new double[classes][classes];
    for (int i = 0; i < rows; i++) {
      confusion[truths[i]][predictions[i]] += weights[i];
    }
    return confusion;
  }

  /** Share of right decisions. */
  public Estimate accuracy() {
    return share(row -> truths[row] == predictions[row], row -> true, "");
  }

  /** Share of the rows predicted as a class that are of it. */
  public Estimate precision(int ofClass) {
    return share(
        row -> truths[row] == ofClass,
        row -> predictions[row] == ofClass,
        "no row is predicted as this class");
  }

  /** Share of the rows of a class that are predicted as it. */
  public Estimate recall(int ofClass) {
    return share(
        row -> predictions[row] == ofClass,
        row -> truths[row] == ofClass,
        "no row is of this class");
  }

  /** Harmonic mean of precision and recall of a class; bootstrap interval. */
  public Estimate f1(int ofClass) {
    Decisions decisions = new Decisions();
    for (int i = 0; i < rows; i++) {
      decisions.add(predictions[i] == ofClass, truths[i] == ofClass, weights[i], blocks[i]);
    }
    return decisions.of(DecisionMetric.F1);
  }

  /** Area under the ROC curve of a class against the rest, with DeLong's interval. */
  public Estimate auc(int ofClass) {
    if (!hasScores) {
      return Estimate.undefined(NO_SCORES);
    }
    BinaryScores binary = new BinaryScores();
    for (int i = 0; i < rows; i++) {
      binary.add(scores[i * classes + ofClass], truths[i] == ofClass, weights[i], i);
    }
    return binary.auc();
  }

  /** A metric of all classes; bootstrap interval. */
  public Estimate of(ClassMetric metric) {
    if (rows == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    Blocks blocksOfSums = new Blocks(QUANTITIES * classes);
    double[] all = new double[QUANTITIES * classes];
    for (int i = 0; i < rows; i++) {
      int truth = QUANTITIES * truths[i];
      int predicted = QUANTITIES * predictions[i];
      if (truth == predicted) {
        blocksOfSums.addTo(blocks[i], truth, weights[i]);
        all[truth] += weights[i];
      }
      blocksOfSums.addTo(blocks[i], truth + 1, weights[i]);
      blocksOfSums.addTo(blocks[i], predicted + 2, weights[i]);
      all[truth + 1] += weights[i];
      all[predicted + 2] += weights[i];
    }
    double value = metric.of(all);
    return Double.isNaN(value)
        ? Estimate.undefined(metric.undefined())
        : blocksOfSums.interval(value, metric::of).within(metric.least(), 1);
  }

  /** Mean of minus ln of the score of the truth, clipped at 1e-15; bootstrap interval. */
  public Estimate logLoss() {
    if (!hasScores) {
      return Estimate.undefined(NO_SCORES);
    }
    LossColumn losses = new LossColumn(NO_ROWS);
    for (int i = 0; i < rows; i++) {
      losses.addProbability(scores[i * classes + truths[i]], weights[i], blocks[i]);
    }
    return losses.mean();
  }

  /**
   * Share of the rows whose class is among the {@code k} of highest score; of classes that tie the
   * later ones come first, as in scikit-learn.
   */
  public Estimate top(int k) {
    if (!hasScores) {
      return Estimate.undefined(NO_SCORES);
    }
    return share(row -> rank(row) < k, row -> true, "");
  }

  private int rank(int row) {
    double own = scores[row * classes + truths[row]];
    int rank = 0;
    for (int k = 0; k < classes; k++) {
      double other = scores[row * classes + k];
      rank += other > own || (other == own && k > truths[row]) ? 1 : 0;
    }
    return rank;
  }

  /** Mean over classes of the area of each against the rest; by their rows if so asked. */
  public Estimate aucOneVersusRest(boolean weighted) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < classes; k++) {
      int ofClass = k;
      Estimate area = auc(ofClass);
      if (!area.isDefined()) {
        return hasScores && rows > 0 ? Estimate.undefined("a class has no row or all") : area;
      }
      double weight = weighted ? weigh(row -> truths[row] == ofClass).sum() : 1;
      sum += weight * area.value();
      total += weight;
    }
    return Estimate.withoutInterval(sum / total, "a mean of areas has no interval here");
  }

  /**
   * Mean over pairs of classes of the area between both, each by its own score (D. J. Hand and R.
   * J. Till, "A simple generalisation of the area under the ROC curve for multiple class
   * classification problems", 2001).
   */
  public Estimate aucOneVersusOne() {
    if (!hasScores || rows == 0) {
      return Estimate.undefined(hasScores ? NO_ROWS : NO_SCORES);
    }
    double sum = 0;
    for (int one = 0; one < classes; one++) {
      for (int other = 0; other < classes; other++) {
        sum += one == other ? 0 : areaBetween(one, other);
      }
    }
    return Double.isNaN(sum)
        ? Estimate.undefined("a class has no row")
        : Estimate.withoutInterval(
            sum / (classes * (classes - 1.0)), "a mean of areas has no interval here");
  }

  private double areaBetween(int one, int other) {
    PairColumns pair = new PairColumns();
    for (int i = 0; i < rows; i++) {
      if (truths[i] == one || truths[i] == other) {
        pair.add(scores[i * classes + one], truths[i] == one ? 1 : 0, weights[i], blocks[i]);
      }
    }
    pair.sort();
    ThresholdCurve curve = ThresholdCurve.of(pair);
    return curve.hasBothClasses() ? curve.area() : Double.NaN;
  }

  /** All metrics that are not of one class, by id, in the order of the catalogue. */
  public Map<String, Estimate> figures(int top) {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    figures.put("accuracy", accuracy());
    for (ClassMetric metric : ClassMetric.values()) {
      figures.put(metric.id(), of(metric));
    }
    figures.put("log_loss", logLoss());
    figures.put("auc_ovr", aucOneVersusRest(false));
    figures.put("auc_ovr_weighted", aucOneVersusRest(true));
    figures.put("auc_ovo", aucOneVersusOne());
    figures.put("top_k", top(top));
    return figures;
  }

  /** All metrics of one class against the rest, by id. */
  public Map<String, Estimate> figuresOfClass(int ofClass) {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    figures.put("precision", precision(ofClass));
    figures.put("recall", recall(ofClass));
    figures.put("f1", f1(ofClass));
    figures.put("auc", auc(ofClass));
    return figures;
  }
}
