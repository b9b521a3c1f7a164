package io.ballast.stats.trees;

/**
 * How a forest is grown.
 *
 * @param trees at least 1
 * @param tree limits of each tree
 * @param seed of the samples and of the columns tried
 */
public record ForestSettings(int trees, TreeSettings tree, long seed) {
  public ForestSettings {
    if (trees < 1) {
      throw new IllegalArgumentException(trees + " trees, a forest has at least 1");
    }
  }

  /** 100 trees with at least 2 rows a leaf, the square root of the columns tried at each split. */
  public static ForestSettings usual(int columns, long seed) {
    int tried = Math.max(1, (int) Math.sqrt(columns));
    TreeSettings tree = new TreeSettings(Integer.MAX_VALUE, Integer.MAX_VALUE, 2, 0, tried);
    return new ForestSettings(100, tree, seed);
  }
}
