package io.ballast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events into the store: a Parquet file of 33 columns beside DuckDB's own read of it into a table
 * on disk, and small batches from several threads, each acknowledged after its commit, beside one
 * thread with DuckDB's appender. Each part has a process of its own.
 */
final class IngestBenchmark implements Benchmark {

  private static final int WARM_UP_ROWS = 20_000;

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String description() {
    return "Parquet and small batches into the event store, beside DuckDB";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N", "1000000", "rows of the Parquet file"),
        new Options.Option("--runs", "N", "3", "measured runs"),
        new Options.Option("--threads", "N", "8", "threads that send small batches"),
        new Options.Option("--seconds", "N", "20", "how long they send"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    int runs = (int) options.number("--runs", 1);
    int rows = (int) options.number("--rows", 1);
    String seconds = Long.toString(options.number("--seconds", 1));
    String threads = Long.toString(options.number("--threads", 1));
    Path folder = Files.createTempDirectory("ballast-bench-ingest");
    try {
      Path file =
          EventFixture.write(
              folder.resolve("events.parquet"),
              0,
              rows,
              EventFixture.START,
              EventFixture.DAYS * EventFixture.DAY_SECONDS,
              false);
      Path warmUp =
          EventFixture.write(
              folder.resolve("warm-up.parquet"), rows, WARM_UP_ROWS, EventFixture.START, 60, false);
      List<Map<String, Double>> own = new ArrayList<>();
      List<Map<String, Double>> rival = new ArrayList<>();
      List<Map<String, Double>> batches = new ArrayList<>();
      List<Map<String, Double>> appender = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        own.add(part(folder, "file", file.toString(), warmUp.toString()));
        rival.add(part(folder, "rival", file.toString(), warmUp.toString()));
        batches.add(part(folder, "batches", threads, seconds));
        appender.add(part(folder, "appender", seconds));
      }
      return report(
          runs, Figures.of(own), Figures.of(rival), Figures.of(batches), Figures.of(appender), log);
    } finally {
      Probe.deleteFolder(folder);
    }
  }

  private static Map<String, Double> part(Path folder, String name, String... arguments)
      throws IOException, InterruptedException {
    Path store = folder.resolve("store");
    Probe.deleteFolder(store);
    Files.createDirectory(store);
    List<String> all = new ArrayList<>(List.of(name, store.toString()));
    all.addAll(List.of(arguments));
    try {
      return Probe.run(IngestProbe.class, all);
    } finally {
      Probe.deleteFolder(store);
    }
  }

  private static Result report(
      int runs, Figures own, Figures rival, Figures batches, Figures appender, PrintStream log) {
    printFile(log, "file, ballast", own);
    printFile(log, "file, read_parquet", rival);
    double ratio = own.median("file_cpu_s") / rival.median("file_cpu_s");
    double closed =
        (own.median("file_cpu_s") + own.median("close_cpu_s"))
            / (rival.median("file_cpu_s") + rival.median("close_cpu_s"));
    log.printf(
        "%-28s %8.2f times the CPU, %.2f with closing%n", "  against read_parquet", ratio, closed);
    printBatches(log, "batches, ballast", batches);
    printBatches(log, "batches, one appender", appender);
    if (batches.max("lost") != 0 || own.median("rows") != rival.median("rows")) {
      throw new IllegalStateException(
          "lost " + batches.max("lost") + ", rows " + own.median("rows"));
    }
    String more =
        String.join(
            ",",
            "\"cpu_ratio_to_rival\":" + ratio,
            "\"rival_cpu_s\":" + rival.median("file_cpu_s"),
            "\"rival_peak_rss_bytes\":" + (long) rival.max("peak_rss_bytes"),
            "\"batch_events_per_s\":" + batches.median("events_per_s"),
            "\"batch_ack_p50_ms\":" + batches.median("ack_p50_ms"),
            "\"batch_ack_p99_ms\":" + batches.median("ack_p99_ms"),
            "\"batch_peak_rss_bytes\":" + (long) batches.max("peak_rss_bytes"),
            "\"appender_events_per_s\":" + appender.median("events_per_s"));
    return new Result(
        runs,
        own.median("file_cpu_s"),
        "CPU s",
        "duckdb read_parquet",
        1 / ratio,
        (long) own.max("peak_rss_bytes"),
        more);
  }

  private static void printFile(PrintStream log, String what, Figures figures) {
    log.printf(
        "%-28s %8.2f CPU s %8.2f s wall %6d MB %8.2f CPU s to close, %d MB on disk%n",
        what,
        figures.median("file_cpu_s"),
        figures.median("file_wall_s"),
        (long) figures.max("peak_rss_bytes") >> 20,
        figures.median("close_cpu_s"),
        (long) figures.median("bytes") >> 20);
  }

  private static void printBatches(PrintStream log, String what, Figures figures) {
    log.printf(
        "%-28s %8.0f events/s, ack p99 %.1f ms, %.2f CPU s per million, %d MB%n",
        what,
        figures.median("events_per_s"),
        figures.median("ack_p99_ms"),
        figures.median("cpu_s_per_million"),
        (long) figures.max("peak_rss_bytes") >> 20);
  }
}
