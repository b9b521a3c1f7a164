package io.ballast.benchmarks.calibration;

import static java.util.Objects.requireNonNull;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.bins.QuantileBins;
import io.ballast.stats.bins.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A reference of numbers as a {@link Ladder}: rows per cell are drawn, and values inside a cell
 * only when the bins ask for them. The two together are distributed as rows drawn one by one.
 */
final class NumberBaseline implements Baseline {

  private static final int INTERVALS = 10;

  private final Draws draws;
  private final Population population;
  private final Ladder ladder;
  private final long[][] groupCells;
  private final List<NumericBins> frozen = new ArrayList<>();
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  NumberBaseline(Draws draws, Layout layout, long[] groupRows) {
    this.draws = draws;
    this.population = layout.population();
    this.ladder = new Ladder(requireNonNull(layout.steps()), population.classes() + 1, false);
    this.groupCells = count(draws, layout, groupRows, ladder);
    revealSomeValues();
  }

  /**
   * Draws the values of the first cells, until more are known than may have a bin each: else the
   * search for bins would ask for all values, to see whether they are few.
   */
  private void revealSomeValues() {
    long known = 0;
    for (int cell = 0; cell < ladder.steps().cells() && known <= QuantileBins.MAX_VALUES; cell++) {
      if (Steps.isPoint(cell)) {
        known += Math.min(1, ladder.count(cell));
      } else {
        known += ladder.count(cell);
        ladder.want(cell);
      }
    }
    collect();
  }

  /** Draws the rows of each group and cell into a ladder. */
  private static long[][] count(Draws draws, Layout layout, long[] groupRows, Ladder ladder) {
    long[][] groupCells = new long[groupRows.length][];
    for (int g = 0; g < groupRows.length; g++) {
      Population.Group group = layout.population().groups().get(g);
      long missing = draws.binomial(groupRows[g], group.missing());
      groupCells[g] = draws.multinomial(groupRows[g] - missing, layout.shares()[g]);
      for (int cell = 0; cell < groupCells[g].length; cell++) {
        ladder.addToCell(cell, group.rowClass(), groupCells[g][cell]);
      }
      for (long row = 0; row < missing; row++) {
        ladder.add(Double.NaN, group.rowClass());
      }
    }
    return groupCells;
  }

  @Override
  public void freeze(Bins kind, double[] weights) {
    NumericBins bins =
        switch (kind) {
          case PLAIN -> found(() -> QuantileBins.plain(ladder, INTERVALS));
          case WEIGHTED -> found(() -> QuantileBins.classWeighted(ladder, weights, INTERVALS));
          case EQUAL_WIDTH -> equalWidth();
        };
    while (bins.want(ladder)) {
      collect();
    }
    frozen.add(bins);
  }

  private NumericBins found(Supplier<Optional<NumericBins>> search) {
    Optional<NumericBins> bins = search.get();
    while (bins.isEmpty()) {
      collect();
      bins = search.get();
    }
    return bins.get();
  }

  /** The first and the last cell that hold rows tell the least and the greatest value. */
  private NumericBins equalWidth() {
    int first = 0;
    while (ladder.count(first) == 0) {
      first++;
    }
    int last = ladder.steps().cells() - 1;
    while (ladder.count(last) == 0) {
      last--;
    }
    for (int cell : new int[] {first, last}) {
      if (Steps.isPoint(cell)) {
        note(ladder.steps().low(cell));
      } else {
        ladder.want(cell);
      }
    }
    collect();
    return NumericBins.equalWidth(least, greatest, INTERVALS);
  }

  private void note(double value) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  /** Draws the values of the cells that the ladder waits for. */
  private void collect() {
    Steps steps = ladder.steps();
    for (int cell : ladder.wanted().toArray()) {
      for (int g = 0; g < groupCells.length; g++) {
        if (groupCells[g][cell] == 0) {
          continue;
        }
        Population.Group group = population.groups().get(g);
        Distribution.Part part =
            ((Distribution) group.values()).part(steps.low(cell), steps.high(cell));
        for (long row = 0; row < groupCells[g][cell]; row++) {
          double value = part.draw(draws);
          note(value);
          ladder.collect(value, group.rowClass(), 1);
        }
      }
    }
    ladder.collected();
  }

  /** The reference, counted. */
  Ladder ladder() {
    return ladder;
  }

  /** The bins that were frozen first. */
  NumericBins firstBins() {
    return frozen.get(0);
  }

  @Override
  public List<BinnedCounts> window(Draws windowDraws, Population from, long[] groupRows) {
    double[] splits =
        frozen.stream().map(NumericBins::splits).flatMapToDouble(Arrays::stream).toArray();
    Layout layout = Layout.of(from, Steps.of(splits));
    Ladder window = new Ladder(requireNonNull(layout.steps()), ladder.classes(), false);
    count(windowDraws, layout, groupRows, window);
    return frozen.stream()
        .map(bins -> new BinnedCounts(bins.bins(), bins.count(ladder), bins.count(window)))
        .toList();
  }
}
