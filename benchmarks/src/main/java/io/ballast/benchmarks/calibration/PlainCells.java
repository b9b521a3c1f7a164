package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows 1 to 4: the plain rule on the populations of statistics.md 4.2. */
final class PlainCells {

  private static final long[][] SIZES = {
    {100, 100},
    {300, 100},
    {300, 300},
    {1_000, 1_000},
    {1_001, 100},
    {1_001, 200},
    {1_001, 500},
    {10_000, 100},
    {10_000, 500},
    {10_000, 1_000},
    {100_000, 100},
    {100_000, 100_000}
  };

  private PlainCells() {}

  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    columns()
        .forEach(
            (name, population) -> {
              for (long[] size : SIZES) {
                cells.add(
                    Cell.of(
                        "plain null, " + name + ", " + sizes(size),
                        PlainTrial.of(Scenario.of(population, size[0], population, size[1])),
                        Bar.atMost("1", Event.DRIFT, 0.02),
                        Bar.atMost("2", Event.NO_VERDICT, 0)));
              }
            });
    Population normal = Population.plain(Laws.normal(0, 1), 0);
    Population half = Population.plain(Laws.normal(0.5, 1), 0);
    Population one = Population.plain(Laws.normal(1, 1), 0);
    cells.add(power("3", "normal +0.5 sigma", normal, 10_000, half, 100, 0.75));
    cells.add(power("3", "normal +0.5 sigma", normal, 10_000, half, 500, 0.98));
    cells.add(
        Cell.of(
            "plain, normal +1 sigma with one value of 1e6, 5,000/5,000",
            OutlierTrial.of(Scenario.of(normal, 5_000, one, 5_000)),
            Bar.atLeast("3", Event.DRIFT, 0.98),
            Bar.atLeast("3", Event.OUTLIER_HARMLESS, 1)));
    Levels forty = Levels.equal(40);
    Levels fortyOne = Levels.equal(41).with(40, 0);
    Population equal = Population.plain(forty, 0);
    Population raised = Population.plain(forty.with(0, 0.3), 0);
    cells.add(power("4", "one of 40 from 2.5% to 30%", equal, 10_000, raised, 100, 0.95));
    cells.add(
        power(
            "4",
            "20% unseen beside 40",
            Population.plain(fortyOne, 0),
            10_000,
            Population.plain(fortyOne.with(40, 0.2), 0),
            100,
            0.95));
    return cells;
  }

  private static Map<String, Population> columns() {
    Map<String, Population> columns = new LinkedHashMap<>();
    columns.put("normal", Population.plain(Laws.normal(0, 1), 0));
    columns.put("10% missing", Population.plain(Laws.normal(0, 1), 0.1));
    for (int count : new int[] {3, 10, 40, 100}) {
      columns.put(count + " equal categories", Population.plain(Levels.equal(count), 0));
    }
    columns.put("Zipf of 50", Population.plain(Levels.zipf(50), 0));
    columns.put("Zipf of 300", Population.plain(Levels.zipf(300), 0));
    columns.put("boolean of 2%", Population.plain(Levels.of(0.98, 0.02), 0));
    columns.put("boolean of 1%", Population.plain(Levels.of(0.99, 0.01), 0));
    columns.put(
        "one of 89% beside eleven of 1%", Population.plain(Levels.equal(12).with(0, 0.89), 0));
    return columns;
  }

  private static Cell power(
      String row,
      String what,
      Population reference,
      long rows,
      Population window,
      long windowRows,
      double rate) {
    return Cell.of(
        "plain, " + what + ", " + sizes(rows, windowRows),
        PlainTrial.of(Scenario.of(reference, rows, window, windowRows)),
        Bar.atLeast(row, Event.DRIFT, rate));
  }

  /** "10,000/500". */
  static String sizes(long... rows) {
    return String.format(Locale.ROOT, "%,d/%,d", rows[0], rows[1]);
  }
}
