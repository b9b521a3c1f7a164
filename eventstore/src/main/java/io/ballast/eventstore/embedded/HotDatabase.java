package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.files.DuckDbSettings;
import io.ballast.tables.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The DuckDB file of a store: its connections and the tables that all sets share.
 *
 * <p>One connection writes, used by the writer's thread only; others read, each with its own
 * snapshot. Tables of a set are made by {@link SetTables}.
 */
final class HotDatabase implements AutoCloseable {

  /**
   * Log that may pile up before the file is brought up to date. The driver's 16 MB make a pause of
   * a tenth of a second for every few batches.
   */
  private static final String CHECKPOINT_AT = "256MB";

  /** So many received sequences has each hot file for itself: a lost one's are not given again. */
  private static final long SEQUENCES_PER_FILE = 1L << 40;

  /** What the tables look like; a file of another format is not opened. */
  private static final int FORMAT = 2;

  private static final int IDLE_READERS = 4;

  private static final List<String> TABLES =
      List.of(
          // Received sequences of this file are larger than the base.
          "CREATE TABLE store (store_id VARCHAR, sequence_base BIGINT, format INTEGER)",
          "CREATE SEQUENCE hot_part_ids",
          // Tables e_<id> of events. day is null where a part holds several days.
          "CREATE TABLE hot_parts (id BIGINT, set_id BIGINT, day INTEGER, schema_version INTEGER,"
              + " sequence_base BIGINT)",
          "CREATE TABLE batches (set_id BIGINT, batch_hash BIGINT, batch_id VARCHAR, received"
              + " TIMESTAMP, stored BIGINT, unchanged BIGINT, refused BIGINT, last_sequence BIGINT,"
              + " given_sequence BIGINT)",
          "CREATE TABLE dirty_hours (set_id BIGINT, hour INTEGER)",
          "CREATE TABLE expired (set_id BIGINT, before_day INTEGER)",
          "CREATE TABLE refusals (set_id BIGINT, code VARCHAR, row_count BIGINT)",
          // Deletions whose sealed parts are not all written anew yet.
          "CREATE TABLE deletions (id BIGINT, set_id BIGINT, event_ids VARCHAR[], start_micros"
              + " BIGINT, end_micros BIGINT, up_to_sequence BIGINT)",
          // Sealed parts whose event ids this file does not know, see UnindexedParts.
          "CREATE TABLE unindexed_parts (part_id BIGINT)",
          "CREATE TABLE bin_states (bin_set_id BIGINT, filled BOOLEAN)",
          // One row for each hour with all its bin sets, as RollUpFormat has them.
          "CREATE TABLE roll_bins (set_id BIGINT, hour INTEGER, newest_bin_set BIGINT, counts"
              + " BLOB)",
          "CREATE TABLE roll_sums (set_id BIGINT, col INTEGER, hour INTEGER, slots BLOB)",
          "CREATE TABLE roll_integrity (set_id BIGINT, col INTEGER, hour INTEGER, missing BIGINT,"
              + " out_of_range BIGINT, wrong_type BIGINT, any_rule BIGINT)");

  private final DuckDb root;
  private final DuckDb writer;
  private final Deque<DuckDb> idle = new ArrayDeque<>();
  private boolean closed;

  private HotDatabase(DuckDb root) {
    this.root = root;
    this.writer = root.duplicate();
  }

  static HotDatabase open(StoreFolder folder, StoreOptions options, Manifest manifest) {
    DuckDb root = connect(folder, options);
    try {
      root.execute("SET GLOBAL checkpoint_threshold = '" + CHECKPOINT_AT + "'");
      root.execute("SET GLOBAL TimeZone = 'UTC'");
      if (tableCount(root) == 0) {
        create(root, manifest);
      }
      checkFormat(root, folder);
      String known =
          root.query("SELECT store_id FROM store", List.of(), row -> row.getString(1)).get(0);
      if (!known.equals(manifest.storeId())) {
        throw ProblemException.environment(
            folder.hotFile() + " belongs to store " + known,
            "the manifest is that of store " + manifest.storeId(),
            "bring the two together again that were made together");
      }
      return new HotDatabase(root);
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /** Makes the tables; sealed parts that are there already are those of a hot file that is lost. */
  private static void create(DuckDb root, Manifest manifest) {
    long files = manifest.nextId("hot_file");
    boolean unused =
        root.inTransaction(
            () -> {
              TABLES.forEach(root::execute);
              root.execute(
                  "INSERT INTO store VALUES (?, ?, ?)",
                  manifest.storeId(),
                  (files - 1) * SEQUENCES_PER_FILE,
                  FORMAT);
              UnindexedParts.note(root, manifest);
              return true;
            });
  }

  private static DuckDb connect(StoreFolder folder, StoreOptions options) {
    DuckDbSettings settings =
        DuckDbSettings.defaults()
            .withMemoryBytes(options.memoryBytes())
            .withThreads(options.threads())
            .withTemporaryFolder(folder.spill());
    try {
      return DuckDb.open(folder.hotFile(), settings);
    } catch (DuckDbException e) {
      throw ProblemException.environment(
          folder.hotFile() + " cannot be opened (" + StoreProblems.firstLine(e) + ")",
          StoreProblems.HOT_FILE_RULE,
          StoreProblems.HOT_FILE_REMEDY);
    }
  }

  private static void checkFormat(DuckDb root, StoreFolder folder) {
    // The first format had no number.
    boolean numbered =
        !root.query(
                "SELECT 1 FROM duckdb_columns() WHERE table_name = 'store' AND column_name ="
                    + " 'format'",
                List.of(),
                row -> true)
            .isEmpty();
    int format =
        numbered
            ? root.query("SELECT format FROM store", List.of(), row -> row.getInt(1)).get(0)
            : 1;
    if (format != FORMAT) {
      throw ProblemException.environment(
          folder.hotFile() + " has format " + format,
          "this version of Ballast reads format " + FORMAT,
          "export the events with the version that wrote it and import them here");
    }
  }

  private static long tableCount(DuckDb database) {
    return database
        .query(
            "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'store'",
            List.of(),
            row -> row.getLong(1))
        .get(0);
  }

  /** The writing connection; for the writer's thread. */
  DuckDb writer() {
    return writer;
  }

  /** Runs work on a connection of its own. */
  <T> T reading(Function<DuckDb, T> work) {
    DuckDb connection = borrow();
    boolean sound = false;
    try {
      T result = work.apply(connection);
      sound = true;
      return result;
    } finally {
      giveBack(connection, sound);
    }
  }

  /** Runs work on a connection of its own, in one transaction that sees one state. */
  void snapshot(Consumer<DuckDb> work) {
    reading(
        connection ->
            connection.inTransaction(
                () -> {
                  work.accept(connection);
                  return true;
                }));
  }

  private DuckDb borrow() {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("the event store is closed");
      }
      DuckDb connection = idle.poll();
      return connection == null ? root.duplicate() : connection;
    }
  }

  private void giveBack(DuckDb connection, boolean sound) {
    synchronized (idle) {
      // A connection whose work failed may be in any state.
      if (sound && !closed && idle.size() < IDLE_READERS) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(DuckDb::close);
      idle.clear();
    }
    writer.close();
    root.close();
  }
}
