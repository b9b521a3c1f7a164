package io.ballast.stats.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;
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
      throw notFinite(one, two);
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

  /**
   * Rows of weight 1 and of blocks by their number from 0.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  static PairColumns of(double[] first, double[] second) {
    return owning(first.clone(), second.clone());
  }

  /** The same of arrays that are not used elsewhere afterwards. */
  static PairColumns owning(double[] first, double[] second) {
    PairColumns columns = new PairColumns();
    columns.rows = first.length;
    columns.sorted = first.length < 2;
    if (first.length == 0) {
      return columns;
    }
    columns.first = first;
    columns.second = second;
    columns.blocks = new short[first.length];
    for (int i = 0; i < first.length; i++) {
      if (!Double.isFinite(first[i]) || !Double.isFinite(second[i])) {
        throw notFinite(first[i], second[i]);
      }
      columns.blocks[i] = Blocks.of(i);
    }
    return columns;
  }

  private static IllegalArgumentException notFinite(double one, double two) {
    return new IllegalArgumentException(one + " and " + two + ", give finite numbers");
  }

  /** Sorts where the order of rows is seen in the last digits of a sum: where they have weights. */
  void sortIfWeighted() {
    if (weights != null) {
      sort();
    }
  }

  /** Sorts by the first number, the second, the weight, the block. */
  void sort() {
    if (sorted) {
      return;
    }
    double[] unsorted = weights;
    List<IntToLongFunction> further = new ArrayList<>();
    further.add(i -> blocks[i]);
    if (unsorted != null) {
      further.add(i -> RowOrder.key(unsorted[i]));
    }
    further.add(i -> RowOrder.key(second[i]));
    RowOrder order = new RowOrder(rows).by(i -> RowOrder.key(first[i]), further);
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

  /** The first numbers, and more behind them; not to be changed. */
  double[] firsts() {
    return first;
  }

  /** The first numbers and nothing behind them; not to be changed. */
  double[] firstsAlone() {
    return first.length == rows ? first : Arrays.copyOf(first, rows);
  }

  boolean hasWeights() {
    return weights != null;
  }

  /** The weights, of which there are some. */
  double[] weights() {
    return Objects.requireNonNull(weights);
  }

  /** Each value times the weight of its row; the same array where all weights are 1. */
  double[] weighted(double[] values) {
    double[] known = weights;
    if (known == null) {
      return values;
    }
    double[] weighted = new double[rows];
    for (int i = 0; i < rows; i++) {
      weighted[i] = known[i] * values[i];
    }
    return weighted;
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
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      sum += weight(i);
      squares += weight(i) * weight(i);
    }
    return new Weight(sum, squares).effective();
  }
}
