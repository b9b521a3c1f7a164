package io.ballast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Events out of the store: a drift pass over 29 numbers of 30 days, plain and weighted by class,
 * from hot tables and from sealed files, beside DuckDB's sums of the same columns; and index and
 * distance of 31 columns for each hour of 30 days from roll-ups, for several numbers of events.
 */
final class ScanBenchmark implements Benchmark {

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public String description() {
    return "drift pass of the event store beside DuckDB's sums, and questions to roll-ups";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N", "5000000", "rows of the drift pass"),
        new Options.Option("--runs", "N", "5", "measured runs of it"),
        new Options.Option(
            "--events", "LIST", "1000000,10000000,50000000", "events behind the roll-ups"),
        new Options.Option("--questions", "N", "300", "questions to them"),
        new Options.Option("--part", "NAME", "", "pass or roll-ups alone; both"),
        new Options.Option(
            "--keep", "FOLDER", "", "where stores of roll-ups stay for the next run"),
        new Options.Option("--memory", "MB", "4096", "memory of the engine"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    int runs = (int) options.number("--runs", 1);
    String memory = Long.toString(options.number("--memory", 1) << 20);
    String part = options.text("--part");
    String questions = Long.toString(options.number("--questions", 1));
    List<String> more = new ArrayList<>();
    double[] result = {Double.NaN, Double.NaN, 0};
    if (!part.equals("roll-ups")) {
      int perDay = (int) (options.number("--rows", 1) / EventFixture.DAYS);
      Map<String, Double> pass = part(ScanProbe.class, "" + perDay, "" + runs, memory);
      reportPass(pass, log, more);
      result[0] = figure(pass, "hot_weighted_cpu_s");
      result[1] = figure(pass, "hot_sums_cpu_s") / result[0];
      result[2] = figure(pass, "peak_rss_bytes");
    }
    if (!part.equals("pass")) {
      for (String events : options.text("--events").split(",", -1)) {
        Map<String, Double> figures =
            options.text("--keep").isEmpty()
                ? part(RollUpProbe.class, events, questions, memory)
                : kept(options.text("--keep"), events, questions, memory);
        reportRollUps(events, figures, log, more);
      }
    }
    return new Result(
        runs,
        result[0],
        "CPU s",
        "duckdb sums",
        result[1],
        (long) result[2],
        String.join(",", more));
  }

  private static double figure(Map<String, Double> figures, String name) {
    return new Figures(List.of(figures)).max(name);
  }

  private static Map<String, Double> part(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ballast-bench-scan");
    try {
      List<String> all = new ArrayList<>(List.of(folder.toString()));
      all.addAll(List.of(arguments));
      return Probe.run(main, all);
    } finally {
      Probe.deleteFolder(folder);
    }
  }

  private static Map<String, Double> kept(
      String keep, String events, String questions, String memory)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(keep).resolve(events));
    return Probe.run(RollUpProbe.class, List.of(folder.toString(), events, questions, memory));
  }

  private static void reportPass(Map<String, Double> pass, PrintStream log, List<String> more) {
    for (String kept : List.of("hot", "sealed")) {
      double sums = figure(pass, kept + "_sums_cpu_s");
      log.printf(
          "%-28s %8.2f CPU s %8.2f s wall%n",
          kept + ", DuckDB's sums", sums, figure(pass, kept + "_sums_wall_s"));
      for (String how : List.of("plain", "weighted")) {
        double cpu = figure(pass, kept + "_" + how + "_cpu_s");
        log.printf(
            "%-28s %8.2f CPU s %8.2f s wall, %.2f times the sums, %.2f times those of the table%n",
            kept + ", " + how,
            cpu,
            figure(pass, kept + "_" + how + "_wall_s"),
            cpu / sums,
            cpu / figure(pass, "hot_sums_cpu_s"));
        more.add("\"%s_%s_cpu_ratio_to_rival\":%s".formatted(kept, how, cpu / sums));
      }
    }
    log.printf(
        "%-28s %8d MB, fingerprint %d%n",
        "peak memory",
        (long) figure(pass, "peak_rss_bytes") >> 20,
        (long) figure(pass, "fingerprint"));
  }

  private static void reportRollUps(
      String events, Map<String, Double> figures, PrintStream log, List<String> more) {
    log.printf(
        "%-28s p50 %.1f ms, p99 %.1f ms (reading %.1f, %.1f), first %.0f ms, counted at %.2f CPU s"
            + " per million, %d MB, fingerprint %.17g%n",
        "roll-ups of " + events,
        figure(figures, "p50_ms"),
        figure(figures, "p99_ms"),
        figure(figures, "read_p50_ms"),
        figure(figures, "read_p99_ms"),
        figure(figures, "first_ms"),
        figure(figures, "count_cpu_s_per_million"),
        (long) figure(figures, "peak_rss_bytes") >> 20,
        figure(figures, "fingerprint"));
    more.add("\"roll_ups_%s_p50_ms\":%s".formatted(events, figure(figures, "p50_ms")));
    more.add("\"roll_ups_%s_p99_ms\":%s".formatted(events, figure(figures, "p99_ms")));
  }
}
