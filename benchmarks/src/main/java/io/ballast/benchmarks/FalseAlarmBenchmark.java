package io.ballast.benchmarks;

import io.ballast.benchmarks.calibration.FalseAlarmReport;
import io.ballast.benchmarks.calibration.FalseAlarms;
import io.ballast.benchmarks.calibration.PeerTool;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How often the defaults of Ballast, Evidently and NannyML say drift where nothing has changed, on
 * the same samples (statistics.md 4.1 and 4.3), and what a model's windows send in a month.
 */
final class FalseAlarmBenchmark implements Benchmark {

  private static final long PROGRESS_NANOS = 5_000_000_000L;
  private static final List<String> PEERS = List.of("evidently", "nannyml");

  @Override
  public String name() {
    return "false-alarms";
  }

  @Override
  public String description() {
    return "false alarms of the default rule and of a month's windows, beside Evidently and NannyML on the same samples";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--trials", "N", "2000", "trials of each cell"),
        new Options.Option(
            "--peer-trials", "N", "200", "the first trials of a cell, which peers are given too"),
        new Options.Option("--months", "N", "20", "months of each model in which nothing changes"),
        new Options.Option("--days", "N", "200", "days in which one feature is shifted"),
        new Options.Option("--windows", "N", "200", "windows of each family of features"),
        new Options.Option("--seed", "N", "1", "seed of all samples"),
        new Options.Option(
            "--rows",
            "LIST",
            "",
            "E, N, W: cells; 13, M, C, D: null months; 14: a shifted day; 15: families; all"),
        new Options.Option("--threads", "N", "0", "threads; 0 for one a processor"),
        new Options.Option("--evidently", "PYTHON", "", "a Python that has Evidently"),
        new Options.Option("--nannyml", "PYTHON", "", "a Python that has NannyML"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    int threads = (int) options.number("--threads", 0);
    long seed = options.number("--seed", Long.MIN_VALUE);
    int trials = (int) options.number("--trials", 1);
    FalseAlarms.Sizes sizes =
        new FalseAlarms.Sizes(
            trials,
            (int) Math.min(trials, options.number("--peer-trials", 1)),
            (int) options.number("--months", 1),
            (int) options.number("--days", 1),
            (int) options.number("--windows", 2));
    Set<String> rows = rows(options);
    List<PeerTool> peers = new ArrayList<>();
    try {
      for (String peer : PEERS) {
        if (options.isSet("--" + peer)) {
          peers.add(new PeerTool(peer, options.text("--" + peer), script(peer)));
        } else {
          log.printf("%s: not run, name its Python with --%s%n", peer, peer);
        }
      }
      long start = System.nanoTime();
      FalseAlarmReport report =
          new FalseAlarms(
                  seed,
                  sizes,
                  peers,
                  threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                  reporter(progress))
              .run(rows);
      report.print(log);
      log.printf(
          Locale.ROOT, "%.0f s on %s%n", (System.nanoTime() - start) / 1e9, Machine.describe());
      double own = report.ownFalseAlarms();
      double rival = report.falseAlarmsOf("evidently");
      return new Result(
          1,
          own,
          "share of null trials called drift, plain",
          Double.isNaN(rival) ? "" : "evidently",
          rival / own,
          0,
          report.toJsonMembers());
    } finally {
      for (PeerTool peer : peers) {
        peer.close();
      }
    }
  }

  private static Path script(String peer) {
    return Path.of(System.getProperty("ballast.root", "."))
        .resolve("benchmarks/src/main/python/" + peer + "_false_alarms.py");
  }

  private static Set<String> rows(Options options) {
    return options.isSet("--rows")
        ? options.chosen("--rows", FalseAlarms.rows())
        : new LinkedHashSet<>(FalseAlarms.rows());
  }

  /** A line at most every 5 s, whichever thread reports. */
  private static BiConsumer<String, Double> reporter(PrintStream progress) {
    long[] last = {System.nanoTime()};
    return (what, done) -> {
      synchronized (last) {
        if (System.nanoTime() - last[0] >= PROGRESS_NANOS) {
          last[0] = System.nanoTime();
          progress.printf(Locale.ROOT, "%3.0f%%  %s%n", 100 * done, what);
        }
      }
    };
  }
}
