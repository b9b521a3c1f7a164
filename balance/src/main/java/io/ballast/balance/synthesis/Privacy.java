package io.ballast.balance.synthesis;

/** How closely trees follow the training rows. None of them is differentially private. */
public enum Privacy {
  /** As close as the data proves. */
  USUAL(0.35, 10, 8, false),
  /**
   * Larger leaves and stronger proof for each split, wider smearing; rare strings are not lent,
   * rows too like a training row or unlike all of them are drawn again.
   */
  PRIVATE(0.75, 20, 16, true),
  /** As close as ten rows a leaf allow: the structure of the few minority rows is all there is. */
  CLOSE(0.1, 10, 8, false);

  private final double penalty;
  private final int minLeaf;
  private final int smearedRows;
  private final boolean guarded;

  Privacy(double penalty, int minLeaf, int smearedRows, boolean guarded) {
    this.penalty = penalty;
    this.minLeaf = minLeaf;
    this.smearedRows = smearedRows;
    this.guarded = guarded;
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

  /** Whether rare strings are kept back and near copies and outliers drawn again. */
  boolean isGuarded() {
    return guarded;
  }
}
