package io.ballast.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code ballast serve} as a process of its own on this machine, beside DuckDB's read of the same
 * file into a table: start, a file of 33 columns from POST to the first value of a chart, hourly
 * drift of 31 columns over 30 days, lists of events over HTTP.
 */
final class ServerBenchmark implements Benchmark {

  private static final int CONNECTIONS = 8;
  private static final int BASELINE_ROWS = 20_000;
  private static final int WARM_UPS = 20;

  @Override
  public String name() {
    return "server";
  }

  @Override
  public String description() {
    return "ballast serve: start, Parquet to first chart value beside DuckDB, queries, lists of events";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N", "1000000", "rows of the file, over 30 days"),
        new Options.Option("--seconds", "N", "20", "how long lists are published"),
        new Options.Option("--queries", "N", "100", "measured questions"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    long rows = options.number("--rows", 1000);
    int seconds = (int) options.number("--seconds", 1);
    int queries = (int) options.number("--queries", 1);
    Path folder = Files.createTempDirectory("ballast-bench-server");
    try {
      Path file =
          EventFixture.write(
              folder.resolve("events.parquet"),
              0,
              rows,
              EventFixture.START.minusSeconds(60L * EventFixture.DAY_SECONDS),
              EventFixture.DAYS * EventFixture.DAY_SECONDS,
              false);
      Path sample =
          EventFixture.write(
              folder.resolve("sample.parquet"),
              rows,
              BASELINE_ROWS,
              EventFixture.START.minusSeconds(90L * EventFixture.DAY_SECONDS),
              EventFixture.DAY_SECONDS,
              false);
      double rival = table(folder.resolve("rival.duckdb"), file);
      log.printf("%-44s %8.2f CPU s%n", "DuckDB read_parquet into a table", rival);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("duckdb_table_cpu_s", rival);
      try (ServedProcess server = ServedProcess.start(folder.resolve("data"))) {
        measure(server, file, sample, seconds, queries, figures, log);
      }
      double cpu = figures.getOrDefault("file_cpu_s", Double.NaN);
      String more =
          figures.entrySet().stream()
              .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(","));
      double peak = figures.getOrDefault("rss_peak_bytes", 0.0);
      return new Result(1, cpu, "CPU s", "duckdb table", rival / cpu, (long) peak, more);
    } finally {
      Probe.deleteFolder(folder);
    }
  }

  private static double table(Path database, Path file) throws IOException {
    try (DuckDb rival =
        DuckDb.open(database, DuckDbSettings.defaults().withThreads(2).withMemoryBytes(1L << 30))) {
      return Probe.Cost.of(
              () -> {
                rival.execute("CREATE TABLE events AS SELECT * FROM read_parquet('" + file + "')");
                rival.execute("CHECKPOINT");
              })
          .cpuSeconds();
    }
  }

  private static void measure(
      ServedProcess server,
      Path file,
      Path sample,
      int seconds,
      int queries,
      Map<String, Double> figures,
      PrintStream log)
      throws IOException, InterruptedException {
    note(figures, log, "start_cpu_s", server.cpuSeconds(), "start to ready, CPU s");
    Thread.sleep(3000);
    note(
        figures,
        log,
        "rss_idle_bytes",
        (double) server.memoryBytes("VmRSS"),
        "resident memory idle");
    String project =
        ServedProcess.first(
            server.post("/v3/projects", "{\"name\":\"bench\"}"), "\"id\":\"([^\"]+)\"");
    MonitoredModel first = MonitoredModel.create(server, project, "first", sample);
    chart(server, file, first, "file", figures, log);
    questions(server, first.question("Hour", MonitoredModel.columns()), queries, figures, log);
    lists(server, first.model(), seconds, figures, log);
    note(
        figures,
        log,
        "rss_peak_bytes",
        (double) server.memoryBytes("VmHWM"),
        "resident memory at most");

    // What the first file pays for compiling, a later one does not.
    MonitoredModel later = MonitoredModel.create(server, project, "later", sample);
    chart(server, file, later, "later_file", figures, log);
  }

  private static void chart(
      ServedProcess server,
      Path file,
      MonitoredModel monitored,
      String name,
      Map<String, Double> figures,
      PrintStream log)
      throws IOException, InterruptedException {
    double before = server.cpuSeconds();
    long start = System.nanoTime();
    server.publish(server.upload(file), monitored.model(), "");
    server.post("/v3/queries", monitored.question("Day", List.of("score")));
    double wall = (System.nanoTime() - start) / 1e9;
    double cpu = server.cpuSeconds() - before;
    note(figures, log, name + "_cpu_s", cpu, name + ", POST to chart, CPU s");
    note(figures, log, name + "_wall_s", wall, "the same, wall s");
    note(
        figures,
        log,
        name + "_times_duckdb",
        cpu / figures.getOrDefault("duckdb_table_cpu_s", 1.0),
        "the same, times DuckDB's table");
  }

  private static void questions(
      ServedProcess server,
      String question,
      int queries,
      Map<String, Double> figures,
      PrintStream log)
      throws IOException, InterruptedException {
    byte[] json = question.getBytes(UTF_8);
    double first = millis(server, json);
    note(figures, log, "query_first_ms", first, "30 days hourly, 31 columns, the first, ms");
    // Closed hours are counted again in the background, then statements are kept.
    double last = first;
    for (int i = 0; i < 120 && last > first / 4; i++) {
      Thread.sleep(1000);
      last = millis(server, json);
    }
    for (int i = 0; i < WARM_UPS; i++) {
      last = millis(server, json);
    }
    double[] took = new double[queries];
    for (int i = 0; i < queries; i++) {
      took[i] = millis(server, json);
    }
    note(figures, log, "query_median_ms", Probe.quantile(took, 0.5), "kept statements, median ms");
    note(figures, log, "query_p99_ms", Probe.quantile(took, 0.99), "kept statements, p99 ms");
  }

  private static double millis(ServedProcess server, byte[] json) throws IOException {
    long start = System.nanoTime();
    long unused = server.sendAndDrop("/v3/queries", json);
    return (System.nanoTime() - start) / 1e6;
  }

  private static void lists(
      ServedProcess server, String model, int seconds, Map<String, Double> figures, PrintStream log)
      throws InterruptedException, IOException {
    List<ListSender> senders =
        IntStream.range(0, CONNECTIONS).mapToObj(i -> new ListSender(server, model, i)).toList();
    senders.forEach(Thread::start);
    Thread.sleep(3000);
    double before = server.cpuSeconds();
    senders.forEach(ListSender::begin);
    long start = System.nanoTime();
    Thread.sleep(seconds * 1000L);
    senders.forEach(ListSender::end);
    double wall = (System.nanoTime() - start) / 1e9;
    double cpu = server.cpuSeconds() - before;
    for (ListSender sender : senders) {
      sender.join();
    }
    double[] took =
        senders.stream().flatMap(sender -> sender.millis().stream()).mapToDouble(d -> d).toArray();
    if (took.length == 0 || senders.stream().anyMatch(sender -> sender.hasFailed())) {
      throw new IOException("a list was not acknowledged");
    }
    double events = (double) took.length * ListSender.CALL_EVENTS;
    note(figures, log, "events_per_s", events / wall, "lists, 8 connections, events/s");
    note(figures, log, "list_p99_ms", Probe.quantile(took, 0.99), "a list, p99 ms");
    note(figures, log, "list_cpu_s_per_million", cpu / events * 1e6, "CPU s of a million events");
  }

  private static void note(
      Map<String, Double> figures, PrintStream log, String name, double value, String shown) {
    figures.put(name, value);
    log.printf(Locale.ROOT, "%-44s %,12.2f%n", shown, value);
  }
}
