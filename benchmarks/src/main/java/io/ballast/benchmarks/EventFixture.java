package io.ballast.benchmarks;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.Prediction;
import io.ballast.eventstore.embedded.StoreOptions;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import io.ballast.tables.ColumnType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Events of 33 columns like those of a card-fraud model: id, time, 28 components, amount, score and
 * a label that 2 in 1000 have; made by the engine from a hash of the row number.
 */
final class EventFixture {

  static final ModelVersion MODEL = new ModelVersion("bench");

  /** The first day of events. */
  static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  static final int DAYS = 30;
  static final long DAY_SECONDS = 24 * 60 * 60;

  /** Numbers of one scan: the components and the amount. */
  static final List<String> NUMBERS =
      IntStream.rangeClosed(1, 29).mapToObj(i -> i < 29 ? "v" + i : "amount").toList();

  private static final int TWENTY_BINS = 20;

  private EventFixture() {}

  /** The numbers, the score and the label. */
  static EventSchema schema() {
    List<EventColumn> columns = new ArrayList<>();
    NUMBERS.forEach(
        name -> columns.add(EventColumn.of(name, ColumnType.FLOATING, ColumnRole.INPUT)));
    columns.add(EventColumn.of("score", ColumnType.FLOATING, ColumnRole.OUTPUT));
    columns.add(EventColumn.of("label", ColumnType.INTEGER, ColumnRole.TARGET));
    return new EventSchema(
        columns,
        new ClassRule(List.of("0", "1"), "label", new Prediction.Threshold("score", 0.5)),
        null);
  }

  /** Bins of all 31 columns: twenty quantiles of each number, the two labels. */
  static List<BinSet> binSets() {
    List<BinSet> binSets = new ArrayList<>();
    for (EventColumn column : schema().columns()) {
      BinRule rule =
          column.name().equals("label")
              ? BinRule.Numeric.values(List.of(0.0, 1.0))
              : BinRule.Numeric.intervals(edges(column.name()));
      binSets.add(BinSet.of("baseline", column.name(), rule));
    }
    return binSets;
  }

  /** The nineteen edges between twenty bins of about equal size. */
  static List<Double> edges(String column) {
    List<Double> edges = new ArrayList<>();
    for (int edge = 1; edge < TWENTY_BINS; edge++) {
      double share = (double) edge / TWENTY_BINS;
      // The quantiles of a logistic variable are near enough to those of a normal one.
      edges.add(column.equals("score") ? share : Math.log(share / (1 - share)) / 1.702);
    }
    return edges;
  }

  /** Options of a store in that folder, after the last day has closed. */
  static StoreOptions options(Path folder, long memoryBytes) {
    Instant now = START.plusSeconds(DAYS * DAY_SECONDS + DAY_SECONDS / 2);
    return StoreOptions.in(folder)
        .withClock(Clock.fixed(now, ZoneOffset.UTC))
        .withMachine(memoryBytes, 2);
  }

  /** A file of events as a batch of its own. */
  static FileBatch batch(Path file) {
    return new FileBatch(
        MODEL,
        file.getFileName().toString(),
        "bench",
        file,
        FileLayout.parquet("event_id", "event_time"),
        OnRowProblem.REFUSE_FILE);
  }

  /**
   * Writes events in order of time.
   *
   * @param firstRow number of the first event, from which its id and values are made
   * @param from time of the first event
   * @param seconds over which the events are spread evenly
   * @param coarse numbers of few digits, which take a fifth of the room
   */
  static Path write(
      Path file, long firstRow, long rows, Instant from, long seconds, boolean coarse) {
    String uniform = "((hash(i, %d) >> 11)::DOUBLE + 0.5) / 9007199254740992.0";
    List<String> columns = new ArrayList<>();
    columns.add("'event-' || lpad(i::VARCHAR, 10, '0') AS event_id");
    columns.add(
        "make_timestamp((%d + ((i - %d)::HUGEINT * %d) // %d)::BIGINT) AS event_time"
            .formatted(from.getEpochSecond() * 1_000_000, firstRow, seconds * 1_000_000, rows));
    for (int c = 0; c < NUMBERS.size(); c++) {
      String normal =
          "sqrt(-2 * ln(%s)) * cos(2 * pi() * (%s))"
              .formatted(uniform.formatted(2 * c), uniform.formatted(2 * c + 1));
      String value = coarse ? "((hash(i, %d) %% 61)::DOUBLE - 30) / 10".formatted(c) : normal;
      columns.add(value + " AS " + NUMBERS.get(c));
    }
    columns.add((coarse ? "(hash(i, 98) % 100) / 100.0" : uniform.formatted(98)) + " AS score");
    columns.add("(hash(i, 99) % 500 = 0)::BIGINT AS label");
    try (DuckDb database = database()) {
      database.execute(
          "COPY (SELECT %s FROM range(%d, %d) t(i)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
              .formatted(
                  columns.stream().collect(Collectors.joining(", ")),
                  firstRow,
                  firstRow + rows,
                  file));
    }
    return file;
  }

  /** Writes the events of one of the days. */
  static Path writeDay(Path folder, int day, long rows, boolean coarse) {
    return write(
        folder.resolve("day-" + day + ".parquet"),
        day * rows,
        rows,
        START.plusSeconds(day * DAY_SECONDS),
        DAY_SECONDS,
        coarse);
  }

  private static DuckDb database() {
    return DuckDb.inMemory(DuckDbSettings.defaults().withThreads(2).withMemoryBytes(1L << 30));
  }
}
