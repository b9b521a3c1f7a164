package io.ballast.stats.performance;

import io.ballast.stats.ExactSum;
import io.ballast.stats.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Scores of a binary model beside the truth. Metrics do not depend on the order of rows or merges.
 * Memory: eleven bytes a row. Not thread-safe.
 */
public final class BinaryScores implements State<BinaryScores> {

  private static final double CLIP = 1e-15;
  private static final int CALIBRATION_BINS = 10;

  private double[] scores = new double[16];
  private boolean[] positives = new boolean[16];
  private short[] blocks = new short[16];
  private int rows;
  private boolean sorted = true;

  /**
   * Adds a row.
   *
   * @param score finite
   * @param positive the truth
   * @param id of the row, for the intervals
   */
  public void add(double score, boolean positive, String id) {
    add(score, positive, Blocks.of(id));
  }

  private void add(double score, boolean positive, short block) {
    if (rows == scores.length) {
      int length = rows * 2;
      scores = Arrays.copyOf(scores, length);
      positives = Arrays.copyOf(positives, length);
      blocks = Arrays.copyOf(blocks, length);
    }
    scores[rows] = score;
    positives[rows] = positive;
    blocks[rows] = block;
    rows++;
    sorted = false;
  }

  @Override
  public void merge(BinaryScores other) {
    for (int i = 0; i < other.rows; i++) {
      add(other.scores[i], other.positives[i], other.blocks[i]);
    }
  }

  /** Rows with truth and score. */
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
                Comparator.<Integer>comparingDouble(i -> scores[i])
                    .thenComparing(i -> positives[i])
                    .thenComparingInt(i -> blocks[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] newScores = new double[rows];
    boolean[] newPositives = new boolean[rows];
    short[] newBlocks = new short[rows];
    for (int i = 0; i < rows; i++) {
      newScores[i] = scores[order[i]];
      newPositives[i] = positives[order[i]];
      newBlocks[i] = blocks[order[i]];
    }
    scores = Arrays.copyOf(newScores, Math.max(16, rows));
    positives = Arrays.copyOf(newPositives, Math.max(16, rows));
    blocks = Arrays.copyOf(newBlocks, Math.max(16, rows));
    sorted = true;
  }

  /** Decisions: positive when the score is at least the threshold. */
  public Confusion confusion(double threshold) {
    long[] counts = new long[4];
    for (int i = 0; i < rows; i++) {
      counts[(positives[i] ? 2 : 0) + (scores[i] >= threshold ? 1 : 0)]++;
    }
    return new Confusion(counts[3], counts[1], counts[0], counts[2]);
  }

  /** F1 of the decisions, with a bootstrap interval. */
  public Estimate f1(double threshold) {
    Confusion counts = confusion(threshold);
    return decided(
        threshold,
        counts.truePositives() + counts.falsePositives() + counts.falseNegatives() == 0,
        sums -> ratio(2 * sums[0], 2 * sums[0] + sums[1] + sums[2]));
  }

  /** Root of precision times recall (Fowlkes and Mallows), with a bootstrap interval. */
  public Estimate fowlkesMallows(double threshold) {
    Confusion counts = confusion(threshold);
    boolean undefined =
        counts.truePositives() + counts.falsePositives() == 0
            || counts.truePositives() + counts.falseNegatives() == 0;
    return decided(
        threshold,
        undefined,
        sums -> Math.sqrt(ratio(sums[0], sums[0] + sums[1]) * ratio(sums[0], sums[0] + sums[2])));
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  private Estimate decided(double threshold, boolean undefined, ToDoubleFunction<double[]> metric) {
    if (rows == 0) {
      return Estimate.undefined("no row has both a target and a score");
    }
    if (undefined) {
      return Estimate.undefined("no row is positive, or none is predicted so");
    }
    sort();
    Blocks sums = new Blocks(4);
    double[] all = new double[4];
    for (int i = 0; i < rows; i++) {
      boolean predicted = scores[i] >= threshold;
      int cell = positives[i] ? (predicted ? 0 : 2) : (predicted ? 1 : 3);
      double[] one = new double[4];
      one[cell] = 1;
      sums.add(blocks[i], one);
      all[cell]++;
    }
    return sums.interval(metric.applyAsDouble(all), metric);
  }

  /**
   * Area under the ROC curve: the share of pairs of a positive and a negative in which the positive
   * has the higher score, ties counted half. With DeLong's interval.
   *
   * <p>E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more
   * correlated receiver operating characteristic curves", 1988, equations 2 to 4.
   */
  public Estimate auc() {
    sort();
    long m = 0;
    for (int i = 0; i < rows; i++) {
      m += positives[i] ? 1 : 0;
    }
    long n = rows - m;
    if (m == 0 || n == 0) {
      return Estimate.undefined(
          rows == 0
              ? "no row has both a target and a score"
              : "all rows with a target are of one class");
    }
    // For each group of equal scores: its positives win against the negatives below.
    double wins = 0;
    double positiveSquares = 0;
    double negativeSquares = 0;
    long negativesBelow = 0;
    long positivesBelow = 0;
    for (int from = 0; from < rows; ) {
      int to = from;
      long groupPositives = 0;
      while (to < rows && scores[to] == scores[from]) {
        groupPositives += positives[to++] ? 1 : 0;
      }
      long groupNegatives = to - from - groupPositives;
      double placement = negativesBelow + 0.5 * groupNegatives;
      wins += groupPositives * placement;
      double share = placement / n;
      positiveSquares += groupPositives * share * share;
      double above = (m - positivesBelow - groupPositives + 0.5 * groupPositives) / m;
      negativeSquares += groupNegatives * above * above;
      negativesBelow += groupNegatives;
      positivesBelow += groupPositives;
      from = to;
    }
    double auc = wins / ((double) m * n);
    if (m < 2 || n < 2) {
      return Estimate.withoutInterval(auc, "an interval needs two rows of each class");
    }
    double ofPositives = Math.max(0, (positiveSquares - m * auc * auc) / (m - 1));
    double ofNegatives = Math.max(0, (negativeSquares - n * auc * auc) / (n - 1));
    double spread = Wilson.Z * Math.sqrt(ofPositives / m + ofNegatives / n);
    return Estimate.of(auc, Math.max(0, auc - spread), Math.min(1, auc + spread));
  }

  /** Mean of minus ln of the probability of the truth, clipped at 1e-15; bootstrap interval. */
  public Estimate logLoss() {
    if (rows == 0) {
      return Estimate.undefined("no row has both a target and a score");
    }
    sort();
    ExactSum sum = new ExactSum();
    Blocks sums = new Blocks(2);
    for (int i = 0; i < rows; i++) {
      double p = Math.min(1 - CLIP, Math.max(CLIP, scores[i]));
      double loss = -Math.log(positives[i] ? p : 1 - p);
      sum.add(loss);
      sums.add(blocks[i], loss, 1);
    }
    return sums.interval(sum.value() / rows, drawn -> ratio(drawn[0], drawn[1]));
  }

  /**
   * Expected calibration error in ten bins of equal width, right-closed: the mean over rows of the
   * gap between mean score and share of positives of their bin.
   */
  public Estimate calibrationError() {
    if (rows == 0) {
      return Estimate.undefined("no row has both a target and a score");
    }
    sort();
    Blocks sums = new Blocks(3 * CALIBRATION_BINS);
    double[] all = new double[3 * CALIBRATION_BINS];
    double[] one = new double[all.length];
    for (int i = 0; i < rows; i++) {
      int bin =
          (int)
              Math.min(
                  CALIBRATION_BINS - 1, Math.max(0, Math.ceil(scores[i] * CALIBRATION_BINS) - 1));
      Arrays.fill(one, 0);
      one[3 * bin] = 1;
      one[3 * bin + 1] = scores[i];
      one[3 * bin + 2] = positives[i] ? 1 : 0;
      sums.add(blocks[i], one);
      for (int q = 3 * bin; q < 3 * bin + 3; q++) {
        all[q] += one[q];
      }
    }
    return sums.interval(calibrationError(all), BinaryScores::calibrationError);
  }

  private static double calibrationError(double[] sums) {
    double gaps = 0;
    double rows = 0;
    for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
      gaps += Math.abs(sums[3 * bin + 1] - sums[3 * bin + 2]);
      rows += sums[3 * bin];
    }
    return ratio(gaps, rows);
  }

  /**
   * The score from which on to decide positive so that recall less false-positive rate is largest
   * (Youden's J); the largest of several.
   */
  public Estimate bestThreshold() {
    sort();
    long m = 0;
    for (int i = 0; i < rows; i++) {
      m += positives[i] ? 1 : 0;
    }
    long n = rows - m;
    if (m == 0 || n == 0) {
      return Estimate.undefined("a threshold needs rows of both classes");
    }
    double best = Double.NEGATIVE_INFINITY;
    double threshold = Double.NaN;
    long positivesFrom = 0;
    long negativesFrom = 0;
    for (int to = rows; to > 0; ) {
      int from = to;
      while (from > 0 && scores[from - 1] == scores[to - 1]) {
        from--;
        positivesFrom += positives[from] ? 1 : 0;
        negativesFrom += positives[from] ? 0 : 1;
      }
      double j = (double) positivesFrom / m - (double) negativesFrom / n;
      if (j > best) {
        best = j;
        threshold = scores[from];
      }
      to = from;
    }
    return Estimate.withoutInterval(threshold, "a threshold has no interval");
  }
}
