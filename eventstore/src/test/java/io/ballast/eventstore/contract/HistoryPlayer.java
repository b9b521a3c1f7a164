package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.eventstore.UpdateRowsBuilder;
import io.ballast.eventstore.contract.History.Arrive;
import io.ballast.eventstore.contract.History.DeleteIds;
import io.ballast.eventstore.contract.History.DeleteSpan;
import io.ballast.eventstore.contract.History.EventFile;
import io.ballast.eventstore.contract.History.Events;
import io.ballast.eventstore.contract.History.Step;
import io.ballast.eventstore.contract.History.Together;
import io.ballast.eventstore.contract.History.Update;
import io.ballast.eventstore.contract.History.Updates;
import io.ballast.eventstore.contract.History.Work;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import io.ballast.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays the steps of a {@link History} on a store and says what the store knows then. */
public final class HistoryPlayer implements AutoCloseable {

  private static final List<String> FILE_COLUMNS =
      List.of("amount", "age", "plan", "score", "vector", "member", "churn", "w");

  private final Supplier<EventStore> opener;
  private final Path files;
  private EventStore store;

  /**
   * Opens the store.
   *
   * @param files for files of events
   */
  public HistoryPlayer(StoreFactory factory, Path folder, Path files) {
    StoreTerms terms = StoreTerms.at(SettableClock.at(Examples.NOON));
    this.opener = () -> factory.open(folder, terms);
    this.files = files;
    this.store = opener.get();
    store.register(CHURN, SCHEMA);
  }

  /** Does a step; doing it again changes nothing. */
  public void play(Step step) {
    if (step instanceof Events events) {
      store.ingest(new EventBatch(CHURN, events.batchId(), "history", rows(events.ops()).build()));
    } else if (step instanceof EventFile file) {
      ingestFile(file);
    } else if (step instanceof Updates updates) {
      UpdateRowsBuilder builder = new UpdateRowsBuilder(SCHEMA);
      for (Update update : updates.ops()) {
        builder.row(update.id());
        update.values().forEach((column, value) -> assertThat(builder.set(column, value)).isTrue());
      }
      store.update(new UpdateBatch(CHURN, updates.batchId(), "history", builder.build()));
    } else if (step instanceof Together together) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      together.steps().forEach(one -> all.add(CompletableFuture.runAsync(() -> play(one))));
      all.forEach(CompletableFuture::join);
    } else if (step instanceof DeleteIds deletion) {
      if (deletion.erase()) {
        store.erase(CHURN, deletion.ids(), new TaskControl());
      } else {
        store.delete(CHURN, deletion.ids(), new TaskControl());
      }
    } else if (step instanceof DeleteSpan deletion) {
      store.delete(
          CHURN,
          new TimeWindow(deletion.span().startMicros(), deletion.span().endMicros()),
          new TaskControl());
    } else {
      work((Work) step);
    }
  }

  private void work(Work work) {
    switch (work) {
      case SEAL -> assertThat(store.seal(new TaskControl())).isNotNull();
      case REFRESH -> assertThat(store.refresh(CHURN, new TaskControl())).isNotNull();
      case FILL -> assertThat(store.fill(CHURN, new TaskControl())).isNotNull();
      case FIRST_BINS -> store.addBinSets(CHURN, History.BIN_SETS.subList(0, 2));
      case LATER_BINS -> store.addBinSets(CHURN, History.BIN_SETS.subList(2, 4));
      case SWEEP -> assertThat(store.sweep().damaged()).isZero();
      case REOPEN -> {
        store.close();
        store = opener.get();
      }
    }
  }

  private static EventRowsBuilder rows(List<Arrive> events) {
    EventRowsBuilder builder = new EventRowsBuilder(SCHEMA);
    for (Arrive event : events) {
      builder.row(event.id(), event.timeMicros());
      event
          .values()
          .forEach(
              (column, value) -> {
                if (column.equals("extra") && value != null) {
                  builder.extra((String) value);
                } else if (!column.equals("extra")) {
                  builder.set(column, value);
                }
              });
    }
    return builder;
  }

  private void ingestFile(EventFile file) {
    StringBuilder text =
        new StringBuilder("id,at,").append(String.join(",", FILE_COLUMNS)).append(",k\n");
    for (Arrive event : file.ops()) {
      text.append(event.id()).append(',').append(event.timeMicros());
      for (String column : FILE_COLUMNS) {
        Object value = event.values().get(column);
        text.append(',').append(value == null ? "" : "\"" + value + "\"");
      }
      text.append(event.values().get("extra") == null ? ",\n" : ",\"x, \"\"y\"\"\"\n");
    }
    Path csv = files.resolve(file.batchId() + ".csv");
    try {
      Files.writeString(csv, text);
      Path path = file.parquet() ? parquet(csv) : csv;
      FileLayout layout =
          file.parquet() ? FileLayout.parquet("id", "at") : FileLayout.csv("id", "at");
      store.ingestFile(
          new FileBatch(CHURN, file.batchId(), "history", path, layout, OnRowProblem.SKIP_ROW),
          new TaskControl());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path parquet(Path csv) throws IOException {
    Path file = Path.of(csv + ".parquet");
    Files.deleteIfExists(file);
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      database.execute(
          "COPY (SELECT * FROM read_csv('"
              + csv
              + "', header = true, all_varchar = true, delim = ',', quote = '\"')) TO '"
              + file
              + "' (FORMAT parquet)");
    }
    return file;
  }

  /** The store's events are the oracle's, and its roll-ups are what is counted from them. */
  public List<String> check(HistoryOracle oracle) {
    assertThat(rows()).isEqualTo(oracle.rows());
    assertThat(store.refusals(CHURN).getOrDefault(ProblemCode.CONFLICTING_EVENT, 0L))
        .isEqualTo(oracle.conflicts());
    RollUpLines.assertEqualRecount(store, CHURN);
    assertThat(store.fill(CHURN, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, CHURN);
    assertThat(store.refresh(CHURN, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, CHURN);
    assertThat(store.status(CHURN).dirtyHours()).isZero();
    assertThat(store.sweep().files()).isZero();
    assertThat(store.damage()).isEmpty();
    return result();
  }

  private List<Map<String, @Nullable Object>> rows() {
    return HistoryOracle.known(
        Rows.read(
            store, ScanRequest.of(CHURN, Rows.allColumns(SCHEMA)).ordered(ScanOrder.EVENT_TIME)));
  }

  /** What the store answers, its events and all of its roll-ups. */
  public List<String> result() {
    List<String> result = new ArrayList<>();
    rows().forEach(row -> result.add(row.toString()));
    result.addAll(RollUpLines.all(store, CHURN));
    return result;
  }

  @Override
  public void close() {
    store.close();
  }
}
