package io.ballast.stats.performance;

/** A loss of each row, whose mean does not depend on the order of rows. Not thread-safe. */
final class LossColumn {
  private static final double CLIP = 1e-15;

  private final PairColumns rows = new PairColumns();
  private final String noRows;

  /** No row yet; the words say so. */
  LossColumn(String noRows) {
    this.noRows = noRows;
  }

  void add(double loss, double weight, short block) {
    rows.add(loss, 0, weight, block);
  }

  /** Adds minus ln of a probability, clipped at 1e-15. */
  void addProbability(double probability, double weight, short block) {
    add(-Math.log(clipped(probability)), weight, block);
  }

  /** Minus ln of the probability of the truth. */
  static double logLoss(double probability, boolean positive) {
    double clipped = clipped(probability);
    return -Math.log(positive ? clipped : 1 - clipped);
  }

  private static double clipped(double probability) {
    return Math.min(1 - CLIP, Math.max(CLIP, probability));
  }

  void merge(LossColumn other) {
    rows.merge(other.rows);
  }

  long rows() {
    return rows.rows();
  }

  /** The weighted mean; bootstrap interval. */
  Estimate mean() {
    return mean(rows.firsts(), rows, noRows);
  }

  /**
   * The weighted mean of a loss of each row; bootstrap interval.
   *
   * @param losses one for each row, or more
   */
  static Estimate mean(double[] losses, PairColumns rows, String noRows) {
    if (rows.rows() == 0) {
      return Estimate.undefined(noRows);
    }
    Blocks sums = new Blocks(2);
    double total = sums.addAll(0, rows.weighted(losses), rows);
    double weight = sums.addWeights(1, rows);
    return sums.interval(total / weight, drawn -> drawn[0] / drawn[1])
        .within(0, Double.POSITIVE_INFINITY);
  }
}
