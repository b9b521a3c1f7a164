package io.ballast.eventstore;

import io.ballast.stats.State;
import java.util.Arrays;

/**
 * Counts per bin for each pair of true and predicted class; with event weights also the sums of the
 * weights and of their squares. Not thread-safe.
 *
 * <p>A class is a number: 0 for none, 1 to K for the classes of the model in their order, K + 1 for
 * a value that is no class of the model. Everything that depends on classes comes from the pairs:
 * class weights by target or by prediction, the per-class parts and the confusion matrix.
 *
 * <p>Counts merge exactly. Weight sums are exact sums rounded once where they come from the store;
 * merged ones are rounded once more for each merge.
 */
public final class PairCounts implements State<PairCounts> {

  private final int classes;
  private final int bins;
  private final boolean weighted;
  private int[] pairs = new int[0];
  private long[][] counts = new long[0][];
  private double[][] weights = new double[0][];
  private double[][] squares = new double[0][];

  /**
   * No rows.
   *
   * @param classes K
   * @param bins of the bin set
   * @param weighted whether events have weights
   */
  public PairCounts(int classes, int bins, boolean weighted) {
    this.classes = classes;
    this.bins = bins;
    this.weighted = weighted;
  }

  /** K, the classes of the model. */
  public int classes() {
    return classes;
  }

  /** The bins of the bin set. */
  public int bins() {
    return bins;
  }

  /** Whether events have weights. */
  public boolean isWeighted() {
    return weighted;
  }

  /** The pairs that have rows, rising; a pair is {@code target * (classes + 2) + predicted}. */
  public int[] pairs() {
    return pairs.clone();
  }

  /** Rows of a pair in each bin; a copy. */
  public long[] counts(int target, int predicted) {
    int index = find(target, predicted);
    return index < 0 ? new long[bins] : counts[index].clone();
  }

  /** Sums of the event weights of a pair in each bin; a copy, zeros without weights. */
  public double[] weights(int target, int predicted) {
    int index = find(target, predicted);
    return index < 0 || !weighted ? new double[bins] : weights[index].clone();
  }

  /** Sums of the squares of the event weights of a pair in each bin; a copy. */
  public double[] squares(int target, int predicted) {
    int index = find(target, predicted);
    return index < 0 || !weighted ? new double[bins] : squares[index].clone();
  }

  private int find(int target, int predicted) {
    return Arrays.binarySearch(pairs, target * (classes + 2) + predicted);
  }

  /** All rows in each bin. */
  public long[] total() {
    long[] total = new long[bins];
    for (long[] row : counts) {
      addTo(total, row);
    }
    return total;
  }

  /** Number of rows. */
  public long rows() {
    return Arrays.stream(total()).sum();
  }

  /**
   * Counts [class][bin] by the true class: K rows, then one with all rows of no class of the model,
   * as {@link io.ballast.stats.bins.BinnedCounts} has them.
   */
  public long[][] byTarget() {
    return by(true);
  }

  /** Counts [class][bin] by the predicted class, likewise. */
  public long[][] byPrediction() {
    return by(false);
  }

  private long[][] by(boolean target) {
    long[][] result = new long[classes + 1][bins];
    for (int i = 0; i < pairs.length; i++) {
      int code = target ? pairs[i] / (classes + 2) : pairs[i] % (classes + 2);
      int row = code == 0 || code > classes ? classes : code - 1;
      addTo(result[row], counts[i]);
    }
    return result;
  }

  /** Rows [true class][predicted class] over all bins, both as numbers from 0 to K + 1. */
  public long[][] confusion() {
    long[][] result = new long[classes + 2][classes + 2];
    for (int i = 0; i < pairs.length; i++) {
      result[pairs[i] / (classes + 2)][pairs[i] % (classes + 2)] = Arrays.stream(counts[i]).sum();
    }
    return result;
  }

  /** Sums of the event weights in each bin. */
  public double[] totalWeights() {
    return total(weights);
  }

  /** Sums of the squares of the event weights in each bin. */
  public double[] totalSquares() {
    return total(squares);
  }

  private double[] total(double[][] rows) {
    double[] total = new double[bins];
    for (double[] row : rows) {
      for (int b = 0; b < bins; b++) {
        total[b] += row[b];
      }
    }
    return total;
  }

  private static void addTo(long[] total, long[] row) {
    for (int b = 0; b < total.length; b++) {
      total[b] += row[b];
    }
  }

  /**
   * Adds rows of one pair.
   *
   * @param target true class, 0 to K + 1
   * @param predicted predicted class, 0 to K + 1
   * @param pairCounts rows in each bin
   * @param pairWeights sums of the weights in each bin; empty without weights
   * @param pairSquares sums of the squares; empty without weights
   */
  public void add(
      int target, int predicted, long[] pairCounts, double[] pairWeights, double[] pairSquares) {
    int pair = target * (classes + 2) + predicted;
    int index = Arrays.binarySearch(pairs, pair);
    if (index < 0) {
      index = insert(-index - 1, pair);
    }
    addTo(counts[index], pairCounts);
    for (int b = 0; weighted && b < bins; b++) {
      weights[index][b] += pairWeights[b];
      squares[index][b] += pairSquares[b];
    }
  }

  private int insert(int index, int pair) {
    int size = pairs.length;
    int[] newPairs = Arrays.copyOf(pairs, size + 1);
    System.arraycopy(pairs, index, newPairs, index + 1, size - index);
    newPairs[index] = pair;
    pairs = newPairs;
    counts = opened(counts, index, new long[bins]);
    if (weighted) {
      weights = opened(weights, index, new double[bins]);
      squares = opened(squares, index, new double[bins]);
    }
    return index;
  }

  private static <T> T[] opened(T[] rows, int index, T row) {
    T[] result = Arrays.copyOf(rows, rows.length + 1);
    System.arraycopy(rows, index, result, index + 1, rows.length - index);
    result[index] = row;
    return result;
  }

  @Override
  public void merge(PairCounts other) {
    if (other.classes != classes || other.bins != bins || other.weighted != weighted) {
      throw new IllegalArgumentException(
          "counts of "
              + other.classes
              + " classes in "
              + other.bins
              + " bins do not merge into "
              + classes
              + " classes in "
              + bins);
    }
    for (int i = 0; i < other.pairs.length; i++) {
      add(
          other.pairs[i] / (classes + 2),
          other.pairs[i] % (classes + 2),
          other.counts[i],
          weighted ? other.weights[i] : new double[0],
          weighted ? other.squares[i] : new double[0]);
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PairCounts other
        && classes == other.classes
        && bins == other.bins
        && weighted == other.weighted
        && Arrays.equals(pairs, other.pairs)
        && Arrays.deepEquals(counts, other.counts)
        && Arrays.deepEquals(weights, other.weights)
        && Arrays.deepEquals(squares, other.squares);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pairs) + Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return "pairs " + Arrays.toString(pairs) + " counts " + Arrays.deepToString(counts);
  }
}
