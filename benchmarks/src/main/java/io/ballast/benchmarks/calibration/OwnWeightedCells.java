package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows C to H: weighted rules and intervals on columns, and at sizes, that they were not chosen on.
 * A bar of power stands where the two populations leave {@link Room}; other changes are shown.
 */
final class OwnWeightedCells {

  private static final double[] ONE_PERCENT = {0.99, 0.01};
  private static final double[] THREE_PER_MILLE = {0.997, 0.003};
  private static final double[] TWO_PERCENT = {0.98, 0.02};
  private static final double[] SIXTY_ROWS = {0.998, 0.002};
  private static final double[] THIRTY_PERCENT = {0.7, 0.3};

  private OwnWeightedCells() {}

  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    nulls(cells);
    shareOnly(cells);
    power(cells);
    cells.addAll(EventCells.own());
    intervals(cells);
    return cells;
  }

  /**
   * A column by class, and where it may go.
   *
   * @param majority its law in the majority
   * @param minority its law in the minority
   * @param moved its law in a minority that has changed; the same object when none is tried
   */
  private record Shape(Values majority, Values minority, Values moved) {}

  private static Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Distribution quick = Laws.exponential(1);
    shapes.put("waiting time", new Shape(quick, Laws.exponential(3), Laws.exponential(0.5)));
    Distribution heavy = OwnPlainCells.heavy(0.22);
    shapes.put("two heavy values", new Shape(heavy, heavy, heavy));
    shapes.put("counts", new Shape(Laws.poisson(3), Laws.poisson(9), Laws.poisson(4)));
    shapes.put(
        "U-shaped scores", new Shape(Laws.beta(0.4, 2), Laws.beta(2, 0.4), Laws.beta(0.4, 0.4)));
    Levels levels = Levels.geometric(25, 0.85);
    shapes.put("25 levels", new Shape(levels, levels.reversed(), levels));
    shapes.put(
        "-999 in 5% and 40%",
        new Shape(
            OwnPlainCells.sentinel(0.05, 0),
            OwnPlainCells.sentinel(0.4, 1),
            OwnPlainCells.sentinel(0.05, 1)));
    shapes.put(
        "clipped sensor",
        new Shape(
            OwnPlainCells.clipped(0), OwnPlainCells.clipped(1.5), OwnPlainCells.clipped(-0.5)));
    return shapes;
  }

  private static Map<String, Scenario> sizes(Values majority, Values minority) {
    Map<String, Scenario> sizes = new LinkedHashMap<>();
    add(sizes, "20,000/5,000 at 1%", ONE_PERCENT, 20_000, 5_000, majority, minority);
    add(sizes, "50,000/50,000 at 0.3%", THREE_PER_MILLE, 50_000, 50_000, majority, minority);
    add(sizes, "5,000/20,000 at 2%", TWO_PERCENT, 5_000, 20_000, majority, minority);
    Population population = Population.byClass(SIXTY_ROWS, majority, minority);
    sizes.put(
        "30,000/30,000, 60 minority rows in the reference",
        new Scenario(population, 30_000, List.of(29_940L, 60L), population, 30_000));
    return sizes;
  }

  private static void add(
      Map<String, Scenario> sizes,
      String name,
      double[] shares,
      long rows,
      long windowRows,
      Values... values) {
    Population population = Population.byClass(shares, values);
    sizes.put(name, Scenario.of(population, rows, population, windowRows));
  }

  private static void nulls(List<Cell> cells) {
    shapes()
        .forEach(
            (name, shape) -> {
              Map<String, Scenario> sizes = sizes(shape.majority, shape.minority);
              add(
                  sizes,
                  "3,000/3,000 at 30%",
                  THIRTY_PERCENT,
                  3_000,
                  3_000,
                  shape.majority,
                  shape.minority);
              sizes.forEach((size, scenario) -> cells.add(unmoved(name + ", " + size, scenario)));
            });
    Map<String, Scenario> three = new LinkedHashMap<>();
    double[] shares = {0.9, 0.09, 0.01};
    Distribution three1 = Laws.exponential(1);
    add(
        three,
        "three classes, waiting time, 20,000/10,000",
        shares,
        20_000,
        10_000,
        three1,
        Laws.exponential(2),
        Laws.exponential(3));
    add(
        three,
        "three classes, counts, 20,000/10,000",
        shares,
        20_000,
        10_000,
        Laws.poisson(3),
        Laws.poisson(6),
        Laws.poisson(9));
    three.forEach((name, scenario) -> cells.add(unmoved(name, scenario)));
  }

  private static Cell unmoved(String name, Scenario scenario) {
    return Cell.of(
        "own weighted null, " + name,
        ClassWeightedTrial.of(scenario),
        Bar.atMost("C", Event.DRIFT, 0.02),
        Bar.atMost("D", Event.NO_VERDICT, 0.02),
        Bar.shown("C", Event.BARE_ABOVE));
  }

  private static void shareOnly(List<Cell> cells) {
    Map<String, Values> independent = new LinkedHashMap<>();
    independent.put("two heavy values", OwnPlainCells.heavy(0.22));
    independent.put("counts", Laws.poisson(3));
    independent.put("25 levels", Levels.geometric(25, 0.85));
    independent.forEach(
        (name, values) -> {
          for (double factor : new double[] {3, 1 / 3.0}) {
            sizes(values, values)
                .forEach(
                    (size, scenario) ->
                        cells.add(
                            Cell.of(
                                "own minority "
                                    + (factor > 1 ? "x3, " : "a third, ")
                                    + name
                                    + ", "
                                    + size,
                                ClassWeightedTrial.of(times(scenario, factor)),
                                Bar.atMost("E", Event.DRIFT, 0.02),
                                Bar.shown("E", Event.BARE_ABOVE))));
          }
        });
  }

  private static Scenario times(Scenario scenario, double factor) {
    return scenario.moved(scenario.reference().withLastClassTimes(factor));
  }

  private static void power(List<Cell> cells) {
    shapes()
        .forEach(
            (name, shape) -> {
              if (shape.majority.equals(shape.minority)) {
                return;
              }
              sizes(shape.majority, shape.minority)
                  .forEach(
                      (size, scenario) -> {
                        String words = ", " + name + ", " + size;
                        cells.add(larger("own minority x3" + words, times(scenario, 3)));
                        cells.add(larger("own minority x5" + words, times(scenario, 5)));
                        cells.add(
                            inside(
                                "own inside the minority" + words,
                                scenario.moved(
                                    scenario.reference().with(shape.majority, shape.moved))));
                      });
            });
  }

  private static Cell larger(String name, Scenario scenario) {
    return Cell.of(
        name,
        ClassWeightedTrial.of(scenario),
        bar(Event.DRIFT, Room.weighted(scenario).isEnough()),
        Bar.shown("F", Event.BARE_ABOVE));
  }

  private static Cell inside(String name, Scenario scenario) {
    return Cell.of(
        name,
        ClassWeightedTrial.of(scenario),
        bar(Event.DRIFT, Room.weighted(scenario).isEnough()),
        bar(Event.ONLY_MINORITY, Room.insideLastClass(scenario).isProven()));
  }

  private static Bar bar(Event event, boolean fair) {
    return fair ? Bar.atLeast("F", event, 0.95) : Bar.shown("F", event);
  }

  private static void intervals(List<Cell> cells) {
    shapes()
        .forEach(
            (name, shape) -> {
              Map<String, Scenario> sizes = new LinkedHashMap<>();
              add(
                  sizes,
                  "20,000/20,000 at 0.5%",
                  new double[] {0.995, 0.005},
                  20_000,
                  20_000,
                  shape.majority,
                  shape.minority);
              sizes.forEach(
                  (size, scenario) -> {
                    String words = ", " + name + ", " + size;
                    cells.add(interval("null" + words, scenario));
                    cells.add(interval("minority x2" + words, times(scenario, 2)));
                    if (!shape.moved.equals(shape.minority)) {
                      cells.add(
                          interval(
                              "inside the minority" + words,
                              scenario.moved(
                                  scenario.reference().with(shape.majority, shape.moved))));
                    }
                  });
            });
  }

  private static Cell interval(String name, Scenario scenario) {
    return WeightedCells.interval(
        "H", "own interval, " + name, ClassWeightedTrial.ofIntervals(scenario));
  }
}
