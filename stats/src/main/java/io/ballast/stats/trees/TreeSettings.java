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
 */
public record TreeSettings(
    int maxLeaves, int maxDepth, int minLeaf, double penalty, int featuresPerSplit) {
  public TreeSettings {
    if (maxLeaves < 1 || maxDepth < 0 || minLeaf < 1 || !(penalty >= 0) || featuresPerSplit < 0) {
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
              + " features a split");
    }
  }

  /** A tree limited by the rows of a leaf and the penalty alone. */
  public static TreeSettings unlimited(int minLeaf, double penalty) {
    return new TreeSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, minLeaf, penalty, 0);
  }
}
