package io.ballast.stats.performance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two numbers of each row, its weight and its block. Sorted, the rows are in an order that does not
 * depend on how they came, so that sums over them are the same to the last digit. Memory: eighteen
 * bytes a row, eight more with weights. Not thread-safe.
 */
final class PairColumns {
  private double[] first = new double[16];
  private double[] second = new double[16];
  private double @Nullable [] weights;
  private short[] blocks = new short[16];
  private int rows;
  private boolean sorted = true;

  /**
   * Adds a row; one of weight 0 is left out.
   *
   * @throws IllegalArgumentException if a number is not finite or the weight is negative
   */
  void add(double one, double two, double weight, short block) {
    if (!Double.isFinite(one) || !Double.isFinite(two)) {
      throw new IllegalArgumentException(one + " and " + two + ", give finite numbers");
    }
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight " + weight + ", a weight is a number of at least 0");
    }
    if (weight == 0) {
      return;
    }
    if (rows == first.length) {
      grow();
    }
    if (weights == null && weight != 1) {
      weights = new double[first.length];
      Arrays.fill(weights, 1);
    }
    first[rows] = one;
    second[rows] = two;
    if (weights != null) {
      weights[rows] = weight;
    }
    blocks[rows] = block;
    rows++;
    sorted = false;
  }

  private void grow() {
    int length = rows * 2;
    first = Arrays.copyOf(first, length);
    second = Arrays.copyOf(second, length);
    weights = weights == null ? null : Arrays.copyOf(weights, length);
    blocks = Arrays.copyOf(blocks, length);
  }

  void merge(PairColumns other) {
    int count = other.rows;
    for (int i = 0; i < count; i++) {
      add(other.first[i], other.second[i], other.weight(i), other.blocks[i]);
    }
  }

  /** Sorts by the first number, the second, the weight, the block. */
  void sort() {
    if (sorted) {
      return;
    }
    RowOrder order = new RowOrder(rows).by(i -> blocks[i]);
    double[] unsorted = weights;
    if (unsorted != null) {
      order.by(i -> RowOrder.key(unsorted[i]));
    }
    order.by(i -> RowOrder.key(second[i])).by(i -> RowOrder.key(first[i]));
    first = order.applied(first);
    second = order.applied(second);
    weights = unsorted == null ? null : order.applied(unsorted);
    blocks = order.applied(blocks);
    sorted = true;
  }

  int rows() {
    return rows;
  }

  double first(int row) {
    return first[row];
  }

  double second(int row) {
    return second[row];
  }

  double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  int block(int row) {
    return blocks[row];
  }

  /** The sum of the weights, in the order of the rows. */
  double weight() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += weight(i);
    }
    return sum;
  }

  /** Rows of equal weights that say as much as these do (Kish). */
  double effectiveRows() {
    Weight all = new Weight(0, 0);
    for (int i = 0; i < rows; i++) {
      all = all.plus(weight(i));
    }
    return all.effective();
  }
}
