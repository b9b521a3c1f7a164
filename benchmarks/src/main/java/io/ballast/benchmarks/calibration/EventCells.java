package io.ballast.benchmarks.calibration;

import io.ballast.benchmarks.calibration.EventWeightedTrial.Law;
import io.ballast.benchmarks.calibration.EventWeightedTrial.Weighed;
import io.ballast.stats.special.Normal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Row 11 and row G: event weights, no drift; 500 windows a cell. */
final class EventCells {

  private static final int TRIALS = 500;
  private static final int[][] SIZES = {{10_000, 10_000}, {10_000, 1_000}, {2_000, 2_000}};

  private EventCells() {}

  /** Weights by a standard normal z, a normal column correlated with z or not. */
  static List<Cell> page() {
    Map<String, DoubleUnaryOperator> weights = new LinkedHashMap<>();
    weights.put("lognormal 1", Math::exp);
    weights.put("lognormal 1.5", z -> Math.exp(1.5 * z));
    weights.put("lognormal 2", z -> Math.exp(2 * z));
    weights.put("Pareto 2.5", z -> Math.pow(Normal.upper(z), -1 / 2.5));
    List<Cell> cells = new ArrayList<>();
    weights.forEach(
        (name, weight) -> {
          for (double correlation : new double[] {0, 0.6}) {
            double rest = Math.sqrt(1 - correlation * correlation);
            Law law =
                draws -> {
                  double z = draws.normal();
                  return new Weighed(
                      correlation * z + rest * draws.normal(), weight.applyAsDouble(z));
                };
            String words = name + (correlation > 0 ? ", correlated" : ", independent");
            add(cells, "11", "event weights, " + words, law);
          }
        });
    return cells;
  }

  /**
   * Weights that the page has not tried, on columns of waiting times: smooth, or whole numbers with
   * many ties that rise with the weight.
   */
  static List<Cell> own() {
    Map<String, ToDoubleFunction<Draws>> weights = new LinkedHashMap<>();
    weights.put("one in twenty counts 20", draws -> draws.unit() < 0.05 ? 20 : 1);
    weights.put("gamma 0.5", draws -> Math.pow(draws.normal(), 2) / 2 + 1e-9);
    weights.put("inverse propensity", draws -> 1 / (0.05 + 0.95 * draws.unit()));
    List<Cell> cells = new ArrayList<>();
    weights.forEach(
        (name, weight) -> {
          add(
              cells,
              "G",
              "own event weights, " + name + ", waiting time",
              draws -> new Weighed(waiting(draws), weight.applyAsDouble(draws)));
          add(
              cells,
              "G",
              "own event weights, " + name + ", whole numbers that rise with it",
              draws -> {
                double own = weight.applyAsDouble(draws);
                return new Weighed(Math.floor(10 * waiting(draws) * (1 + Math.log1p(own))), own);
              });
        });
    return cells;
  }

  private static double waiting(Draws draws) {
    return -Math.log1p(-draws.unit());
  }

  private static void add(List<Cell> cells, String row, String name, Law law) {
    for (int[] size : SIZES) {
      cells.add(
          Cell.of(
              name + ", " + PlainCells.sizes(size[0], size[1]),
              new EventWeightedTrial(law, size[0], size[1]),
              TRIALS,
              Bar.atMost(row, Event.DRIFT, 0.02)));
    }
  }
}
