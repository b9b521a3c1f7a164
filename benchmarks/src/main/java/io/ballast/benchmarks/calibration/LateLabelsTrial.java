package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.weights.ClassRule;
import io.ballast.stats.weights.ClassWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The class-weighted statement about a score while labels are late: the reference is fully
 * labelled, the window in part, and the rule chooses what gives the class. The predicted class is 1
 * from a score of 0.4 on.
 */
final class LateLabelsTrial implements Trial {

  private static final double THRESHOLD = 0.4;
  private static final List<String> LABELS = List.of("0", "1");
  private static final int NONE = LABELS.size();

  /** Target and predicted class of each group. */
  private static final int[] TARGET = {0, 0, 1, 1};

  private static final int[] PREDICTED = {0, 1, 0, 1};

  private final Layout byTarget;
  private final Layout byPrediction;
  private final long rows;
  private final double[] labelled;

  /**
   * Prepares the trial.
   *
   * @param positiveShare share of the rows whose target is 1
   * @param negatives law of the score for target 0
   * @param positives for target 1
   * @param rows of each side
   * @param labelled share of the window's rows with a target, for predicted class 0 and 1
   */
  LateLabelsTrial(
      double positiveShare,
      Distribution negatives,
      Distribution positives,
      long rows,
      double... labelled) {
    this.rows = rows;
    this.labelled = labelled.clone();
    List<Population.Group> targets = new ArrayList<>();
    List<Population.Group> predictions = new ArrayList<>();
    for (int g = 0; g < TARGET.length; g++) {
      Distribution all = TARGET[g] == 1 ? positives : negatives;
      double below = all.below(THRESHOLD);
      double share =
          (TARGET[g] == 1 ? positiveShare : 1 - positiveShare)
              * (PREDICTED[g] == 1 ? 1 - below : below);
      Distribution part = PREDICTED[g] == 1 ? all.from(THRESHOLD) : all.under(THRESHOLD);
      targets.add(new Population.Group(share, TARGET[g], part, 0));
      predictions.add(new Population.Group(share, PREDICTED[g], part, 0));
    }
    byTarget = Layout.of(new Population(targets), rows);
    byPrediction = Layout.of(new Population(predictions), rows);
  }

  @Override
  public Seen run(Draws draws) {
    double[] shares = byTarget.population().shares();
    long[] reference = draws.multinomial(rows, shares);
    long[] window = draws.multinomial(rows, shares);
    long[] known = new long[window.length];
    for (int g = 0; g < known.length; g++) {
      known[g] = draws.binomial(window[g], labelled[PREDICTED[g]]);
    }
    boolean targets =
        ClassRule.choose(LABELS, pairs(reference, reference), pairs(window, known)).column()
            == ClassRule.Column.TARGET;
    // Rows without the class that is chosen are left out of a class-weighted statement.
    long[] counted = targets ? known : window;
    Layout layout = targets ? byTarget : byPrediction;
    double[] weights = ClassWeights.balanced(layout.population().byClass(reference));
    Baseline baseline = Baseline.draw(draws, layout, reference);
    baseline.freeze(Baseline.Bins.WEIGHTED, weights);
    BinnedCounts counts = baseline.window(draws, layout.population(), counted).get(0);
    return Judged.of(
        DriftStatements.classWeighted(counts, LABELS, weights, true, Map.of(), Judged.RULE)
            .statement(),
        null);
  }

  /** Rows [target][predicted]; the last index is "none". */
  private static long[][] pairs(long[] rows, long[] known) {
    long[][] pairs = new long[NONE + 1][NONE + 1];
    for (int g = 0; g < rows.length; g++) {
      pairs[TARGET[g]][PREDICTED[g]] += known[g];
      pairs[NONE][PREDICTED[g]] += rows[g] - known[g];
    }
    return pairs;
  }
}
