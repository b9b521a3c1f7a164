package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import java.util.List;

/**
 * A reference that was drawn and counted, and the bins that were frozen with it. Rows are never
 * held: they are drawn as counts, and single values only where a quantile depends on them, as
 * {@code ballast drift} reads them.
 */
sealed interface Baseline permits NumberBaseline, LevelBaseline {

  /** How the reference's bins are chosen. */
  enum Bins {
    /** Those of the plain statement. */
    PLAIN,
    /** Those of the class-weighted statement. */
    WEIGHTED,
    /** Ten intervals of equal width from the least to the greatest value, or all categories. */
    EQUAL_WIDTH
  }

  /**
   * Draws a reference.
   *
   * @param layout of the population that it is drawn from
   * @param groupRows rows of each group
   */
  static Baseline draw(Draws draws, Layout layout, long[] groupRows) {
    return layout.population().groups().get(0).values() instanceof Levels
        ? new LevelBaseline(draws, layout.population(), groupRows)
        : new NumberBaseline(draws, layout, groupRows);
  }

  /**
   * Chooses bins.
   *
   * @param weights of the classes; read by {@link Bins#WEIGHTED}
   */
  void freeze(Bins kind, double[] weights);

  /**
   * Draws a window and counts both sides.
   *
   * @param population of the window
   * @param groupRows rows of each group of the window
   * @return counts in each of the frozen bins, in the order in which they were frozen; a last class
   *     without rows stands for rows without one
   */
  List<BinnedCounts> window(Draws draws, Population population, long[] groupRows);
}
