package io.ballast.benchmarks;

import static java.util.Objects.requireNonNull;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventDetails;
import io.ballast.eventstore.EventRows;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.embedded.EmbeddedEventStore;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of {@link IngestBenchmark}, each in a process of its own. */
final class IngestProbe {

  private static final long MEMORY_BYTES = 1L << 30;
  private static final int BATCH_ROWS = 1000;
  private static final int VALUE_SETS = 16;

  private IngestProbe() {}

  /** {@code file|rival FOLDER PARQUET WARM_UP_PARQUET} or {@code batches|appender FOLDER ...}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "file" -> file(folder, Path.of(arguments[2]), Path.of(arguments[3]));
      case "rival" -> rival(folder, Path.of(arguments[2]), Path.of(arguments[3]));
      case "batches" ->
          batches(folder, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      case "appender" -> appender(folder, Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    Probe.print("peak_rss_bytes", Probe.peakRssBytes());
  }

  /** A file to committed and queryable. */
  private static void file(Path folder, Path file, Path warmUp) throws IOException {
    EventStore store = EmbeddedEventStore.open(EventFixture.options(folder, MEMORY_BYTES));
    store.register(EventFixture.MODEL, EventFixture.schema());
    store.ingestFile(EventFixture.batch(warmUp), new TaskControl());
    long before = count(store);
    Probe.Cost cost =
        Probe.Cost.of(
            () -> {
              store.ingestFile(EventFixture.batch(file), new TaskControl());
              Probe.print("rows", (double) (count(store) - before));
            });
    cost.print("file");
    Probe.Cost.of(store::close).print("close");
    Probe.print("bytes", (double) Probe.sizeOf(folder));
  }

  private static long count(EventStore store) {
    return store.count(ScanRequest.of(EventFixture.MODEL, List.of()), new TaskControl());
  }

  /** What DuckDB needs to read the same file into a table on disk. */
  private static void rival(Path folder, Path file, Path warmUp) throws IOException {
    DuckDb database = database(folder);
    database.execute("CREATE TABLE warm_up AS FROM read_parquet('" + warmUp + "')");
    Probe.Cost cost =
        Probe.Cost.of(
            () -> {
              database.execute("CREATE TABLE events AS FROM read_parquet('" + file + "')");
              long rows =
                  database
                      .query("SELECT count(*) FROM events", List.of(), row -> row.getLong(1))
                      .get(0);
              Probe.print("rows", (double) rows);
            });
    cost.print("file");
    Probe.Cost.of(database::close).print("close");
    Probe.print("bytes", (double) Probe.sizeOf(folder));
  }

  private static DuckDb database(Path folder) {
    return DuckDb.open(
        folder.resolve("rival.duckdb"),
        DuckDbSettings.defaults().withThreads(2).withMemoryBytes(MEMORY_BYTES));
  }

  /** Batches from many threads, acknowledged after their commit. */
  private static void batches(Path folder, int threads, int seconds)
      throws IOException, InterruptedException {
    try (EventStore store = EmbeddedEventStore.open(EventFixture.options(folder, MEMORY_BYTES))) {
      store.register(EventFixture.MODEL, EventFixture.schema());
      List<Sender> senders =
          IntStream.range(0, threads).mapToObj(thread -> new Sender(store, thread)).toList();
      senders.forEach(Thread::start);
      Thread.sleep(5000);
      senders.forEach(Sender::begin);
      long cpu = Probe.cpuNanos();
      Thread.sleep(seconds * 1000L);
      senders.forEach(Sender::end);
      for (Sender sender : senders) {
        sender.join();
      }
      double cpuSeconds = (Probe.cpuNanos() - cpu) / 1e9;
      double[] millis =
          senders.stream()
              .flatMapToDouble(sender -> sender.millis.stream().mapToDouble(d -> d))
              .toArray();
      long rows = (long) millis.length * BATCH_ROWS;
      Probe.print("events_per_s", rows / (double) seconds);
      Probe.print("cpu_s_per_million", cpuSeconds / rows * 1e6);
      for (double share : new double[] {0.5, 0.99, 1}) {
        Probe.print("ack_p" + Math.round(share * 100) + "_ms", Probe.quantile(millis, share));
      }
      long sent = senders.stream().mapToLong(sender -> sender.batches).sum() * BATCH_ROWS;
      Probe.print("lost", (double) (sent - count(store)));
    }
  }

  /** Sends one batch after another. */
  private static final class Sender extends Thread {

    private final EventStore store;
    private final int number;
    private final List<Double> millis = new ArrayList<>();
    private volatile boolean measuring;
    private volatile boolean ended;
    private long batches;

    Sender(EventStore store, int number) {
      super("sender-" + number);
      this.store = store;
      this.number = number;
    }

    void begin() {
      measuring = true;
    }

    void end() {
      measuring = false;
      ended = true;
    }

    @Override
    public void run() {
      Random random = new Random(number);
      List<List<Vector>> values = Stream.generate(() -> values(random)).limit(VALUE_SETS).toList();
      while (!ended) {
        String name = number + "-" + batches;
        EventBatch batch =
            new EventBatch(
                EventFixture.MODEL, name, "bench", rows(name, values.get((int) (batches % 16))));
        boolean counts = measuring;
        long start = System.nanoTime();
        long stored = store.ingest(batch).stored();
        double took = (System.nanoTime() - start) / 1e6;
        if (stored != BATCH_ROWS) {
          throw new IllegalStateException("batch " + name + " stored " + stored);
        }
        batches++;
        if (counts && measuring) {
          millis.add(took);
        }
      }
    }

    private EventRows rows(String name, List<Vector> values) {
      String[] ids = new String[BATCH_ROWS];
      Arrays.setAll(ids, row -> "event-" + name + "-" + row);
      long[] times = new long[BATCH_ROWS];
      // The last day is open: its end lies half a day back, less than the sender may be late.
      long start = EventFixture.START.plusSeconds(30 * EventFixture.DAY_SECONDS).getEpochSecond();
      Arrays.setAll(times, row -> (start + (batches * BATCH_ROWS + row) / 1000) * 1_000_000);
      return new EventRows(ids, times, EventDetails.NONE, new ArrayList<>(values));
    }
  }

  private static List<Vector> values(Random random) {
    List<Vector> vectors = new ArrayList<>();
    for (int column = 0; column < EventFixture.NUMBERS.size() + 1; column++) {
      vectors.add(new DoubleVector(random.doubles(BATCH_ROWS).toArray()));
    }
    long[] labels = new long[BATCH_ROWS];
    Arrays.setAll(labels, row -> random.nextInt(500) == 0 ? 1 : 0);
    vectors.add(new LongVector(labels, new boolean[BATCH_ROWS]));
    return vectors;
  }

  /** What one thread reaches with DuckDB's own appender, a commit after each batch. */
  private static void appender(Path folder, int seconds) throws IOException {
    try (DuckDb database = database(folder)) {
      StringBuilder columns = new StringBuilder("id VARCHAR, time TIMESTAMP");
      EventFixture.schema()
          .columns()
          .forEach(
              column ->
                  columns
                      .append(", ")
                      .append(column.name())
                      .append(column.name().equals("label") ? " BIGINT" : " DOUBLE"));
      database.execute("CREATE TABLE events (" + columns + ")");
      List<Vector> values = values(new Random(1));
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      long cpu = Probe.cpuNanos();
      List<Double> millis = new ArrayList<>();
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        append(database, values, millis.size());
        millis.add((System.nanoTime() - start) / 1e6);
      }
      double[] all = millis.stream().mapToDouble(d -> d).toArray();
      Probe.print("events_per_s", (double) BATCH_ROWS * all.length / seconds);
      Probe.print(
          "cpu_s_per_million", (Probe.cpuNanos() - cpu) / 1e3 / ((double) BATCH_ROWS * all.length));
      Probe.print("ack_p99_ms", Probe.quantile(all, 0.99));
    }
  }

  private static void append(DuckDb database, List<Vector> values, int batch) {
    boolean unused =
        database.inTransaction(
            () -> {
              database.append(
                  "events",
                  target -> {
                    for (int row = 0; row < BATCH_ROWS; row++) {
                      target.beginRow().append("event-" + batch + "-" + row).appendEpochMicros(row);
                      for (Vector vector : values) {
                        if (requireNonNull(vector) instanceof DoubleVector doubles) {
                          target.append(doubles.values()[row]);
                        } else {
                          target.append(((LongVector) vector).values()[row]);
                        }
                      }
                      target.endRow();
                    }
                  });
              return true;
            });
  }
}
