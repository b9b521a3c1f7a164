package io.ballast.balance.synthesis;

import io.ballast.stats.trees.BinnedRows;
import java.util.Arrays;
import java.util.List;

/**
 * How likely a row's values are: the sum over the variables of the log of the share that the row's
 * class has among the donors of its leaf, half a donor added.
 */
final class Likelihood {

  private final int conditions;
  private final List<Variable> variables;
  private final List<DonorTree> trees;
  private final int[][] firstLevels;

  Likelihood(int conditions, List<Variable> variables, List<DonorTree> trees) {
    this.conditions = conditions;
    this.variables = variables;
    this.trees = trees;
    this.firstLevels = new int[conditions + trees.size()][];
    for (int variable = conditions; variable < firstLevels.length; variable++) {
      firstLevels[variable] = firstLevels(variables.get(variable));
    }
  }

  /** The first level of each class, and behind the last; class 0 is missing, level -1. */
  private static int[] firstLevels(Variable variable) {
    int[] first = new int[variable.classes() + 1];
    Arrays.fill(first, variable.levels().size());
    for (int level = variable.levels().size() - 1; level >= 0; level--) {
      first[variable.classOf(variable.binOf(level))] = level;
    }
    first[0] = -1;
    for (int i = first.length - 2; i > 0; i--) {
      first[i] = Math.min(first[i], first[i + 1]);
    }
    return first;
  }

  double of(BinnedRows rows, byte[][] bins, int row) {
    double sum = 0;
    for (int variable = conditions; variable < firstLevels.length; variable++) {
      DonorTree tree = trees.get(variable - conditions);
      int leaf = tree.tree().leafOf(rows, row);
      int ofRow = variables.get(variable).classOf(bins[variable][row] & 0xff);
      int same =
          tree.below(leaf, firstLevels[variable][ofRow + 1])
              - tree.below(leaf, firstLevels[variable][ofRow]);
      sum += Math.log((same + 0.5) / (tree.size(leaf) + 1));
    }
    return sum;
  }
}
