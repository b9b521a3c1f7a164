package io.ballast.stats.bins;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The distinct values of one gap of a {@link Ladder} in rising order, counted per class. */
final class GapValues {

  static final GapValues EMPTY = new GapValues(new double[0], new long[0][0], null, null);

  private final double[] values;
  private final long[][] counts;
  private final double @Nullable [] weights;
  private final double @Nullable [] squares;

  private GapValues(
      double[] values, long[][] counts, double @Nullable [] weights, double @Nullable [] squares) {
    this.values = values;
    this.counts = counts;
    this.weights = weights;
    this.squares = squares;
  }

  int size() {
    return values.length;
  }

  double value(int index) {
    return values[index];
  }

  long count(int rowClass, int index) {
    return counts[rowClass][index];
  }

  double weight(int index) {
    return weights == null ? 0 : weights[index];
  }

  double weightSquare(int index) {
    return squares == null ? 0 : squares[index];
  }

  /** Takes the rows of a gap in any order. */
  static final class Filler {

    private final double[] values;
    private final int[] rowClass;
    private final double[] weight;
    private int size;

    Filler(int capacity, boolean weighted) {
      values = new double[capacity];
      rowClass = new int[capacity];
      weight = new double[weighted ? capacity : 0];
    }

    void add(double value, int ofClass, double ofWeight) {
      values[size] = value;
      rowClass[size] = ofClass;
      if (weight.length > 0) {
        weight[size] = ofWeight;
      }
      size++;
    }

    GapValues sorted(int classes) {
      double[] distinct = values.clone();
      Arrays.sort(distinct);
      int kept = 0;
      for (double value : distinct) {
        if (kept == 0 || value != distinct[kept - 1]) {
          distinct[kept++] = value;
        }
      }
      distinct = Arrays.copyOf(distinct, kept);
      long[][] counts = new long[classes][kept];
      boolean weighted = weight.length > 0;
      double[] sums = weighted ? new double[kept] : null;
      double[] squares = weighted ? new double[kept] : null;
      for (int i = 0; i < size; i++) {
        int index = Arrays.binarySearch(distinct, values[i]);
        counts[rowClass[i]][index]++;
        if (sums != null && squares != null) {
          sums[index] += weight[i];
          squares[index] += weight[i] * weight[i];
        }
      }
      return new GapValues(distinct, counts, sums, squares);
    }
  }
}
