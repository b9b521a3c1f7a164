package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.drift.DraftedWeighted;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.WhatMoved;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.stats.weights.WeightedBins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The class-weighted statement about one window: balanced weights of the reference, class by
 * target. Beside it the bare weighted PSI of the same window, as tools show it: ten bins of equal
 * width, 1 added to each, no floor, no test.
 *
 * @param scenario where the sides come from
 * @param layout of the reference's population
 * @param labels of the classes
 * @param intervals whether intervals are asked about; then the bare PSI is left out
 */
record ClassWeightedTrial(Scenario scenario, Layout layout, List<String> labels, boolean intervals)
    implements Trial {

  private static final double BARE_THRESHOLD = 0.1;

  static ClassWeightedTrial of(Scenario scenario) {
    return of(scenario, false);
  }

  static ClassWeightedTrial ofIntervals(Scenario scenario) {
    return of(scenario, true);
  }

  private static ClassWeightedTrial of(Scenario scenario, boolean intervals) {
    List<String> labels =
        IntStream.range(0, scenario.reference().classes()).mapToObj(String::valueOf).toList();
    return new ClassWeightedTrial(scenario, scenario.layout(), labels, intervals);
  }

  @Override
  public Seen run(Draws draws) {
    long[] groups = scenario.referenceGroups(draws);
    double[] weights = ClassWeights.balanced(scenario.reference().byClass(groups));
    Baseline baseline = Baseline.draw(draws, layout, groups);
    baseline.freeze(Baseline.Bins.WEIGHTED, weights);
    if (!intervals) {
      baseline.freeze(Baseline.Bins.EQUAL_WIDTH, weights);
    }
    List<BinnedCounts> counts =
        baseline.window(draws, scenario.window(), scenario.windowGroups(draws));
    DraftedWeighted drafted =
        DriftStatements.classWeighted(
            counts.get(0),
            labels,
            weights,
            true,
            Map.of(),
            intervals ? Judged.RULE_WITH_JS : Judged.RULE);
    Seen seen =
        Judged.of(
            drafted.statement(),
            intervals || scenario.isMoved()
                ? Judged.Truth.balanced(drafted.joined().bins(), scenario)
                : null);
    seen = seen.with(Event.ONLY_MINORITY, WhatMoved.onlyTheMinority(drafted.perClass()));
    return intervals ? seen : seen.with(Event.BARE_ABOVE, isBareAbove(counts.get(1), weights));
  }

  /** Whether the bare weighted PSI is above its usual threshold. */
  static boolean isBareAbove(BinnedCounts counts, double[] weights) {
    return bare(counts, weights) > BARE_THRESHOLD;
  }

  /** The bare PSI of the rows that have a value. */
  private static double bare(BinnedCounts counts, double[] weights) {
    int[] shown =
        IntStream.range(0, counts.bins().size())
            .filter(b -> counts.bins().get(b).kind() != BinKind.MISSING)
            .toArray();
    return Psi.plusOne(
        shown(WeightedBins.of(counts.reference(), weights).sums(), shown),
        shown(WeightedBins.of(counts.current(), weights).sums(), shown));
  }

  private static double[] shown(double[] sums, int[] bins) {
    return Arrays.stream(bins).mapToDouble(b -> sums[b]).toArray();
  }
}
