package io.ballast.stats.performance;

/**
 * Counts of a binary decision.
 *
 * @param truePositives positive and predicted so
 * @param falsePositives negative and predicted positive
 * @param trueNegatives negative and predicted so
 * @param falseNegatives positive and predicted negative
 */
public record Confusion(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

  private static final String NO_ROWS = "no row has both a target and a score";

  /** All rows. */
  public long rows() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /** Share of right decisions. */
  public Estimate accuracy() {
    return Wilson.of(truePositives + trueNegatives, rows(), NO_ROWS);
  }

  /** Share of positives among those predicted positive. */
  public Estimate precision() {
    return Wilson.of(
        truePositives,
        truePositives + falsePositives,
        rows() == 0 ? NO_ROWS : "no row is predicted positive");
  }

  /** Share of the positives that were found. */
  public Estimate recall() {
    return Wilson.of(
        truePositives,
        truePositives + falseNegatives,
        rows() == 0 ? NO_ROWS : "no row is positive");
  }

  /** Share of the negatives that were taken for positive. */
  public Estimate falsePositiveRate() {
    return Wilson.of(
        falsePositives,
        falsePositives + trueNegatives,
        rows() == 0 ? NO_ROWS : "no row is negative");
  }
}
