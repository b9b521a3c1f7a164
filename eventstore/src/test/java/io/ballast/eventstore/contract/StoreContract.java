package io.ballast.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts share: a store in a new folder, a clock that stands at noon of day 0. */
public abstract class StoreContract {

  private final StoreFactory factory;

  /** The clock of the store. */
  protected final SettableClock clock = SettableClock.at(Examples.NOON);

  /** What the store is opened with; {@link #reopen} opens it with other terms. */
  protected StoreTerms terms = StoreTerms.at(clock);

  /** Where the store keeps its files. */
  @TempDir protected Path folder;

  /** For files that the store reads or writes. */
  @TempDir protected Path files;

  /** The store under test, with {@link Examples#CHURN} registered. */
  protected EventStore store;

  @SuppressWarnings("NullAway.Init") // JUnit sets the folders, open() the store
  protected StoreContract(StoreFactory factory) {
    this.factory = factory;
  }

  @BeforeEach
  void open() {
    store = factory.open(folder, terms);
    store.register(Examples.CHURN, Examples.SCHEMA);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Closes the store and opens it again. */
  protected void reopen() {
    store.close();
    store = factory.open(folder, terms);
  }

  /** Opens another store in an empty folder with the same terms. */
  protected EventStore openAnother(Path emptyFolder) {
    return factory.open(emptyFolder, terms);
  }

  /** Opens the store again with other terms. */
  protected void reopen(StoreTerms newTerms) {
    terms = newTerms;
    reopen();
  }

  /** Moves the clock by so many days. */
  protected void days(int days) {
    clock.advance(Duration.ofDays(days));
  }

  /** A scan of the churn model, ordered by time. */
  protected static ScanRequest scan(ColumnRef... columns) {
    return ScanRequest.of(Examples.CHURN, List.of(columns)).ordered(ScanOrder.EVENT_TIME);
  }

  /** A scan of the churn model, ordered by time. */
  protected static ScanRequest scan(String... columns) {
    return ScanRequest.of(Examples.CHURN, List.of(columns).stream().map(ColumnRef::of).toList())
        .ordered(ScanOrder.EVENT_TIME);
  }

  /** The values of a column of the churn model, by event time. */
  protected List<@Nullable Object> values(String column) {
    return Rows.column(store, scan(column));
  }

  /** The event ids of the churn model, by event time. */
  protected List<@Nullable Object> ids() {
    return Rows.column(store, scan(EventField.EVENT_ID));
  }

  /** The value of a column of each event, by its id. */
  protected Map<String, @Nullable Object> byId(String column) {
    Map<String, @Nullable Object> result = new java.util.TreeMap<>();
    Rows.read(store, scan(EventField.EVENT_ID, ColumnRef.of(column)))
        .forEach(row -> result.put(String.valueOf(row.get("event_id")), row.get(column)));
    return result;
  }

  /** All of each event of the churn model, in the order of arrival. */
  protected List<Map<String, @Nullable Object>> everything() {
    return everything(Examples.CHURN);
  }

  /** All of each event of a model, in the order of arrival. */
  protected List<Map<String, @Nullable Object>> everything(ModelVersion model) {
    return Rows.read(
        store,
        ScanRequest.of(model, Rows.allColumns(store.schema(model).orElseThrow()))
            .ordered(ScanOrder.RECEIVED));
  }

  /** The number of events of the churn model. */
  protected long count() {
    return store.count(scan(EventField.EVENT_ID), new TaskControl());
  }

  /** Seals what is closed. */
  protected void seal() {
    assertThat(store.seal(new TaskControl()).days()).isPositive();
  }
}
