package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows A and B: the plain rule on columns, and at sizes, that it was not chosen on. A bar of power
 * stands where the two populations leave {@link Room}; other changes are shown.
 */
final class OwnPlainCells {

  private static final long[][] SIZES = {
    {150, 120}, {250, 5_000}, {2_000, 300}, {5_000, 50_000}, {20_000, 150}, {50_000, 2_000}
  };

  private OwnPlainCells() {}

  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    columns()
        .forEach(
            (name, population) -> {
              for (long[] size : SIZES) {
                cells.add(
                    Cell.of(
                        "own plain null, " + name + ", " + PlainCells.sizes(size),
                        PlainTrial.of(Scenario.of(population, size[0], population, size[1])),
                        Bar.atMost("A", Event.DRIFT, 0.02),
                        Bar.atMost("A", Event.NO_VERDICT, 0)));
              }
            });
    power(cells);
    return cells;
  }

  private static Map<String, Population> columns() {
    Map<String, Population> columns = new LinkedHashMap<>();
    columns.put("two heavy values", Population.plain(heavy(0.22), 0));
    columns.put("counts around 3", Population.plain(Laws.poisson(3), 0));
    columns.put("counts around 40", Population.plain(Laws.poisson(40), 0));
    columns.put("hour of the day", Population.plain(hours(0), 0));
    columns.put("-999 in 15%", Population.plain(sentinel(0.15, 0), 0));
    columns.put("clipped sensor", Population.plain(clipped(0), 0));
    columns.put("U-shaped score", Population.plain(Laws.beta(0.3, 0.3), 0));
    columns.put("70% missing", Population.plain(Laws.exponential(1), 0.7));
    columns.put("800 postcodes", Population.plain(postcodes(), 0));
    columns.put("60 geometric levels", Population.plain(Levels.geometric(60, 0.9), 0));
    columns.put("five-point scale", Population.plain(Levels.of(0.05, 0.1, 0.5, 0.25, 0.1), 0));
    return columns;
  }

  private static void power(List<Cell> cells) {
    moved(cells, "counts from 3 to 4", Laws.poisson(3), Laws.poisson(4), 10_000, 300);
    moved(cells, "counts from 3 to 4", Laws.poisson(3), Laws.poisson(4), 2_000, 300);
    moved(cells, "a heavy value from 22% to 5%", heavy(0.22), heavy(0.05), 10_000, 500);
    moved(cells, "hour of the day by 6", hours(0), hours(6), 5_000, 300);
    moved(cells, "-999 from 15% to 40%", sentinel(0.15, 0), sentinel(0.4, 0), 1_000, 300);
    moved(
        cells,
        "sensor stuck at its limit in 30%",
        clipped(0),
        Distribution.mixed(new double[] {0.7, 0.3}, clipped(0), Distribution.point(0.8)),
        5_000,
        500);
    moved(cells, "U-shaped score flattens", Laws.beta(0.3, 0.3), Laws.beta(0.6, 0.6), 10_000, 300);
    cells.add(
        power(
            "70% missing to 40%",
            Scenario.of(
                Population.plain(Laws.exponential(1), 0.7),
                1_000,
                Population.plain(Laws.exponential(1), 0.4),
                300)));
    Levels sixty = Levels.geometric(60, 0.9);
    moved(cells, "a level of 0.4% to 15%", sixty, sixty.with(30, 0.15), 10_000, 200);
    moved(cells, "150 postcodes from 63% to 85%", postcodes(), crowded(), 20_000, 2_000);
    Levels before = Levels.of(0.05, 0.1, 0.5, 0.25, 0.1);
    Levels after = Levels.of(0.15, 0.1, 0.5, 0.15, 0.1);
    moved(cells, "five-point scale, 10 points to the other end", before, after, 10_000, 1_000);
    moved(cells, "five-point scale, 10 points to the other end", before, after, 50_000, 5_000);
  }

  private static void moved(
      List<Cell> cells, String what, Values from, Values to, long rows, long windowRows) {
    cells.add(
        power(
            what,
            Scenario.of(Population.plain(from, 0), rows, Population.plain(to, 0), windowRows)));
  }

  private static Cell power(String what, Scenario scenario) {
    return Cell.of(
        "own plain, "
            + what
            + ", "
            + PlainCells.sizes(scenario.referenceRows(), scenario.windowRows()),
        PlainTrial.of(scenario),
        Room.plain(scenario).isEnough()
            ? Bar.atLeast("B", Event.DRIFT, 0.95)
            : Bar.shown("B", Event.DRIFT));
  }

  /** A quarter is 0, another share is 50, the rest waits exponentially. */
  static Distribution heavy(double share) {
    return Distribution.mixed(
        new double[] {0.25, share, 0.75 - share},
        Distribution.point(0),
        Distribution.point(50),
        Laws.exponential(30));
  }

  /** Whole hours, most in the afternoon. */
  private static Distribution hours(int later) {
    double[] hours = new double[24];
    double[] shares = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      hours[hour] = hour;
      shares[hour] = 1 + 0.9 * Math.sin(2 * Math.PI * (hour - later - 9) / 24);
    }
    return Distribution.points(hours, shares);
  }

  /** A normal value, and -999 where there is none. */
  static Distribution sentinel(double share, double mean) {
    return Distribution.mixed(
        new double[] {share, 1 - share}, Distribution.point(-999), Laws.normal(mean, 1));
  }

  /** A normal value between -1 and 0.8, which hold what lies beyond. */
  static Distribution clipped(double mean) {
    return Laws.normal(mean, 1).cappedAt(0.8).flooredAt(-1);
  }

  private static Levels postcodes() {
    return Levels.geometric(800, Math.exp(-1.0 / 150));
  }

  private static Levels crowded() {
    Levels all = postcodes();
    double[] shares = all.shares().clone();
    double first = 0;
    for (int i = 0; i < 150; i++) {
      first += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= i < 150 ? 0.85 / first : 0.15 / (1 - first);
    }
    return new Levels(all.names(), shares);
  }
}
