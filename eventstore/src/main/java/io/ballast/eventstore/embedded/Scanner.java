package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.Sample;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.files.VectorReader;
import io.ballast.tables.Batch;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Dictionary;
import io.ballast.tables.Table.BatchConsumer;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs scans: a connection of its own, one snapshot, a lease on the sealed files. */
final class Scanner {

  private final HotDatabase hot;
  private final Manifest manifest;
  private final StoreFolder folder;
  private final FileLeases leases;

  Scanner(HotDatabase hot, Manifest manifest, StoreFolder folder, FileLeases leases) {
    this.hot = hot;
    this.manifest = manifest;
    this.folder = folder;
    this.leases = leases;
  }

  private SetRecord record(ScanRequest request) {
    return manifest.find(request.set()).orElseThrow(() -> Problems.unknownSet(request.set()));
  }

  void scan(ScanRequest request, BatchConsumer consumer, TaskControl control) {
    SetRecord record = record(request);
    reading(
        control,
        (connection, snapshot) ->
            scan(
                connection,
                snapshot,
                request,
                batch -> {
                  // A cancellation between two statements reaches none of them.
                  control.check();
                  return consumer.accept(batch);
                }),
        record);
  }

  long count(ScanRequest request, TaskControl control) {
    long[] result = new long[1];
    reading(
        control,
        (connection, snapshot) -> {
          result[0] = count(connection, snapshot, request, sample(connection, snapshot, request));
        },
        record(request));
    return result[0];
  }

  /** Work on one state of a set. */
  @FunctionalInterface
  interface SnapshotWork {
    void run(DuckDb connection, SetSnapshot snapshot);
  }

  /** Runs work on one state of a set. */
  void reading(TaskControl control, SnapshotWork work, SetRecord record) {
    long lease = leases.acquire();
    try {
      boolean done = false;
      while (!done) {
        done = readingOnce(control, work, record);
      }
    } finally {
      leases.release(lease);
    }
  }

  /**
   * Takes a snapshot of the hot file between two looks at the manifest; false when that changed in
   * between and the two may not fit together.
   */
  private boolean readingOnce(TaskControl control, SnapshotWork work, SetRecord record) {
    boolean[] done = new boolean[1];
    hot.snapshot(
        connection ->
            control.run(
                connection::cancel,
                () -> {
                  SetRecord before = manifest.current(record);
                  SetSnapshot snapshot = SetSnapshot.read(connection, manifest, record);
                  // The manifest gives the same object until it changes.
                  if (snapshot.isOf(before)) {
                    work.run(connection, snapshot);
                    done[0] = true;
                  }
                }));
    return done[0];
  }

  /** Scans within a transaction that is there already. */
  void scan(DuckDb connection, SetSnapshot snapshot, ScanRequest request, BatchConsumer consumer) {
    scan(connection, snapshot, request, consumer, column -> null);
  }

  /**
   * The same, with dictionaries for columns of strings that may hold values already; null for the
   * one that the column's type asks for.
   */
  void scan(
      DuckDb connection,
      SetSnapshot snapshot,
      ScanRequest request,
      BatchConsumer consumer,
      Function<ColumnRef, @Nullable Dictionary> dictionaries) {
    String sample = sample(connection, snapshot, request);
    ScanSql sql = new ScanSql(snapshot, folder, request);
    List<VectorReader> readers =
        request.columns().stream()
            .map(column -> reader(sql.type(column), dictionaries.apply(column)))
            .toList();
    String text = sql.rows(sample);
    guarded(
        () ->
            connection.scan(
                text,
                sql.parameters(),
                readers.isEmpty() ? List.of(VectorReader.longs()) : readers,
                readers.isEmpty()
                    ? batch -> consumer.accept(new Batch(batch.rows(), List.of()))
                    : consumer));
  }

  /** The query of a scan, for statements that go on with its rows. */
  ScanSql sql(SetSnapshot snapshot, ScanRequest request) {
    return new ScanSql(snapshot, folder, request);
  }

  static VectorReader reader(ColumnType type, @Nullable Dictionary dictionary) {
    if (dictionary != null) {
      return VectorReader.codes(dictionary);
    }
    return switch (type) {
      case CATEGORY -> VectorReader.codes(new Dictionary());
      case TEXT, MISSING -> VectorReader.texts();
      case FLOATING -> VectorReader.doubles();
      case INTEGER, BOOLEAN, TIMESTAMP -> VectorReader.longs();
      case NUMBERS -> VectorReader.numbers();
    };
  }

  private long count(
      DuckDb connection, SetSnapshot snapshot, ScanRequest request, @Nullable String sample) {
    ScanSql sql = new ScanSql(snapshot, folder, request);
    String text = sql.count(sample);
    long[] result = new long[1];
    guarded(
        () -> result[0] = connection.query(text, sql.parameters(), row -> row.getLong(1)).get(0));
    return result[0];
  }

  /**
   * The condition that picks a sample: a number made of the seed and the event id is below the
   * wanted share of all numbers.
   */
  private @Nullable String sample(DuckDb connection, SetSnapshot snapshot, ScanRequest request) {
    Sample sample = request.sample();
    if (sample == null) {
      return null;
    }
    long all = count(connection, snapshot, request, null);
    if (all <= sample.rows()) {
      return null;
    }
    BigInteger limit =
        BigInteger.ONE
            .shiftLeft(64)
            .multiply(BigInteger.valueOf(sample.rows()))
            .divide(BigInteger.valueOf(all));
    return "md5_number_lower('"
        + sample.seed()
        + "/' || e."
        + EventField.EVENT_ID.columnName()
        + ") < "
        + limit
        + "::UBIGINT";
  }

  /** Tells in words what is wrong with a sealed file. */
  private static void guarded(Runnable query) {
    try {
      query.run();
    } catch (DuckDbException e) {
      String message = String.valueOf(e.getMessage());
      if (StoreProblems.isOfSealedFile(message)) {
        throw StoreProblems.ofSealedFile(message);
      }
      throw e;
    }
  }
}
