package io.ballast.benchmarks.calibration;

import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Runs cells. A window's draws follow from the seed, the cell's name and the window's number, so
 * that the outcome is the same for any number of threads and any choice of cells.
 */
public final class Calibration {

  private static final int WINDOWS_AT_ONCE = 20;

  private final long seed;
  private final int windows;
  private final Workers workers;

  /**
   * A study.
   *
   * @param seed of all windows
   * @param windows of each cell, at least 1; cells for which the table says fewer run fewer
   * @param threads at least 1
   */
  public Calibration(long seed, int windows, int threads) {
    this(seed, windows, Workers.of(threads));
  }

  Calibration(long seed, int windows, Workers workers) {
    this.seed = seed;
    this.windows = windows;
    this.workers = workers;
  }

  /** The rows that can be chosen: those of the table of bars, then those of shapes of our own. */
  public static List<String> rows() {
    return List.copyOf(Row.names());
  }

  /**
   * Runs the cells that have a bar in one of the rows.
   *
   * @param rows of {@link #rows}
   * @param progress told the name of each cell before it runs, and how many of 1 are done
   */
  public CalibrationReport run(Set<String> rows, BiConsumer<String, Double> progress) {
    List<Cell> chosen =
        Row.cells().stream()
            .filter(cell -> cell.bars().stream().anyMatch(bar -> rows.contains(bar.row())))
            .toList();
    List<Outcome> outcomes = new ArrayList<>();
    for (Cell cell : chosen) {
      progress.accept(cell.name(), (double) outcomes.size() / chosen.size());
      outcomes.add(run(cell));
    }
    return new CalibrationReport(seed, windows, rows, outcomes);
  }

  Outcome run(Cell cell) {
    Trial.Seen[] seen = new Trial.Seen[Math.min(windows, cell.trials())];
    int pieces = (seen.length + WINDOWS_AT_ONCE - 1) / WINDOWS_AT_ONCE;
    workers.each(
        pieces,
        piece -> {
          int end = Math.min(seen.length, (piece + 1) * WINDOWS_AT_ONCE);
          for (int window = piece * WINDOWS_AT_ONCE; window < end; window++) {
            seen[window] = cell.trial().run(Draws.of(seed, cell.name(), window));
          }
        });
    return Outcome.of(cell, seen);
  }
}
