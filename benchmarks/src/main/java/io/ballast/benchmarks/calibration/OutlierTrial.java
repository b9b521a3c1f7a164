package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.Statement;
import java.util.Map;

/**
 * The plain statement about a window of numbers in which one row has the value 1e6, beside the same
 * window with an ordinary value in that row.
 *
 * @param scenario where the sides come from; the window's population is one group
 * @param layout of the reference's population
 */
record OutlierTrial(Scenario scenario, Layout layout) implements Trial {

  private static final double OUTLIER = 1e6;
  private static final double HARMLESS = 0.05;

  static OutlierTrial of(Scenario scenario) {
    return new OutlierTrial(scenario, scenario.layout());
  }

  @Override
  public Seen run(Draws draws) {
    NumberBaseline baseline = new NumberBaseline(draws, layout, scenario.referenceGroups(draws));
    baseline.freeze(Baseline.Bins.PLAIN, new double[0]);
    BinnedCounts counts =
        baseline.window(draws, scenario.window(), new long[] {scenario.windowRows() - 1}).get(0);
    NumericBins bins = baseline.firstBins();
    Distribution values = (Distribution) scenario.window().groups().get(0).values();
    Seen ordinary = judged(with(counts, bins.indexOf(values.draw(draws))));
    Seen outlier = judged(with(counts, bins.indexOf(OUTLIER)));
    double change = Math.abs(outlier.corrected() - ordinary.corrected());
    boolean harmless = change <= HARMLESS * Math.abs(ordinary.corrected());
    return outlier.with(Event.OUTLIER_HARMLESS, harmless);
  }

  private Seen judged(BinnedCounts counts) {
    Statement draft = DriftStatements.plain(counts, Map.of(), Judged.RULE).statement();
    return Judged.of(draft, Judged.Truth.plain(counts.bins(), scenario));
  }

  private static BinnedCounts with(BinnedCounts counts, int bin) {
    long[][] current = new long[counts.current().length][];
    for (int k = 0; k < current.length; k++) {
      current[k] = counts.current()[k].clone();
    }
    current[0][bin]++;
    return new BinnedCounts(counts.bins(), counts.reference(), current);
  }
}
