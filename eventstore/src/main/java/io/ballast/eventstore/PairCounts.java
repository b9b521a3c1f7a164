package io.ballast.eventstore;

import io.ballast.stats.State;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  /** Rising. */
  private int[] pairs;

  /** One block of bins for each pair, in their order. */
  private long[] counts;

  private double[] weights;
  private double[] squares;

  /**
   * No rows.
   *
   * @param classes K
   * @param bins of the bin set
   * @param weighted whether events have weights
   */
  public PairCounts(int classes, int bins, boolean weighted) {
    this(classes, bins, weighted, new int[0], new long[0], new double[0], new double[0]);
  }

  private PairCounts(
      int classes,
      int bins,
      boolean weighted,
      int[] pairs,
      long[] counts,
      double[] weights,
      double[] squares) {
    this.classes = classes;
    this.bins = bins;
    this.weighted = weighted;
    this.pairs = pairs;
    this.counts = counts;
    this.weights = weights;
    this.squares = squares;
  }

  /**
   * These rows.
   *
   * @param pairs those that have rows, rising; the arrays are taken over, not copied
   * @param counts rows in each bin, for each pair one block of bins
   * @param weights sums of the weights, likewise; null without weights
   * @param squares sums of the squares of the weights, likewise
   */
  public static PairCounts of(
      int classes,
      int bins,
      int[] pairs,
      long[] counts,
      double @Nullable [] weights,
      double @Nullable [] squares) {
    boolean weighted = weights != null && squares != null;
    double[] noWeights = new double[0];
    PairCounts result =
        new PairCounts(
            classes,
            bins,
            weighted,
            pairs,
            counts,
            weights == null ? noWeights : weights,
            squares == null ? noWeights : squares);
    int sums = weighted ? counts.length : 0;
    if (counts.length != pairs.length * bins
        || result.weights.length != sums
        || result.squares.length != sums) {
      throw new IllegalArgumentException(
          "%d counts, %d weights and %d squares of %d pairs in %d bins"
              .formatted(
                  counts.length, result.weights.length, result.squares.length, pairs.length, bins));
    }
    for (int i = 1; i < pairs.length; i++) {
      if (pairs[i] <= pairs[i - 1]) {
        throw new IllegalArgumentException("pair " + pairs[i] + " after " + pairs[i - 1]);
      }
    }
    return result;
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
    return index < 0
        ? new long[bins]
        : Arrays.copyOfRange(counts, index * bins, (index + 1) * bins);
  }

  /** Sums of the event weights of a pair in each bin; a copy, zeros without weights. */
  public double[] weights(int target, int predicted) {
    return sums(weights, target, predicted);
  }

  /** Sums of the squares of the event weights of a pair in each bin; a copy. */
  public double[] squares(int target, int predicted) {
    return sums(squares, target, predicted);
  }

  private double[] sums(double[] all, int target, int predicted) {
    int index = find(target, predicted);
    return index < 0 || !weighted
        ? new double[bins]
        : Arrays.copyOfRange(all, index * bins, (index + 1) * bins);
  }

  private int find(int target, int predicted) {
    return Arrays.binarySearch(pairs, target * (classes + 2) + predicted);
  }

  /** All rows in each bin. */
  public long[] total() {
    long[] total = new long[bins];
    for (int i = 0; i < pairs.length; i++) {
      addTo(total, i);
    }
    return total;
  }

  /** Number of rows. */
  public long rows() {
    return Arrays.stream(counts).sum();
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
      addTo(result[row], i);
    }
    return result;
  }

  private void addTo(long[] total, int index) {
    for (int b = 0; b < bins; b++) {
      total[b] += counts[index * bins + b];
    }
  }

  /** Rows [true class][predicted class] over all bins, both as numbers from 0 to K + 1. */
  public long[][] confusion() {
    long[][] result = new long[classes + 2][classes + 2];
    for (int i = 0; i < pairs.length; i++) {
      result[pairs[i] / (classes + 2)][pairs[i] % (classes + 2)] =
          Arrays.stream(counts, i * bins, (i + 1) * bins).sum();
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

  private double[] total(double[] sums) {
    double[] total = new double[bins];
    for (int i = 0; i < sums.length; i++) {
      total[i % bins] += sums[i];
    }
    return total;
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
    int[] pair = {target * (classes + 2) + predicted};
    merge(
        new PairCounts(
            classes,
            bins,
            weighted,
            pair,
            Arrays.copyOf(pairCounts, bins),
            Arrays.copyOf(pairWeights, weighted ? bins : 0),
            Arrays.copyOf(pairSquares, weighted ? bins : 0)));
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
    makeRoom(other.pairs);
    int index = 0;
    for (int i = 0; i < other.pairs.length; i++) {
      while (pairs[index] < other.pairs[i]) {
        index++;
      }
      for (int b = 0; b < bins; b++) {
        counts[index * bins + b] += other.counts[i * bins + b];
      }
      for (int b = 0; weighted && b < bins; b++) {
        weights[index * bins + b] += other.weights[i * bins + b];
        squares[index * bins + b] += other.squares[i * bins + b];
      }
    }
  }

  /** Adds pairs that are not there yet, without rows. */
  private void makeRoom(int[] more) {
    int[] union =
        IntStream.concat(Arrays.stream(pairs), Arrays.stream(more)).sorted().distinct().toArray();
    if (union.length == pairs.length) {
      return;
    }
    long[] newCounts = new long[union.length * bins];
    double[] newWeights = new double[weighted ? newCounts.length : 0];
    double[] newSquares = new double[newWeights.length];
    int index = 0;
    for (int i = 0; i < pairs.length; i++) {
      while (union[index] < pairs[i]) {
        index++;
      }
      System.arraycopy(counts, i * bins, newCounts, index * bins, bins);
      if (weighted) {
        System.arraycopy(weights, i * bins, newWeights, index * bins, bins);
        System.arraycopy(squares, i * bins, newSquares, index * bins, bins);
      }
    }
    pairs = union;
    counts = newCounts;
    weights = newWeights;
    squares = newSquares;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof PairCounts other
        && classes == other.classes
        && bins == other.bins
        && weighted == other.weighted
        && Arrays.equals(pairs, other.pairs)
        && Arrays.equals(counts, other.counts)
        && Arrays.equals(weights, other.weights)
        && Arrays.equals(squares, other.squares);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pairs) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "pairs " + Arrays.toString(pairs) + " counts " + Arrays.toString(counts);
  }
}
