package io.ballast.stats.trees;

import java.util.Arrays;

/**
 * Splits that gain most likelihood of a class target.
 *
 * <p>The gain of a split is the likelihood ratio statistic G in nats: sum over the two sides and
 * the classes of {@code count * ln(share on the side / share in the node)}. It sees any change of
 * the class shares, so that a number cut into classes is split where its shape changes, not only
 * where its mean does.
 */
/*
 * A node's rows are put in order of their bin (a counting sort), then moved one by one from the right
 * side to the left. With f(x) = x ln x, G = sum f(left) + sum f(right) - f(rows left) - f(rows right)
 * - the same of the node; moving a row changes one term on each side by a difference that stands in a
 * table. A column costs time in proportion to the rows, whatever the number of classes. Where a node has
 * many more rows than bins times classes, its rows are counted into such cells first, and what is said of
 * rows is done with cells.
 *
 * Bins of a categorical column are first put in order of a score, as if they were values. For two
 * classes the order by class share is the best there is (Breiman et al. 1984, theorem 4.5). For more
 * classes without an order the scores are the first axis of the bins' class shares, found by reciprocal
 * averaging (Coppersmith, Hong and Hosking 1999, Partitioning nominal attributes in decision trees).
 */
final class ClassSplits implements SplitSearch {

  private static final int AVERAGING_ROUNDS = 3;
  private static final int TABLE = 1 << 16;
  private static final double NO_SPLIT = Double.NEGATIVE_INFINITY;

  private final BinnedRows data;
  private final ClassTarget target;
  private final int minLeaf;
  private final double penalty;
  private final double[] terms;
  private final double[] steps;

  // the node
  private int[] rows = new int[0];
  private int start;
  private int size;
  private final int[] classes;
  private final int[] nodeCounts;
  private int nodeClasses;
  private int majority;

  // one column of the node
  private final int[] binCounts = new int[BinnedRows.MAX_BINS];
  private final int[] binEnds = new int[BinnedRows.MAX_BINS];
  private final int[] order = new int[BinnedRows.MAX_BINS];
  private final double[] binScores = new double[BinnedRows.MAX_BINS];
  private final double[] classScores;
  private final byte[] bins;
  private final int[] sorted;
  private final int[] cells;
  private boolean byCells;
  private final int[] left;
  private final int[] right;
  private int bestPosition;
  private int bestLeft;

  ClassSplits(BinnedRows data, ClassTarget target, TreeSettings settings, int mostRows) {
    this.data = data;
    this.target = target;
    this.minLeaf = settings.minLeaf();
    this.penalty = settings.penalty();
    this.classes = new int[mostRows];
    this.sorted = new int[mostRows];
    this.bins = new byte[mostRows];
    this.nodeCounts = new int[target.size()];
    this.left = new int[target.size()];
    this.right = new int[target.size()];
    this.classScores = new double[target.size()];
    this.cells = new int[BinnedRows.MAX_BINS * target.size()];
    this.terms = new double[Math.min(TABLE, mostRows + 1)];
    this.steps = new double[terms.length];
    for (int i = 0; i < steps.length; i++) {
      terms[i] = exactTerm(i);
      steps[i] = exactTerm(i + 1) - exactTerm(i);
    }
  }

  /** f(count + 1) - f(count). */
  private double step(int count) {
    return count < steps.length ? steps[count] : exactTerm(count + 1) - exactTerm(count);
  }

  private double term(int count) {
    return count < terms.length ? terms[count] : exactTerm(count);
  }

  private static double exactTerm(int count) {
    return count == 0 ? 0 : count * Math.log(count);
  }

  @Override
  public void enter(int[] rows, int from, int to) {
    this.rows = rows;
    start = from;
    size = to - from;
    Arrays.fill(nodeCounts, 0);
    for (int i = 0; i < size; i++) {
      int of = target.of(rows[from + i]);
      classes[i] = of;
      nodeCounts[of]++;
    }
    nodeClasses = 0;
    majority = 0;
    for (int k = 0; k < nodeCounts.length; k++) {
      nodeClasses += nodeCounts[k] > 0 ? 1 : 0;
      majority = nodeCounts[k] > nodeCounts[majority] ? k : majority;
    }
  }

  @Override
  public double requiredGain() {
    if (nodeClasses < 2) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(1e-9, penalty * (nodeClasses - 1) * Math.log(size) / 2);
  }

  @Override
  public void tryColumn(int feature, Split best) {
    BinnedColumn column = data.column(feature);
    byCells = 2L * column.size() * target.size() <= size;
    int present =
        byCells
            ? countCells(data.bins(feature), column.size())
            : countBins(data.bins(feature), column.size());
    if (present < 2) {
      return;
    }
    if (!column.ordered()) {
      scoreBins(present);
      sortByScore(present);
      double gain = sweep(present);
      if (gain > best.gain) {
        int split = bestPosition;
        best.setCategorical(feature, gain, order, split, present, bestLeft * 2L >= size);
        best.smaller = Math.min(bestLeft, size - bestLeft);
      }
      return;
    }
    double gain = sweep(present);
    if (gain > best.gain) {
      boolean missingLeft = order[0] == 0 || bestLeft * 2L >= size;
      best.setOrdered(feature, gain, order[bestPosition - 1], missingLeft);
      best.smaller = Math.min(bestLeft, size - bestLeft);
    }
    if (order[0] == 0 && present > 2) {
      System.arraycopy(order, 1, order, 0, present - 1);
      order[present - 1] = 0;
      gain = sweep(present);
      if (gain > best.gain && bestPosition < present - 1) {
        best.setOrdered(feature, gain, order[bestPosition - 1], false);
        best.smaller = Math.min(bestLeft, size - bestLeft);
      }
    }
  }

  /** Counts the node's rows per bin, lists the bins that occur and sorts the classes by bin. */
  private int countBins(byte[] column, int columnBins) {
    Arrays.fill(binCounts, 0, columnBins, 0);
    for (int i = 0; i < size; i++) {
      byte bin = column[rows[start + i]];
      bins[i] = bin;
      binCounts[bin & 0xff]++;
    }
    int present = 0;
    int position = 0;
    for (int bin = 0; bin < columnBins; bin++) {
      if (binCounts[bin] > 0) {
        order[present++] = bin;
        binEnds[bin] = position;
        position += binCounts[bin];
      }
    }
    if (present < 2) {
      return present;
    }
    for (int i = 0; i < size; i++) {
      sorted[binEnds[bins[i] & 0xff]++] = classes[i];
    }
    return present;
  }

  /** Counts the node's rows per bin and class and lists the bins that occur. */
  private int countCells(byte[] column, int columnBins) {
    int width = nodeCounts.length;
    Arrays.fill(cells, 0, columnBins * width, 0);
    for (int i = 0; i < size; i++) {
      cells[(column[rows[start + i]] & 0xff) * width + classes[i]]++;
    }
    int present = 0;
    for (int bin = 0; bin < columnBins; bin++) {
      int count = 0;
      for (int k = 0; k < width; k++) {
        count += cells[bin * width + k];
      }
      binCounts[bin] = count;
      if (count > 0) {
        order[present++] = bin;
      }
    }
    return present;
  }

  private void scoreBins(int present) {
    if (target.ordered()) {
      for (int k = 0; k < classScores.length; k++) {
        classScores[k] = k;
      }
      averageBins(present);
      return;
    }
    Arrays.fill(classScores, 0);
    classScores[majority] = 1;
    averageBins(present);
    if (nodeClasses == 2) {
      return;
    }
    for (int round = 0; round < AVERAGING_ROUNDS; round++) {
      averageClasses(present);
      averageBins(present);
    }
  }

  private void averageBins(int present) {
    for (int i = 0; i < present; i++) {
      int bin = order[i];
      double sum = 0;
      if (byCells) {
        for (int k = 0; k < classScores.length; k++) {
          sum += cells[bin * classScores.length + k] * classScores[k];
        }
      } else {
        for (int j = binEnds[bin] - binCounts[bin]; j < binEnds[bin]; j++) {
          sum += classScores[sorted[j]];
        }
      }
      binScores[bin] = sum / binCounts[bin];
    }
  }

  /** Scores of the classes from those of the bins, centred and of length 1. */
  private void averageClasses(int present) {
    double mean = 0;
    for (int i = 0; i < present; i++) {
      mean += binScores[order[i]] * binCounts[order[i]];
    }
    mean /= size;
    Arrays.fill(classScores, 0);
    for (int i = 0; i < present; i++) {
      int bin = order[i];
      double score = binScores[bin] - mean;
      if (byCells) {
        for (int k = 0; k < classScores.length; k++) {
          classScores[k] += cells[bin * classScores.length + k] * score;
        }
      } else {
        for (int j = binEnds[bin] - binCounts[bin]; j < binEnds[bin]; j++) {
          classScores[sorted[j]] += score;
        }
      }
    }
    double length = 0;
    for (double score : classScores) {
      length += score * score;
    }
    if (length == 0) {
      return;
    }
    double scale = 1 / Math.sqrt(length);
    for (int k = 0; k < classScores.length; k++) {
      classScores[k] *= scale;
    }
  }

  /** Insertion sort of the few bins; equal scores keep the order of the bins. */
  private void sortByScore(int present) {
    for (int i = 1; i < present; i++) {
      int bin = order[i];
      int j = i - 1;
      while (j >= 0 && binScores[order[j]] > binScores[bin]) {
        order[j + 1] = order[j];
        j--;
      }
      order[j + 1] = bin;
    }
  }

  /**
   * Moves bin by bin to the left; sets {@link #bestPosition} and {@link #bestLeft}, the bins and
   * the rows left of the best split, and returns its gain.
   */
  private double sweep(int present) {
    Arrays.fill(left, 0);
    System.arraycopy(nodeCounts, 0, right, 0, right.length);
    double gained = 0;
    double best = NO_SPLIT;
    int moved = 0;
    for (int i = 0; i < present - 1; i++) {
      int bin = order[i];
      gained += byCells ? moveCells(bin) : moveRows(bin);
      moved += binCounts[bin];
      if (moved < minLeaf) {
        continue;
      }
      if (size - moved < minLeaf) {
        break;
      }
      double gain = gained - term(moved) - term(size - moved);
      if (gain > best) {
        best = gain;
        bestPosition = i + 1;
        bestLeft = moved;
      }
    }
    return best == NO_SPLIT ? NO_SPLIT : best + term(size);
  }

  /** Moves a bin's rows to the left; returns the rise of the sum of f over both sides. */
  private double moveRows(int bin) {
    double gained = 0;
    for (int j = binEnds[bin] - binCounts[bin]; j < binEnds[bin]; j++) {
      int of = sorted[j];
      gained += step(left[of]++) - step(--right[of]);
    }
    return gained;
  }

  private double moveCells(int bin) {
    double gained = 0;
    for (int k = 0; k < left.length; k++) {
      int count = cells[bin * left.length + k];
      if (count > 0) {
        gained += term(left[k] + count) - term(left[k]) + term(right[k] - count) - term(right[k]);
        left[k] += count;
        right[k] -= count;
      }
    }
    return gained;
  }
}
