package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cells in which nothing has changed: the tables of statistics.md 4.1 and 4.3. */
final class FalseAlarmCells {

  private static final double BAR = 0.02;
  private static final double GATED = 0.95;

  /** Rows of both sides up to which other tools are given the samples too. */
  private static final long AFFORDABLE_ROWS = 25_000;

  private static final int DEFAULT_CHUNKS = 10;
  private static final int LEAST_CHUNKS = 5;

  private static final long[][] SIZES = {
    {300, 300},
    {1_000, 1_000},
    {1_001, 50},
    {1_001, 100},
    {1_001, 200},
    {1_001, 500},
    {10_000, 500},
    {10_000, 1_000}
  };

  private FalseAlarmCells() {}

  /**
   * A cell that other tools may be given.
   *
   * @param row E, N or W
   * @param chunk rows of a chunk of the reference, for a tool that learns from chunks
   */
  record Shared(String row, Cell cell, int chunk) {

    /** Whether the cell's samples are rows that other tools can be given. */
    boolean isShared() {
      return cell.trial() instanceof SampledTrial;
    }
  }

  static List<Shared> all() {
    List<Shared> cells = new ArrayList<>();
    Map<String, Values> columns = new LinkedHashMap<>();
    columns.put("normal", Laws.normal(0, 1));
    columns.put("lognormal", Laws.normal(0, 1).exponentiated());
    columns.put("3 categories", Levels.equal(3));
    columns.put("10 categories", Levels.equal(10));
    columns.put("Zipf of 50", Levels.zipf(50));
    columns.forEach(
        (name, values) -> {
          for (long[] size : SIZES) {
            cells.add(plain("E", name, values, size[0], size[1], usualChunk(size[0], size[1])));
          }
        });
    for (String name : List.of("normal", "10 categories")) {
      Values values = columns.getOrDefault(name, Laws.normal(0, 1));
      cells.add(plain("N", name, values, 5_000, 500, 500));
      cells.add(plain("N", name, values, 5_000, 1_000, 1_000));
      cells.add(plain("N", name, values, 5_000, 250, 500));
      cells.add(plain("N", name, values, 5_000, 125, 500));
    }
    for (WeightedCells.NullCase one : WeightedCells.nullCases()) {
      cells.add(weighted(one));
    }
    return cells;
  }

  /** Chunks of the window's size if the reference holds enough of them, else a tenth of it. */
  private static int usualChunk(long rows, long windowRows) {
    return (int) (rows / windowRows >= LEAST_CHUNKS ? windowRows : rows / DEFAULT_CHUNKS);
  }

  private static Shared plain(
      String row, String name, Values values, long rows, long windowRows, int chunk) {
    Population population = Population.plain(values, 0);
    Scenario scenario = Scenario.of(population, rows, population, windowRows);
    String words = name + ", " + PlainCells.sizes(rows, windowRows);
    return new Shared(
        row,
        Cell.of(row + ", " + words, SampledTrial.of(scenario), Bar.atMost(row, Event.DRIFT, BAR)),
        chunk);
  }

  private static Shared weighted(WeightedCells.NullCase one) {
    Scenario scenario = one.scenario();
    long rows = scenario.referenceRows() + scenario.windowRows();
    boolean isShared = rows <= AFFORDABLE_ROWS && scenario.fixedRows() == null;
    List<Bar> bars = new ArrayList<>();
    bars.add(Bar.atMost("W", Event.DRIFT, BAR));
    if (one.isTooSmall()) {
      bars.add(Bar.atLeast("W", Event.NO_VERDICT, GATED));
    }
    bars.add(Bar.shown("W", Event.BARE_ABOVE));
    return new Shared(
        "W",
        Cell.of(
            "W, " + one.name(),
            isShared ? SampledTrial.of(scenario) : ClassWeightedTrial.of(scenario),
            bars.toArray(Bar[]::new)),
        usualChunk(scenario.referenceRows(), scenario.windowRows()));
  }
}
