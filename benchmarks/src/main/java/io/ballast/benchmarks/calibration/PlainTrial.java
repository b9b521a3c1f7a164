package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.Drafted;
import io.ballast.stats.drift.DriftStatements;
import java.util.Map;

/**
 * The plain statement about one window.
 *
 * @param scenario where the sides come from
 * @param layout of the reference's population
 * @param intervals whether intervals are asked about
 */
record PlainTrial(Scenario scenario, Layout layout, boolean intervals) implements Trial {

  static PlainTrial of(Scenario scenario) {
    return new PlainTrial(scenario, scenario.layout(), false);
  }

  static PlainTrial ofIntervals(Scenario scenario) {
    return new PlainTrial(scenario, scenario.layout(), true);
  }

  @Override
  public Seen run(Draws draws) {
    Baseline baseline = Baseline.draw(draws, layout, scenario.referenceGroups(draws));
    baseline.freeze(Baseline.Bins.PLAIN, new double[0]);
    BinnedCounts counts =
        baseline.window(draws, scenario.window(), scenario.windowGroups(draws)).get(0);
    Drafted drafted =
        DriftStatements.plain(counts, Map.of(), intervals ? Judged.RULE_WITH_JS : Judged.RULE);
    return Judged.of(
        drafted.statement(),
        intervals || scenario.isMoved()
            ? Judged.Truth.plain(drafted.joined().bins(), scenario)
            : null);
  }
}
