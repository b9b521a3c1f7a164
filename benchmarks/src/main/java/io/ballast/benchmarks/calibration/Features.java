package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.bins.QuantileBins;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.weights.ClassWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The features of a model, of which references are frozen and windows are drawn. */
sealed interface Features {

  /** Draws a reference of that many rows and freezes its bins. */
  Frozen freeze(Draws draws, int rows);

  /** Families that a window's statements form: plain, and weighted if there are classes. */
  int families();

  /** A reference. */
  @FunctionalInterface
  interface Frozen {
    /**
     * Draws a window.
     *
     * @param shift of the mean of the first feature, in standard deviations
     * @return statements of each family with open verdicts, in the order of the features
     */
    List<List<Statement>> window(Draws draws, int rows, double shift);
  }

  /**
   * Features that are independent within a class, counted and never held.
   *
   * @param layouts of the features; all have the same classes with the same shares
   * @param isWeighted whether there is a family of class-weighted statements
   */
  record Independent(List<Layout> layouts, boolean isWeighted) implements Features {

    static Independent of(List<Population> populations, long rows, boolean isWeighted) {
      return new Independent(
          populations.stream().map(population -> Layout.of(population, rows)).toList(), isWeighted);
    }

    @Override
    public int families() {
      return isWeighted ? 2 : 1;
    }

    @Override
    public Frozen freeze(Draws draws, int rows) {
      Population first = layouts.get(0).population();
      long[] groups = draws.multinomial(rows, first.shares());
      double[] weights = isWeighted ? ClassWeights.balanced(first.byClass(groups)) : new double[0];
      List<Baseline> baselines = new ArrayList<>();
      for (Layout layout : layouts) {
        Baseline baseline = Baseline.draw(draws, layout, groups);
        baseline.freeze(Baseline.Bins.PLAIN, weights);
        if (isWeighted) {
          baseline.freeze(Baseline.Bins.WEIGHTED, weights);
        }
        baselines.add(baseline);
      }
      return (windowDraws, windowRows, shift) ->
          drafts(baselines, weights, windowDraws, first.shares(), windowRows, shift);
    }

    private List<List<Statement>> drafts(
        List<Baseline> baselines,
        double[] weights,
        Draws draws,
        double[] shares,
        int rows,
        double shift) {
      long[] groups = draws.multinomial(rows, shares);
      List<String> labels = labels(weights.length);
      List<Statement> plain = new ArrayList<>();
      List<Statement> weighted = new ArrayList<>();
      for (int feature = 0; feature < baselines.size(); feature++) {
        Population population = layouts.get(feature).population();
        List<BinnedCounts> counts =
            baselines
                .get(feature)
                .window(draws, feature == 0 ? shifted(population, shift) : population, groups);
        plain.add(Features.plain(counts.get(0)));
        if (isWeighted) {
          weighted.add(
              DriftStatements.classWeighted(
                      counts.get(1), labels, weights, true, Map.of(), Judged.RULE)
                  .statement());
        }
      }
      return isWeighted ? List.of(plain, weighted) : List.of(plain);
    }

    private static List<String> labels(int classes) {
      List<String> labels = new ArrayList<>();
      for (int k = 0; k < classes; k++) {
        labels.add(Integer.toString(k));
      }
      return labels;
    }

    private static Population shifted(Population population, double shift) {
      if (shift == 0) {
        return population;
      }
      return population.with(
          population.groups().stream()
              .map(group -> ((Distribution) group.values()).shifted(shift))
              .toArray(Values[]::new));
    }
  }

  /**
   * Features that depend on each other, row by row.
   *
   * @param columns what they are
   */
  record Dependent(FactorColumns columns) implements Features {

    @Override
    public int families() {
      return 1;
    }

    @Override
    public Frozen freeze(Draws draws, int rows) {
      List<FrozenColumn> frozen = new ArrayList<>();
      for (double[] values : columns.draw(draws, rows, 0, 0)) {
        frozen.add(FrozenColumn.of(values));
      }
      return (windowDraws, windowRows, shift) -> {
        double[][] window = columns.draw(windowDraws, windowRows, 1, shift);
        List<Statement> plain = new ArrayList<>();
        for (int column = 0; column < window.length; column++) {
          plain.add(frozen.get(column).against(window[column]));
        }
        return List.of(plain);
      };
    }
  }

  /** The plain statement, its verdict open. */
  private static Statement plain(BinnedCounts counts) {
    return DriftStatements.plain(counts, Map.of(), Judged.RULE).statement();
  }

  /**
   * A column of numbers of the reference.
   *
   * @param bins frozen with it
   * @param counts its rows in them; owned by this record
   */
  record FrozenColumn(NumericBins bins, long[] counts) {

    private static final int INTERVALS = 10;

    static FrozenColumn of(double[] values) {
      Ladder ladder = Ladder.exact(values, new int[values.length], 1);
      NumericBins bins = QuantileBins.plain(ladder, INTERVALS).orElseThrow();
      return new FrozenColumn(bins, counted(bins, values));
    }

    private static long[] counted(NumericBins bins, double[] values) {
      long[] counts = new long[bins.bins().size()];
      for (double value : values) {
        counts[bins.indexOf(value)]++;
      }
      return counts;
    }

    /** The plain statement about a window, its verdict open. */
    Statement against(double[] window) {
      return plain(
          new BinnedCounts(
              bins.bins(), new long[][] {counts}, new long[][] {counted(bins, window)}));
    }
  }
}
