package io.ballast.stats.performance;

/**
 * Weights of some rows.
 *
 * @param sum of the weights
 * @param squares sum of their squares
 */
record Weight(double sum, double squares) {

  /** One row more. */
  Weight plus(double weight) {
    return new Weight(sum + weight, squares + weight * weight);
  }

  /** All rows of both. */
  Weight plus(Weight other) {
    return new Weight(sum + other.sum, squares + other.squares);
  }

  /** Rows of equal weights that say as much (Kish); the number of rows when all weights are 1. */
  double effective() {
    return squares == 0 ? 0 : sum * sum / squares;
  }
}
