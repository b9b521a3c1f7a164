package io.ballast.stats.trees;

/**
 * Finds the best split of a node for one kind of target. Holds scratch space: one search serves one
 * growing tree.
 */
sealed interface SplitSearch permits ClassSplits, GradientSplits {

  /** Takes the rows of a node, {@code rows[from]} to {@code rows[to - 1]}. */
  void enter(int[] rows, int from, int to);

  /** Puts the column's best split into {@code best} when it gains more. */
  void tryColumn(int feature, Split best);

  /** Least gain that makes a split of the entered node worthwhile. */
  double requiredGain();
}
