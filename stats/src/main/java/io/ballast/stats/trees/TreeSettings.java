package io.ballast.stats.trees;

/**
 * When a tree stops growing.
 *
 * @param maxLeaves at least 1; the splits that gain most come first
 * @param maxDepth at least 0: 0 is a root only
 * @param minLeaf fewest rows in a leaf, at least 1
 * @param penalty class targets: a split of m rows must reach a likelihood ratio statistic 2G of at
 *     least {@code penalty * df * ln(m)}, df the classes in the node less one (1 is the Bayesian
 *     information criterion, 0 any gain). Gradient targets: the least gain of a split
 * @param featuresPerSplit columns tried at each node, drawn at random; 0: all
 * @param leading so many first columns of the data are leading ones: a worthwhile split by one of
 *     them that parts few rows from many comes before all others
 */
public record TreeSettings(
    int maxLeaves, int maxDepth, int minLeaf, double penalty, int featuresPerSplit, int leading) {
  public TreeSettings {
    if (maxLeaves < 1
        || maxDepth < 0
        || minLeaf < 1
        || !(penalty >= 0)
        || featuresPerSplit < 0
        || leading < 0) {
      throw new IllegalArgumentException(
          "tree settings out of range: "
              + maxLeaves
              + " leaves, depth "
              + maxDepth
              + ", "
              + minLeaf
              + " rows a leaf, penalty "
              + penalty
              + ", "
              + featuresPerSplit
              + " features a split, "
              + leading
              + " leading columns");
    }
  }

  /** Settings without leading columns. */
  public TreeSettings(
      int maxLeaves, int maxDepth, int minLeaf, double penalty, int featuresPerSplit) {
    this(maxLeaves, maxDepth, minLeaf, penalty, featuresPerSplit, 0);
  }

  /** A tree limited by the rows of a leaf and the penalty alone. */
  public static TreeSettings unlimited(int minLeaf, double penalty) {
    return new TreeSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, minLeaf, penalty, 0);
  }

  /** The same with leading columns. */
  public TreeSettings leading(int columns) {
    return new TreeSettings(maxLeaves, maxDepth, minLeaf, penalty, featuresPerSplit, columns);
  }
}
