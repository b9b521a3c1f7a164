package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.weights.ClassWeights;
import java.util.List;
import java.util.Map;

/**
 * Whether a change is far enough from what the rule can see that a bar of power is fair: computed
 * from the two populations, never from outcomes.
 *
 * @param distance PSI of the populations in the bins of a large reference
 * @param rows harmonic size of the two sides, in effective rows: {@code nm / (n + m)}
 */
record Room(double distance, double rows) {

  private static final long LARGE = 200_000;

  /** Bins of the usual statement, less 1. */
  private static final double DEGREES = 9;

  /** Standard deviations beyond a threshold that leave out 1%. */
  private static final double ONE_PERCENT = 2.33;

  /** The plain statement of a scenario. */
  static Room plain(Scenario scenario) {
    List<Bin> bins =
        DriftStatements.plain(large(scenario, false), Map.of(), Judged.RULE).joined().bins();
    return new Room(
        Judged.Truth.plain(bins, scenario).psi(),
        harmonic((double) scenario.referenceRows(), (double) scenario.windowRows()));
  }

  /** The class-weighted statement of a scenario, under balanced weights. */
  static Room weighted(Scenario scenario) {
    Population reference = scenario.reference();
    double[] shares = reference.classShares();
    return new Room(
        Judged.Truth.balanced(weightedBins(scenario), scenario).psi(),
        harmonic(
            scenario.referenceRows() * effective(shares, shares),
            scenario.windowRows() * effective(shares, scenario.window().classShares())));
  }

  /** What moved inside the last class, in the bins of the class-weighted statement. */
  static Room insideLastClass(Scenario scenario) {
    int last = scenario.reference().classes() - 1;
    double rows = scenario.referenceRows() * scenario.reference().classShares()[last];
    double windowRows = scenario.windowRows() * scenario.window().classShares()[last];
    return new Room(
        Judged.Truth.ofClass(weightedBins(scenario), scenario, last).psi(),
        harmonic(rows, windowRows));
  }

  private static List<Bin> weightedBins(Scenario scenario) {
    return large(scenario, true).bins();
  }

  private static BinnedCounts large(Scenario scenario, boolean weighted) {
    Draws draws = new Draws(1);
    Population population = scenario.reference();
    long[] groups = draws.multinomial(LARGE, population.shares());
    Baseline baseline = Baseline.draw(draws, Layout.of(population, LARGE), groups);
    baseline.freeze(
        weighted ? Baseline.Bins.WEIGHTED : Baseline.Bins.PLAIN,
        ClassWeights.balanced(population.byClass(groups)));
    long[] window = draws.multinomial(LARGE, scenario.window().shares());
    return baseline.window(draws, scenario.window(), window).get(0);
  }

  private static double harmonic(double n, double m) {
    return n * m / (n + m);
  }

  /** Effective rows of a row, when the classes of {@code balance} weigh the same. */
  private static double effective(double[] balance, double[] shares) {
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < shares.length; k++) {
      sum += shares[k] / balance[k];
      squares += shares[k] / (balance[k] * balance[k]);
    }
    return sum * sum / squares;
  }

  /** Whether 99% of the windows are expected to reach the effect floor and the evidence. */
  boolean isEnough() {
    double aboveFloor = (distance - DriftMetric.PSI.warning()) / (2 * Math.sqrt(distance / rows));
    return aboveFloor >= ONE_PERCENT && isProven();
  }

  /**
   * Whether 99% of the windows are expected to have a p-value below 0.0033, alpha after Holm over
   * three parts.
   */
  boolean isProven() {
    double noncentrality = distance * rows;
    double spread = Math.sqrt(2 * (DEGREES + 2 * noncentrality));
    double critical = 24.8;
    return (DEGREES + noncentrality - critical) / spread >= ONE_PERCENT;
  }
}
