package io.ballast.stats.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A sum of trees, each grown to mend what those before it got wrong (Friedman 2001, Greedy function
 * approximation, with second-order leaf values). Immutable.
 */
public final class BoostedTrees {

  /** What the sum of trees stands for. */
  public enum Loss {
    /** Targets 0 and 1; {@link #predict} is a probability. */
    LOGISTIC,
    /** Any targets; {@link #predict} is a mean. */
    SQUARED
  }

  private record Member(Tree tree, double[] values) {}

  private final Loss loss;
  private final double start;
  private final List<Member> members;

  private BoostedTrees(Loss loss, double start, List<Member> members) {
    this.loss = loss;
    this.start = start;
    this.members = List.copyOf(members);
  }

  /**
   * Fits.
   *
   * @param rows numbers of the rows to learn from, at least 1
   * @param features columns that may be asked
   * @param targets one for each row of {@code data}; for {@link Loss#LOGISTIC} 0 or 1
   * @throws IllegalArgumentException without rows, or if a logistic target is not 0 or 1
   */
  public static BoostedTrees fit(
      BinnedRows data,
      int[] rows,
      int[] features,
      double[] targets,
      Loss loss,
      BoostSettings settings) {
    double start = start(rows, targets, loss);
    double[] sums = new double[data.rows()];
    double[] gradients = new double[data.rows()];
    double[] hessians = new double[data.rows()];
    Arrays.fill(sums, start);
    List<Member> members = new ArrayList<>();
    GradientSplits search =
        new GradientSplits(data, gradients, hessians, settings.penalty(), settings.tree());
    for (int round = 0; round < settings.rounds(); round++) {
      derive(rows, targets, sums, loss, gradients, hessians);
      GrownTree grown = Trees.forLoss(data, search, settings.tree(), rows.clone(), features, round);
      if (grown.tree().nodes() == 1) {
        break;
      }
      members.add(new Member(grown.tree(), step(grown, gradients, hessians, settings, sums)));
    }
    return new BoostedTrees(loss, start, members);
  }

  private static double start(int[] rows, double[] targets, Loss loss) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("no rows to learn from");
    }
    double mean = IntStream.of(rows).mapToDouble(row -> targets[row]).sum() / rows.length;
    if (loss == Loss.SQUARED) {
      return mean;
    }
    for (int row : rows) {
      if (targets[row] != 0 && targets[row] != 1) {
        throw new IllegalArgumentException("target " + targets[row] + " is not 0 or 1");
      }
    }
    double kept = Math.min(Math.max(mean, 1e-6), 1 - 1e-6);
    return Math.log(kept / (1 - kept));
  }

  private static void derive(
      int[] rows,
      double[] targets,
      double[] sums,
      Loss loss,
      double[] gradients,
      double[] hessians) {
    for (int row : rows) {
      if (loss == Loss.SQUARED) {
        gradients[row] = sums[row] - targets[row];
        hessians[row] = 1;
      } else {
        double probability = probability(sums[row]);
        gradients[row] = probability - targets[row];
        hessians[row] = probability * (1 - probability);
      }
    }
  }

  /** Leaf values of a tree, by node; adds them to the sums of its rows. */
  private static double[] step(
      GrownTree grown,
      double[] gradients,
      double[] hessians,
      BoostSettings settings,
      double[] sums) {
    double[] values = new double[grown.tree().nodes()];
    for (int node = 0; node < values.length; node++) {
      if (!grown.tree().isLeaf(node)) {
        continue;
      }
      double gradient = 0;
      double hessian = settings.penalty().leafWeight();
      for (int i = grown.from(node); i < grown.to(node); i++) {
        gradient += gradients[grown.rows()[i]];
        hessian += hessians[grown.rows()[i]];
      }
      values[node] = hessian <= 0 ? 0 : -settings.learningRate() * gradient / hessian;
      for (int i = grown.from(node); i < grown.to(node); i++) {
        sums[grown.rows()[i]] += values[node];
      }
    }
    return values;
  }

  private static double probability(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }

  /** The probability of 1 (logistic) or the mean (squared) of a row. */
  public double predict(BinnedRows data, int row) {
    double sum = start;
    for (Member member : members) {
      sum += member.values[member.tree.leafOf(data, row)];
    }
    DoubleUnaryOperator link =
        loss == Loss.LOGISTIC ? BoostedTrees::probability : DoubleUnaryOperator.identity();
    return link.applyAsDouble(sum);
  }
}
