package io.ballast.benchmarks;

import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code ballast drift} from two Parquet files to an HTML report, a cold process each time, beside
 * Evidently's DataDriftPreset, NannyML's univariate calculator and DuckDB's own scan in the same
 * run: CPU seconds of the whole process.
 *
 * <p>Rivals run in environments of their own: {@code --evidently PYTHON}, {@code --nannyml PYTHON};
 * one that is not named is left out and named so.
 */
final class DriftBenchmark implements Benchmark {

  private static final int NUMBERS = 24;
  private static final int CATEGORIES = 6;

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public String description() {
    return "ballast drift, Parquet to HTML, 30 columns, beside Evidently, NannyML and a DuckDB scan";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N", "1000000", "rows of each of the two files"),
        new Options.Option("--runs", "N", "3", "measured runs of ballast, after one unmeasured"),
        new Options.Option("--evidently", "PYTHON", "", "a Python that has Evidently"),
        new Options.Option("--nannyml", "PYTHON", "", "a Python that has NannyML"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    long rows = options.number("--rows", 1);
    int runs = (int) options.number("--runs", 1);
    Path folder = Files.createTempDirectory("ballast-bench-drift");
    try {
      Path reference = generate(folder.resolve("reference.parquet"), rows, 1, 0);
      Path current = generate(folder.resolve("current.parquet"), rows, 2, 0.2);
      return compare(reference, current, options, runs, log);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static Result compare(
      Path reference, Path current, Options options, int runs, PrintStream log)
      throws IOException, InterruptedException {
    String root = System.getProperty("ballast.root", ".");
    String html = reference.resolveSibling("report.html").toString();
    List<String> own =
        List.of(
            root + "/ballast",
            "drift",
            reference.toString(),
            current.toString(),
            "--report",
            html,
            "--force",
            "--quiet");
    MeasuredProcess.run(own);
    List<MeasuredProcess> measured = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      measured.add(print(log, "ballast drift", MeasuredProcess.run(own)));
    }
    double cpu = median(measured);
    long rss = measured.stream().mapToLong(MeasuredProcess::peakRssBytes).max().orElse(0);
    double scan = scan(reference, current);
    log.printf("%-28s %8.2f CPU s%n", "DuckDB scan of both files", scan);
    List<String> more = new ArrayList<>(List.of("\"duckdb_scan_cpu_s\":" + scan));
    double ratio = Double.NaN;
    for (String rival : List.of("evidently", "nannyml")) {
      String python = options.text("--" + rival);
      if (python.isEmpty()) {
        log.printf("%-28s not run, name its Python with --%s%n", rival, rival);
        continue;
      }
      String script = root + "/benchmarks/src/main/python/" + rival + "_drift.py";
      MeasuredProcess process =
          print(
              log,
              rival,
              MeasuredProcess.run(
                  List.of(
                      python,
                      script,
                      reference.toString(),
                      current.toString(),
                      html + "." + rival)));
      more.add(
          "\"%s_cpu_s\":%s,\"%s_peak_rss_bytes\":%d"
              .formatted(rival, process.cpuSeconds(), rival, process.peakRssBytes()));
      ratio = rival.equals("evidently") || Double.isNaN(ratio) ? process.cpuSeconds() / cpu : ratio;
      log.printf("%-28s %8.1f times%n", "  against Ballast", process.cpuSeconds() / cpu);
    }
    String rival =
        more.size() > 1 ? (more.get(1).contains("evidently") ? "evidently" : "nannyml") : "";
    return new Result(runs, cpu, "CPU s", rival, ratio, rss, String.join(",", more));
  }

  private static MeasuredProcess print(PrintStream log, String what, MeasuredProcess process) {
    log.printf(
        "%-28s %8.2f CPU s %8.2f s wall %6d MB%n",
        what, process.cpuSeconds(), process.wallSeconds(), process.peakRssBytes() >> 20);
    return process;
  }

  private static double median(List<MeasuredProcess> runs) {
    double[] sorted = runs.stream().mapToDouble(MeasuredProcess::cpuSeconds).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /**
   * Numbers of several shapes and categories of several sizes, made by the engine from a hash of
   * the row number.
   */
  private static Path generate(Path file, long rows, int seed, double shift) {
    String uniform = "((hash(i, %d, " + seed + ") >> 11)::DOUBLE + 0.5) / 9007199254740992.0";
    Stream<String> numbers =
        IntStream.range(0, NUMBERS)
            .mapToObj(
                c -> {
                  String normal =
                      "sqrt(-2 * ln(%s)) * cos(2 * pi() * (%s))"
                          .formatted(uniform.formatted(2 * c), uniform.formatted(2 * c + 1));
                  String moved = c == 3 ? normal + " + " + shift : normal;
                  String shape =
                      switch (c % 4) {
                        case 1 -> "exp(" + moved + ")";
                        case 2 -> "floor(100 * (" + uniform.formatted(2 * c) + ")) / 100";
                        default -> moved;
                      };
                  return shape + " AS v" + c;
                });
    int[] sizes = {2, 5, 12, 50, 200, 1000};
    Stream<String> categories =
        IntStream.range(0, CATEGORIES)
            .mapToObj(
                c ->
                    "'level_' || floor(%d * pow(%s, 2))::INTEGER AS c%d"
                        .formatted(sizes[c], uniform.formatted(100 + c), c));
    String columns = Stream.concat(numbers, categories).collect(Collectors.joining(", "));
    try (DuckDb database =
        DuckDb.inMemory(DuckDbSettings.defaults().withThreads(2).withMemoryBytes(1L << 30))) {
      database.execute(
          "COPY (SELECT %s FROM range(%d) t(i)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
              .formatted(columns, rows, file));
    }
    return file;
  }

  /**
   * What DuckDB itself needs for min, max, sum, category counts and counts in ten bins of both
   * files.
   */
  private static double scan(Path reference, Path current) {
    long before = cpuNanos();
    try (DuckDb database =
        DuckDb.inMemory(DuckDbSettings.defaults().withThreads(2).withMemoryBytes(1L << 30))) {
      for (Path file : List.of(reference, current)) {
        String aggregates =
            IntStream.range(0, NUMBERS)
                .mapToObj(
                    c ->
                        "min(v%d), max(v%d), sum(v%d), histogram(floor(v%d)::INTEGER %% 10)"
                            .formatted(c, c, c, c))
                .collect(Collectors.joining(", "));
        String counts =
            IntStream.range(0, CATEGORIES)
                .mapToObj(c -> "histogram(c" + c + ")")
                .collect(Collectors.joining(", "));
        database.query(
            "SELECT " + aggregates + ", " + counts + " FROM '" + file + "'", List.of(), row -> 0);
      }
    }
    return (cpuNanos() - before) / 1e9;
  }

  private static long cpuNanos() {
    return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
