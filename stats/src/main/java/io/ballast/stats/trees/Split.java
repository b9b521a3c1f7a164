package io.ballast.stats.trees;

import org.jspecify.annotations.Nullable;

/** The best split of a node found so far; mutable while a search goes over the columns. */
final class Split {

  static final int NONE = -1;

  /** The column, or {@link #NONE}. */
  int feature = NONE;

  /** What the criterion gains by it. */
  double gain;

  /** Rows on the smaller side; class targets only. */
  int smaller;

  /** Ordered columns: bins from 1 to this one go left. */
  int threshold;

  /** Ordered columns: whether missing values go left. */
  boolean missingLeft;

  /** Categorical columns: the bins that go left, one bit each; null for ordered columns. */
  long @Nullable [] leftBins;

  void clear() {
    feature = NONE;
    gain = 0;
    leftBins = null;
  }

  boolean exists() {
    return feature != NONE;
  }

  void setOrdered(int feature, double gain, int threshold, boolean missingLeft) {
    this.feature = feature;
    this.gain = gain;
    this.threshold = threshold;
    this.missingLeft = missingLeft;
    this.leftBins = null;
  }

  /**
   * Takes a categorical split.
   *
   * @param order bins that occur in the node
   * @param left the first so many of them go left
   * @param absentLeft whether bins that do not occur in the node go left
   */
  void setCategorical(
      int feature, double gain, int[] order, int left, int present, boolean absentLeft) {
    this.feature = feature;
    this.gain = gain;
    long[] set = new long[BinnedRows.MAX_BINS / Long.SIZE];
    int from = absentLeft ? left : 0;
    int to = absentLeft ? present : left;
    for (int i = from; i < to; i++) {
      set[order[i] >> 6] |= 1L << order[i];
    }
    if (absentLeft) {
      for (int i = 0; i < set.length; i++) {
        set[i] = ~set[i];
      }
    }
    this.leftBins = set;
  }

  boolean goesLeft(int bin) {
    long[] set = leftBins;
    if (set != null) {
      return (set[bin >> 6] >>> bin & 1) != 0;
    }
    return bin == 0 ? missingLeft : bin <= threshold;
  }
}
