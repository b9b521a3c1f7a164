package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows 5 to 12: weighted rules and intervals on the populations of statistics.md 4.3 and 4.6. */
final class WeightedCells {

  private static final Distribution MAJORITY = Laws.beta(1.5, 12);
  private static final Distribution MINORITY = MAJORITY.plus(Laws.beta(4, 3)).cappedAt(1);
  private static final Distribution MIDDLE = MAJORITY.plus(Laws.beta(2, 4)).cappedAt(1);
  private static final Distribution NORMAL = Laws.normal(0, 1);
  private static final Levels TWELVE = Levels.geometric(12, 0.65);
  private static final Levels TWELVE_MINORITY = Levels.geometric(12, 0.8).reversed();

  private WeightedCells() {}

  /**
   * Two sizes and the share of the minority.
   *
   * @param rows of the reference
   * @param windowRows of the window
   * @param share of the minority in the population
   * @param fixed minority rows of the reference, when they are not left to chance; else 0
   */
  private record Sizes(long rows, long windowRows, double share, long fixed) {

    String words() {
      return fixed > 0
          ? PlainCells.sizes(rows, windowRows) + ", " + fixed + " minority rows in the reference"
          : PlainCells.sizes(rows, windowRows) + " at " + Bar.percent(share) + "%";
    }

    Scenario scenario(Values... values) {
      double[] shares = {1 - share, share};
      Population population = Population.byClass(shares, values);
      return new Scenario(
          population,
          rows,
          fixed > 0 ? List.of(rows - fixed, fixed) : null,
          population,
          windowRows);
    }
  }

  private static final Sizes TEN_HALF = new Sizes(10_000, 10_000, 0.005, 0);
  private static final Sizes TEN_ONE = new Sizes(10_000, 10_000, 0.01, 0);
  private static final Sizes HUNDRED_TEN = new Sizes(100_000, 10_000, 0.005, 0);
  private static final Sizes HUNDRED = new Sizes(100_000, 100_000, 0.002, 0);
  private static final Sizes TEN_FIVE = new Sizes(10_000, 1_000, 0.05, 0);
  private static final Sizes FIDDLER = new Sizes(22_784, 57_158, 35.0 / 22_784, 35);
  private static final Sizes TEN_FIFTH = new Sizes(10_000, 10_000, 0.002, 0);
  private static final Sizes HUNDRED_TEN_FIFTH = new Sizes(100_000, 10_000, 0.002, 0);
  private static final Sizes TEN_THOUSAND_ONE = new Sizes(10_000, 1_000, 0.01, 0);

  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    nulls(cells);
    power(cells);
    lateLabels(cells);
    cells.addAll(EventCells.page());
    intervals(cells);
    return cells;
  }

  private static Map<String, Values[]> columns() {
    Map<String, Values[]> columns = new LinkedHashMap<>();
    columns.put("independent", new Values[] {NORMAL, NORMAL});
    columns.put("score", new Values[] {MAJORITY, MINORITY});
    columns.put(
        "score in 0.01", new Values[] {MAJORITY.roundedDown(100), MINORITY.roundedDown(100)});
    columns.put("12 levels", new Values[] {TWELVE, TWELVE_MINORITY});
    return columns;
  }

  /**
   * A scenario in which nothing has changed.
   *
   * @param name what the column and the sizes are
   * @param isTooSmall whether the minority is too rare for most windows to have a verdict
   */
  record NullCase(String name, Scenario scenario, boolean isTooSmall) {}

  /** The null scenarios of statistics.md 4.3, and those of its table of bare weighted PSI. */
  static List<NullCase> nullCases() {
    List<NullCase> cases = new ArrayList<>(judgedNulls());
    columns()
        .forEach(
            (name, values) -> {
              for (Sizes sizes : List.of(HUNDRED_TEN_FIFTH, TEN_THOUSAND_ONE)) {
                cases.add(new NullCase(name + ", " + sizes.words(), sizes.scenario(values), true));
              }
            });
    return cases;
  }

  private static List<NullCase> judgedNulls() {
    List<NullCase> cases = new ArrayList<>();
    Sizes[] all = {TEN_HALF, TEN_ONE, HUNDRED_TEN, HUNDRED, TEN_FIVE, FIDDLER, TEN_FIFTH};
    columns()
        .forEach(
            (name, values) -> {
              for (Sizes sizes : all) {
                cases.add(
                    new NullCase(
                        name + ", " + sizes.words(),
                        sizes.scenario(values),
                        sizes.equals(TEN_FIFTH)));
              }
            });
    double[] shares = {0.975, 0.02, 0.005};
    Map<String, Values[]> three = new LinkedHashMap<>();
    three.put("independent", new Values[] {NORMAL, NORMAL, NORMAL});
    three.put("score", new Values[] {MAJORITY, MIDDLE, MINORITY});
    three.put(
        "score in 0.01",
        new Values[] {
          MAJORITY.roundedDown(100), MIDDLE.roundedDown(100), MINORITY.roundedDown(100)
        });
    three.forEach(
        (name, values) -> {
          Population population = Population.byClass(shares, values);
          Scenario scenario = Scenario.of(population, 10_000, population, 10_000);
          cases.add(new NullCase("three classes, " + name + ", 10,000/10,000", scenario, false));
        });
    return cases;
  }

  /** Features of a model with a minority of 5%: 20 independent of the class, 30 not. */
  static List<Population> month() {
    double[] shares = {0.95, 0.05};
    List<Population> features = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      columns().values().forEach(values -> features.add(Population.byClass(shares, values)));
      features.add(Population.byClass(shares, NORMAL, NORMAL));
    }
    return features;
  }

  private static void nulls(List<Cell> cells) {
    Bar drift = Bar.atMost("5", Event.DRIFT, 0.02);
    Bar verdict = Bar.atMost("6", Event.NO_VERDICT, 0.02);
    Bar bare = Bar.shown("5", Event.BARE_ABOVE);
    for (NullCase one : judgedNulls()) {
      Bar[] bars =
          one.isTooSmall
              ? new Bar[] {Bar.atLeast("6", Event.NO_VERDICT, 0.95)}
              : new Bar[] {drift, verdict, bare};
      cells.add(Cell.of("weighted null, " + one.name, ClassWeightedTrial.of(one.scenario), bars));
    }
  }

  private static void power(List<Cell> cells) {
    for (Sizes sizes : List.of(TEN_HALF, TEN_ONE, FIDDLER)) {
      Scenario scenario = sizes.scenario(NORMAL, NORMAL);
      cells.add(
          Cell.of(
              "minority x3, independent, " + sizes.words(),
              ClassWeightedTrial.of(tripled(scenario)),
              Bar.atMost("7", Event.DRIFT, 0.02),
              Bar.shown("7", Event.BARE_ABOVE)));
    }
    Distribution high = Laws.beta(18, 2);
    Distribution middle = Laws.beta(10, 10);
    Map<Sizes, Double> bars = new LinkedHashMap<>();
    bars.put(TEN_HALF, 0.9);
    bars.put(TEN_ONE, 0.98);
    bars.put(HUNDRED_TEN, 0.98);
    bars.put(FIDDLER, 0.9);
    bars.forEach(
        (sizes, rate) ->
            cells.add(
                Cell.of(
                    "minority x3, score, " + sizes.words(),
                    ClassWeightedTrial.of(tripled(sizes.scenario(MAJORITY, MINORITY))),
                    Bar.atLeast("8", Event.DRIFT, rate),
                    Bar.shown("8", Event.BARE_ABOVE))));
    for (Sizes sizes : bars.keySet()) {
      Scenario scenario = sizes.scenario(MAJORITY, high);
      cells.add(
          Cell.of(
              "inside the minority 0.9 to 0.5, " + sizes.words(),
              ClassWeightedTrial.of(scenario.moved(scenario.reference().with(MAJORITY, middle))),
              Bar.atLeast("9", Event.DRIFT, 0.95),
              Bar.atLeast("9", Event.ONLY_MINORITY, 0.95)));
    }
  }

  private static Scenario tripled(Scenario scenario) {
    return scenario.moved(scenario.reference().withLastClassTimes(3));
  }

  private static void lateLabels(List<Cell> cells) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("none", new double[] {0, 0});
    lines.put("all", new double[] {1, 1});
    lines.put("98%, missing at random", new double[] {0.98, 0.98});
    lines.put("all, but 10% of those predicted positive", new double[] {1, 0.1});
    lines.put("all, but 60% of those predicted positive", new double[] {1, 0.6});
    lines.forEach(
        (name, labelled) ->
            cells.add(
                Cell.of(
                    "late labels, " + name,
                    new LateLabelsTrial(0.005, MAJORITY, MINORITY, 10_000, labelled),
                    Bar.atMost("10", Event.DRIFT, 0.02))));
  }

  private static void intervals(List<Cell> cells) {
    for (int minority : new int[] {35, 100, 1_000}) {
      long rows = minority * 200L;
      Sizes sizes = new Sizes(rows, rows, 0.005, 0);
      String words = sizes.words();
      Scenario independent = sizes.scenario(NORMAL, NORMAL);
      Scenario score = sizes.scenario(MAJORITY, MINORITY);
      add(cells, "null, independent, " + words, ClassWeightedTrial.ofIntervals(independent));
      add(cells, "null, score, " + words, ClassWeightedTrial.ofIntervals(score));
      for (double factor : new double[] {1.3, 2, 3}) {
        Scenario moved = score.moved(score.reference().withLastClassTimes(factor));
        String name = "minority x" + Bar.percent(factor / 100) + ", score, " + words;
        add(cells, name, ClassWeightedTrial.ofIntervals(moved));
      }
      Distribution half = NORMAL.shifted(0.5);
      add(
          cells,
          "all rows +0.5 sigma, " + words,
          ClassWeightedTrial.ofIntervals(
              independent.moved(independent.reference().with(half, half))));
      Scenario inside = sizes.scenario(MAJORITY, Laws.beta(18, 2));
      add(
          cells,
          "inside the minority 0.9 to 0.5, " + words,
          ClassWeightedTrial.ofIntervals(
              inside.moved(inside.reference().with(MAJORITY, Laws.beta(10, 10)))));
    }
    Population normal = Population.plain(NORMAL, 0);
    Population half = Population.plain(NORMAL.shifted(0.5), 0);
    add(
        cells,
        "plain +0.5 sigma, 10,000/500",
        PlainTrial.ofIntervals(Scenario.of(normal, 10_000, half, 500)));
  }

  private static void add(List<Cell> cells, String name, Trial trial) {
    cells.add(interval("12", "interval, " + name, trial));
  }

  /** A cell of interval coverage: 1,000 windows, 93% promised. */
  static Cell interval(String row, String name, Trial trial) {
    return Cell.of(
        name,
        trial,
        1_000,
        Bar.atLeast(row, Event.PSI_COVERED, 0.93),
        Bar.atLeast(row, Event.JS_COVERED, 0.93));
  }
}
