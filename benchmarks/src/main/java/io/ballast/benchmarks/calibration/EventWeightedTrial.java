package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.bins.QuantileBins;
import io.ballast.stats.bins.Steps;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.EventWeighted;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The statement under an event weight for each row: rows are drawn one by one.
 *
 * @param law of a row, the same on both sides
 * @param rows of the reference
 * @param windowRows of the window
 */
record EventWeightedTrial(Law law, int rows, int windowRows) implements Trial {

  private static final int INTERVALS = 10;
  private static final int SPLITS = 256;

  /** Draws a value and its weight, above 0. */
  @FunctionalInterface
  interface Law {
    Weighed row(Draws draws);
  }

  /**
   * One row.
   *
   * @param value of the column
   * @param weight of the event
   */
  record Weighed(double value, double weight) {}

  /** The rows of one side. */
  private record Side(double[] values, double[] weights) {

    static Side draw(Draws draws, Law law, int rows) {
      Side side = new Side(new double[rows], new double[rows]);
      for (int i = 0; i < rows; i++) {
        Weighed row = law.row(draws);
        side.values[i] = row.value;
        side.weights[i] = row.weight;
      }
      return side;
    }

    Ladder counted(Steps steps) {
      Ladder ladder = new Ladder(steps, 1, true);
      for (int i = 0; i < values.length; i++) {
        ladder.add(values[i], 0, weights[i]);
      }
      return ladder;
    }

    void collect(Ladder ladder) {
      for (int i = 0; i < values.length; i++) {
        ladder.collect(values[i], 0, weights[i]);
      }
      ladder.collected();
    }
  }

  @Override
  public Seen run(Draws draws) {
    Side reference = Side.draw(draws, law, rows);
    Side window = Side.draw(draws, law, windowRows);
    Ladder ladder = reference.counted(Steps.of(Arrays.copyOf(reference.values, SPLITS)));
    Optional<NumericBins> found = QuantileBins.eventWeighted(ladder, INTERVALS);
    while (found.isEmpty()) {
      reference.collect(ladder);
      found = QuantileBins.eventWeighted(ladder, INTERVALS);
    }
    NumericBins bins = found.get();
    while (bins.want(ladder)) {
      reference.collect(ladder);
    }
    Ladder current = window.counted(Steps.of(bins.splits()));
    BinnedCounts counts = new BinnedCounts(bins.bins(), bins.count(ladder), bins.count(current));
    EventWeighted weighted = new EventWeighted(counts, bins.weigh(ladder), bins.weigh(current));
    return Judged.of(
        DriftStatements.eventWeighted(weighted, Map.of(), Judged.RULE).statement(), null);
  }
}
