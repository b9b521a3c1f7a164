package io.ballast.stats.performance;

import io.ballast.stats.ExactSum;
import io.ballast.stats.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Decisions of a model of several classes beside the truth. Metrics do not depend on the order of
 * rows or merges. Not thread-safe.
 */
public final class ClassDecisions implements State<ClassDecisions> {

  private static final double CLIP = 1e-15;
  private static final String NO_ROWS = "no row has both a target and outputs";

  private double[] probabilities = new double[16];
  private short[] blocks = new short[16];
  private int rows;
  private long right;

  /**
   * Adds a row.
   *
   * @param probability that the model gave the true class, normed over the classes
   * @param isRight whether the true class is the one with the largest output
   */
  public void add(double probability, boolean isRight, String id) {
    add(probability, Blocks.of(id));
    right += isRight ? 1 : 0;
  }

  private void add(double probability, short block) {
    if (rows == probabilities.length) {
      probabilities = Arrays.copyOf(probabilities, rows * 2);
      blocks = Arrays.copyOf(blocks, rows * 2);
    }
    probabilities[rows] = probability;
    blocks[rows] = block;
    rows++;
  }

  @Override
  public void merge(ClassDecisions other) {
    for (int i = 0; i < other.rows; i++) {
      add(other.probabilities[i], other.blocks[i]);
    }
    right += other.right;
  }

  /** Rows with truth and outputs. */
  public long rows() {
    return rows;
  }

  /** Share of right decisions. */
  public Estimate accuracy() {
    return Wilson.of(right, rows, NO_ROWS);
  }

  /** Mean of minus ln of the probability of the truth, clipped at 1e-15; bootstrap interval. */
  public Estimate logLoss() {
    if (rows == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> probabilities[i])
                    .thenComparingInt(i -> blocks[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    ExactSum sum = new ExactSum();
    Blocks sums = new Blocks(2);
    for (int i : order) {
      double loss = -Math.log(Math.min(1 - CLIP, Math.max(CLIP, probabilities[i])));
      sum.add(loss);
      sums.add(blocks[i], loss, 1);
    }
    return sums.interval(sum.value() / rows, drawn -> drawn[0] / drawn[1]);
  }
}
