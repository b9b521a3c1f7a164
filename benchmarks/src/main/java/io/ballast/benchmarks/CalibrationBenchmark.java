package io.ballast.benchmarks;

import io.ballast.benchmarks.calibration.Calibration;
import io.ballast.benchmarks.calibration.CalibrationReport;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How often the rule says drift when nothing has changed, and when something has: the bars of
 * statistics.md 4.6, beside a bare weighted PSI in the same windows.
 */
final class CalibrationBenchmark implements Benchmark {

  private static final long PROGRESS_NANOS = 5_000_000_000L;

  @Override
  public String name() {
    return "calibration";
  }

  @Override
  public String description() {
    return "false alarms and power of the drift rule, judged by exact tests, beside a bare weighted PSI";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--windows", "N", "2000", "windows of each cell"),
        new Options.Option("--seed", "N", "1", "seed of all windows"),
        new Options.Option(
            "--rows", "LIST", "", "1 to 12: the table of bars, A to H: shapes of our own; all"),
        new Options.Option("--threads", "N", "0", "threads; 0 for one a processor"),
        new Options.Option("--cells", "", "", "print every cell, not only those that miss a bar"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress) {
    int threads = (int) options.number("--threads", 0);
    Calibration study =
        new Calibration(
            options.number("--seed", Long.MIN_VALUE),
            (int) options.number("--windows", 1),
            threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    long start = System.nanoTime();
    CalibrationReport report = study.run(rows(options), reporter(progress));
    report.print(log, options.isSet("--cells"));
    log.printf(
        Locale.ROOT, "%.0f s on %s%n", (System.nanoTime() - start) / 1e9, Machine.describe());
    double own = report.weightedFalseAlarms();
    double bare = report.bareFalseAlarms();
    return new Result(
        1,
        own,
        "share of null windows called drift, class-weighted",
        Double.isNaN(bare) ? "" : "bare weighted PSI +1 above 0.1",
        bare / own,
        0,
        report.toJsonMembers());
  }

  private static Set<String> rows(Options options) {
    List<String> known = Calibration.rows();
    if (!options.isSet("--rows")) {
      return new LinkedHashSet<>(known);
    }
    return options.chosen("--rows", known);
  }

  /** A line at most every 5 s. */
  private static BiConsumer<String, Double> reporter(PrintStream progress) {
    long[] last = {System.nanoTime()};
    return (cell, done) -> {
      if (System.nanoTime() - last[0] >= PROGRESS_NANOS) {
        last[0] = System.nanoTime();
        progress.printf(Locale.ROOT, "%3.0f%%  %s%n", 100 * done, cell);
      }
    };
  }
}
