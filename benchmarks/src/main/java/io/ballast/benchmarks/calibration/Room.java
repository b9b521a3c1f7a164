package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.special.NoncentralChiSquare;
import io.ballast.stats.weights.ClassWeights;
import java.util.List;
import java.util.Map;

/**
 * Whether a change is far enough from what the rule can see that a bar of power is fair: computed
 * from the two populations, never from outcomes.
 *
 * @param distance PSI of the populations in the bins of a large reference: what the effect is
 *     judged by
 * @param contrast the sum over the bins of (q - p) squared over their mean: what the evidence is
 *     judged by
 * @param degrees bins less 1
 * @param rows harmonic size of the two sides, in effective rows: {@code nm / (n + m)}
 */
record Room(double distance, double contrast, double degrees, double rows) {

  private static final long LARGE = 200_000;

  /** Standard deviations beyond a threshold that leave out 1%. */
  private static final double ONE_PERCENT = 2.33;

  /** Alpha after Holm over three parts. */
  private static final double LEVEL = 0.01 / 3;

  private static final double MISSED = 0.01;

  /** The plain statement of a scenario. */
  static Room plain(Scenario scenario) {
    List<Bin> bins =
        DriftStatements.plain(large(scenario, false), Map.of(), Judged.RULE).joined().bins();
    return of(
        Judged.Truth.plain(bins, scenario),
        (double) scenario.referenceRows(),
        (double) scenario.windowRows());
  }

  /** The class-weighted statement of a scenario, under balanced weights. */
  static Room weighted(Scenario scenario) {
    double[] shares = scenario.reference().classShares();
    return of(
        Judged.Truth.balanced(weightedBins(scenario), scenario),
        scenario.referenceRows() * effective(shares, shares),
        scenario.windowRows() * effective(shares, scenario.window().classShares()));
  }

  /** What moved inside the last class, in the bins of the class-weighted statement. */
  static Room insideLastClass(Scenario scenario) {
    int last = scenario.reference().classes() - 1;
    return of(
        Judged.Truth.ofClass(weightedBins(scenario), scenario, last),
        scenario.referenceRows() * scenario.reference().classShares()[last],
        scenario.windowRows() * scenario.window().classShares()[last]);
  }

  private static Room of(Judged.Truth truth, double n, double m) {
    double contrast = 0;
    int bins = 0;
    for (int b = 0; b < truth.reference().length; b++) {
      double p = truth.reference()[b];
      double q = truth.window()[b];
      double mean = (n * p + m * q) / (n + m);
      if (mean > 1e-12) {
        contrast += (q - p) * (q - p) / mean;
        bins++;
      }
    }
    return new Room(truth.psi(), contrast, bins - 1, n * m / (n + m));
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

  /** Whether 99% of the windows are expected to reach the effect floor, and the evidence too. */
  boolean isEnough() {
    double aboveFloor = (distance - DriftMetric.PSI.warning()) / (2 * Math.sqrt(distance / rows));
    return aboveFloor >= ONE_PERCENT && isProven();
  }

  /** Whether 99% of the windows are expected to have a p-value below alpha after Holm. */
  boolean isProven() {
    double critical = ChiSquare.quantile(degrees, 1 - LEVEL);
    return NoncentralChiSquare.lower(degrees, contrast * rows, critical) <= MISSED;
  }
}
