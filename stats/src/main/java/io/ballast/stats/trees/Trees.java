package io.ballast.stats.trees;

/** Grows trees; each call is a function of its arguments alone and runs on the calling thread. */
public final class Trees {

  private Trees() {}

  /**
   * A tree for classes.
   *
   * @param rows row numbers to grow on, repeated ones count twice; taken over and put into the
   *     tree's order
   * @param features columns that may be asked
   * @param seed for the columns of a split when the settings draw them
   */
  public static GrownTree forClasses(
      BinnedRows data,
      ClassTarget target,
      TreeSettings settings,
      int[] rows,
      int[] features,
      long seed) {
    ClassSplits search = new ClassSplits(data, target, settings, rows.length);
    return new TreeGrower(data, search, settings, rows, features, seed).grow();
  }

  /** A tree that lowers a loss; the other arguments are those of {@link #forClasses}. */
  static GrownTree forLoss(
      BinnedRows data,
      GradientSplits search,
      TreeSettings settings,
      int[] rows,
      int[] features,
      long seed) {
    return new TreeGrower(data, search, settings, rows, features, seed).grow();
  }
}
