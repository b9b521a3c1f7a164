package io.ballast.benchmarks;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.embedded.EmbeddedEventStore;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The drift pass of {@link ScanBenchmark}, in a process of its own. */
final class ScanProbe {

  private static final int UNMEASURED = 3;

  private ScanProbe() {}

  /** {@code FOLDER EVENTS_PER_DAY RUNS MEMORY_BYTES}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long rowsPerDay = Long.parseLong(arguments[1]);
    int runs = Integer.parseInt(arguments[2]);
    long memoryBytes = Long.parseLong(arguments[3]);
    Path data = Files.createDirectories(folder.resolve("store"));
    int hot;
    try (EventStore store = open(data, memoryBytes)) {
      store.register(EventFixture.MODEL, EventFixture.schema());
      for (int day = 0; day < EventFixture.DAYS; day++) {
        Path file = EventFixture.writeDay(folder, day, rowsPerDay, false);
        store.ingestFile(EventFixture.batch(file), new TaskControl());
        Files.delete(file);
      }
      hot = passes(store, "hot", runs, rowsPerDay);
    }
    try (DuckDb database =
        DuckDb.open(data.resolve("events.duckdb"), settings(memoryBytes).asReadOnly())) {
      List<String> tables =
          database.query(
              "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'e\\_%' ESCAPE '\\'",
              List.of(), row -> row.getString(1));
      sums(database, tables, runs).print("hot_sums");
    }
    try (EventStore store = open(data, memoryBytes)) {
      store.seal(new TaskControl());
      if (passes(store, "sealed", runs, rowsPerDay) != hot) {
        throw new IllegalStateException("sealed events count otherwise than hot ones");
      }
    }
    try (DuckDb database = DuckDb.inMemory(settings(memoryBytes));
        Stream<Path> files = Files.walk(data)) {
      List<String> parts =
          files
              .filter(file -> file.toString().endsWith(".parquet"))
              .sorted()
              .map(file -> "'" + file + "'")
              .toList();
      String source = "read_parquet([" + String.join(", ", parts) + "])";
      sums(database, List.of(source), runs).print("sealed_sums");
    }
    Probe.print("fingerprint", hot);
    Probe.print("peak_rss_bytes", Probe.peakRssBytes());
  }

  private static EventStore open(Path folder, long memoryBytes) {
    return EmbeddedEventStore.open(EventFixture.options(folder, memoryBytes));
  }

  private static DuckDbSettings settings(long memoryBytes) {
    return DuckDbSettings.defaults().withThreads(2).withMemoryBytes(memoryBytes);
  }

  private static int passes(EventStore store, String name, int runs, long rowsPerDay)
      throws IOException {
    int[] fingerprints = new int[1];
    for (boolean weighted : new boolean[] {false, true}) {
      Probe.Cost.median(
              UNMEASURED,
              runs,
              () -> {
                long[][] counts = DriftPass.run(store, weighted);
                if (DriftPass.events(counts) != rowsPerDay * EventFixture.DAYS) {
                  throw new IllegalStateException(DriftPass.events(counts) + " events counted");
                }
                fingerprints[0] = DriftPass.fingerprint(counts);
              })
          .print(name + (weighted ? "_weighted" : "_plain"));
    }
    return fingerprints[0];
  }

  /** What DuckDB needs for the sums of the same columns. */
  private static Probe.Cost sums(DuckDb database, List<String> sources, int runs)
      throws IOException {
    String columns = String.join(", ", EventFixture.NUMBERS);
    String sums =
        EventFixture.NUMBERS.stream()
            .map(column -> "sum(" + column + ")")
            .collect(Collectors.joining(", "));
    String rows =
        sources.stream()
            .map(source -> "SELECT " + columns + " FROM " + source)
            .collect(Collectors.joining(" UNION ALL "));
    return Probe.Cost.median(
        UNMEASURED,
        runs,
        () -> {
          int unused =
              database.query("SELECT " + sums + " FROM (" + rows + ")", List.of(), row -> 1).size();
        });
  }
}
