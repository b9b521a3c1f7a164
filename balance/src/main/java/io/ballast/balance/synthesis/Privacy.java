package io.ballast.balance.synthesis;

/** How closely trees follow the training rows. None of them is differentially private. */
public enum Privacy {
  /** As close as the data proves. */
  USUAL(0.35, 10, 8, false, false),
  /**
   * Larger leaves and stronger proof for each split, wider smearing; rare strings are not lent,
   * rows too like a training row or unlike all of them are drawn again.
   */
  PRIVATE(0.75, 20, 16, true, false),
  /**
   * As close as ten rows a leaf allow, each cell with the same weight: the structure of the few
   * minority rows is all there is.
   */
  CLOSE(0.1, 10, 8, false, true);

  private final double penalty;
  private final int minLeaf;
  private final int smearedRows;
  private final boolean guarded;
  private final boolean equalsCells;

  Privacy(double penalty, int minLeaf, int smearedRows, boolean guarded, boolean equalsCells) {
    this.penalty = penalty;
    this.minLeaf = minLeaf;
    this.smearedRows = smearedRows;
    this.guarded = guarded;
    this.equalsCells = equalsCells;
  }

  /** Share of the Bayesian information criterion that a split must reach. */
  double penalty() {
    return penalty;
  }

  /** Fewest rows of a leaf. */
  int minLeaf() {
    return minLeaf;
  }

  /** Rows on each side, by rank, among which a rare number is moved. */
  int smearedRows() {
    return smearedRows;
  }

  /** Whether trees see the rows of rare cells as often as those of common ones. */
  boolean equalsCells() {
    return equalsCells;
  }

  /** Whether rare strings are kept back and near copies and outliers drawn again. */
  boolean isGuarded() {
    return guarded;
  }
}
