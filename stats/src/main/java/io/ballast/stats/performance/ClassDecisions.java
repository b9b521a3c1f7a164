package io.ballast.stats.performance;

import io.ballast.stats.State;

/**
 * Decisions of a model of several classes beside the truth, without its other outputs. Metrics do
 * not depend on the order of rows or merges. Not thread-safe.
 */
public final class ClassDecisions implements State<ClassDecisions> {

  private static final String NO_ROWS = "no row has both a target and outputs";

  private final LossColumn losses = new LossColumn(NO_ROWS);
  private long right;

  /**
   * Adds a row.
   *
   * @param probability that the model gave the true class, normed over the classes
   * @param isRight whether the true class is the one with the largest output
   */
  public void add(double probability, boolean isRight, String id) {
    losses.addProbability(probability, 1, Blocks.of(id));
    right += isRight ? 1 : 0;
  }

  @Override
  public void merge(ClassDecisions other) {
    losses.merge(other.losses);
    right += other.right;
  }

  /** Rows with truth and outputs. */
  public long rows() {
    return losses.rows();
  }

  /** Share of right decisions. */
  public Estimate accuracy() {
    return Wilson.of(right, rows(), NO_ROWS);
  }

  /** Mean of minus ln of the probability of the truth, clipped at 1e-15; bootstrap interval. */
  public Estimate logLoss() {
    return losses.mean();
  }
}
