package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.weights.ClassWeights;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The default statement about one window whose rows are drawn one by one, so that other tools can
 * be given the same rows: plain, or weighted by balanced classes.
 *
 * @param scenario where the sides come from; rows of groups are left to chance
 * @param reference draws the reference
 * @param window draws the window
 * @param labels of the classes; a single one for the plain statement
 */
record SampledTrial(Scenario scenario, RowSampler reference, RowSampler window, List<String> labels)
    implements Trial {

  static SampledTrial of(Scenario scenario) {
    return new SampledTrial(
        scenario,
        new RowSampler(scenario.reference()),
        new RowSampler(scenario.window()),
        IntStream.range(0, scenario.reference().classes()).mapToObj(String::valueOf).toList());
  }

  /** Whether the column is one of categories. */
  boolean isOfLevels() {
    return values() instanceof Levels;
  }

  private Values values() {
    return scenario.reference().groups().get(0).values();
  }

  /** The rows of both sides. */
  Sample sample(Draws draws) {
    return new Sample(
        reference.draw(draws, Math.toIntExact(scenario.referenceRows())),
        window.draw(draws, Math.toIntExact(scenario.windowRows())));
  }

  @Override
  public Seen run(Draws draws) {
    Sample sample = sample(draws);
    SampleCounts counts = new SampleCounts(sample, values(), labels.size());
    if (labels.size() == 1) {
      return Judged.of(plain(counts), null);
    }
    long[] rows = new long[labels.size()];
    for (int rowClass : sample.reference().classes()) {
      rows[rowClass]++;
    }
    double[] weights = ClassWeights.balanced(rows);
    BinnedCounts bare = counts.in(Baseline.Bins.EQUAL_WIDTH, weights);
    return Judged.of(weighted(counts, weights), null)
        .with(Event.BARE_ABOVE, ClassWeightedTrial.isBareAbove(bare, weights));
  }

  /** The plain statement, its verdict open. */
  Statement plain(SampleCounts counts) {
    return DriftStatements.plain(
            counts.in(Baseline.Bins.PLAIN, new double[0]), Map.of(), Judged.RULE)
        .statement();
  }

  /** The class-weighted statement, its verdict open. */
  Statement weighted(SampleCounts counts, double[] weights) {
    return DriftStatements.classWeighted(
            counts.in(Baseline.Bins.WEIGHTED, weights),
            labels,
            weights,
            true,
            Map.of(),
            Judged.RULE)
        .statement();
  }
}
