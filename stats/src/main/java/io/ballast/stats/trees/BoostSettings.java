package io.ballast.stats.trees;

/**
 * How boosted trees are grown.
 *
 * @param rounds number of trees, at least 1
 * @param learningRate share of each leaf value that is taken, in (0, 1]
 * @param tree limits of each tree
 * @param penalty what holds leaf values back
 */
public record BoostSettings(
    int rounds, double learningRate, TreeSettings tree, GradientPenalty penalty) {
  public BoostSettings {
    if (rounds < 1 || !(learningRate > 0) || learningRate > 1) {
      throw new IllegalArgumentException(
          rounds + " rounds at rate " + learningRate + ", need 1 round and a rate in (0, 1]");
    }
  }

  /**
   * 100 trees of 31 leaves with at least 20 rows each, rate 0.1: a strong learner on most tables.
   */
  public static BoostSettings usual() {
    return new BoostSettings(
        100, 0.1, new TreeSettings(31, Integer.MAX_VALUE, 20, 0, 0), new GradientPenalty(1, 10));
  }
}
