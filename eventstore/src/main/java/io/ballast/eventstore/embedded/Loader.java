package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventField;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads a file into a table of its own, which then becomes a part of its set as it is: the rows are
 * written once, beside the writer, and become visible by one row in the writer's next transaction.
 */
final class Loader {

  private static final String REJECTS = "file";

  private final HotDatabase hot;
  private final Manifest manifest;
  private final Writer writer;
  private final WriterContext context;

  /** A file of so many bytes is read alone: two of them take more than the memory. */
  private static final long LARGE = 32L << 20;

  private static final int TURNS = 2;

  private final Semaphore free = new Semaphore(TURNS, true);

  Loader(HotDatabase hot, Manifest manifest, Writer writer, WriterContext context) {
    this.hot = hot;
    this.manifest = manifest;
    this.writer = writer;
    this.context = context;
  }

  /**
   * A loaded table, not yet part of a set.
   *
   * @param partId its number
   * @param outcome what is known of its rows so far
   * @param unreadable the rows of the file that it lacks
   * @param repeated whether an id stands in several rows
   */
  record Loaded(long partId, Outcome outcome, UnreadableRows unreadable, boolean repeated) {

    Loaded withRepeated(boolean value) {
      return new Loaded(partId, outcome, unreadable, value);
    }

    String table() {
      return SetTables.events(partId);
    }

    /** The numbers of its ids and their hours. */
    String idTable() {
      return "i_" + partId;
    }
  }

  /**
   * What limits the times of rows.
   *
   * @param required whether each row needs one
   * @param firstDay earlier ones are refused
   * @param lastMicros later ones are refused
   */
  record TimeLimits(boolean required, int firstDay, long lastMicros) {

    /** Rows may have any time, or none. */
    static final TimeLimits NONE = new TimeLimits(false, Integer.MIN_VALUE, Days.LAST_MICROS);
  }

  Receipt ingest(FileBatch batch, TaskControl control) {
    SetRecord record =
        manifest.find(batch.model()).orElseThrow(() -> Problems.unknownSet(batch.model()));
    Receipt earlier = known(record, batch.batchId());
    if (earlier != null) {
      return earlier;
    }
    Map<EventField, String> values = new EnumMap<>(EventField.class);
    values.put(EventField.BATCH_ID, Sql.text(batch.batchId()));
    values.put(EventField.SOURCE, Sql.text(batch.source()));
    values.put(EventField.EVENT_ID, Sql.text(batch.batchId() + "-"));
    values.put(EventField.EVENT_TIME, Sql.timestamp(TimeWindow.micros(context.clock().instant())));
    try {
      return load(
          record,
          control,
          turns(batch.file()),
          connection -> fileQuery(connection, batch.file(), batch.layout(), record, values),
          limits(record),
          batch.onProblem(),
          batch.batchId());
    } catch (DuckDbException e) {
      throw told(batch.file(), batch.layout(), e);
    }
  }

  /** What a person is told when a file could not be loaded. */
  static ProblemException told(Path file, FileLayout layout, DuckDbException e) {
    boolean ofFile = String.valueOf(e.getMessage()).contains(file.toString());
    return ofFile ? FileSource.unreadable(file, layout, e) : StoreProblems.of(e);
  }

  TimeLimits limits(SetRecord record) {
    TimeLimits[] limits = new TimeLimits[1];
    writer.exclusively(
        () ->
            limits[0] =
                new TimeLimits(
                    true,
                    context.firstDay(context.state(record.id()), record),
                    context.lastMicros()));
    return limits[0];
  }

  private @Nullable Receipt known(SetRecord record, String batchId) {
    @Nullable Receipt[] found = new Receipt[1];
    writer.exclusively(
        () ->
            found[0] =
                context
                    .batches()
                    .find(context.writer(), record.id(), hash(record, batchId), batchId));
    return found[0];
  }

  private static long hash(SetRecord record, String batchId) {
    return new EventIds().hash(record.id() + "/" + batchId);
  }

  /** The query that reads a file. */
  static String fileQuery(
      DuckDb connection,
      Path file,
      FileLayout layout,
      SetRecord record,
      Map<EventField, String> values) {
    return new FileQuery(FileSource.of(connection, file, layout, REJECTS))
        .select(file, layout, record.schema(), values);
  }

  /** Loads rows and makes them a part of the set. */
  Receipt load(
      SetRecord record,
      TaskControl control,
      int turns,
      Function<DuckDb, String> query,
      TimeLimits limits,
      OnRowProblem onProblem,
      String batchId) {
    return hot.reading(
        connection -> {
          Loaded loaded = null;
          try {
            loaded = loadTable(connection, control, turns, query, limits);
            control.check();
            if (isRefused(loaded, onProblem)) {
              leaveOutRepeated(connection, loaded, record.schema(), SetTables.early(record.id()));
              return loaded.outcome().refusedFile();
            }
            control.commit();
            Loaded rows = loaded;
            Adoption adoption = new Adoption(context, record, rows, batchId, onProblem);
            return writer.transaction(adoption::run, adoption::committed);
          } finally {
            if (loaded != null) {
              dropLeftOvers(connection, loaded);
            }
          }
        });
  }

  static boolean isRefused(Loaded loaded, OnRowProblem onProblem) {
    return onProblem == OnRowProblem.REFUSE_FILE && loaded.outcome().receipt().refused() > 0;
  }

  /** Removes the tables that did not become part of the set. */
  private void dropLeftOvers(DuckDb connection, Loaded loaded) {
    connection.execute("DROP TABLE IF EXISTS " + loaded.idTable());
    boolean adopted =
        !connection
            .query("SELECT 1 FROM hot_parts WHERE id = ?", List.of(loaded.partId()), row -> true)
            .isEmpty();
    if (!adopted) {
      connection.execute("DROP TABLE IF EXISTS " + loaded.table());
    }
  }

  /**
   * Reads the rows of a query into a table, without those that cannot be stored. Waits while too
   * much else is read.
   *
   * @param turns what it takes of the room, by {@link #turns}
   */
  Loaded loadTable(
      DuckDb connection,
      TaskControl control,
      int turns,
      Function<DuckDb, String> query,
      TimeLimits limits) {
    waitFor(turns, control);
    try {
      return readTable(connection, control, query, limits);
    } finally {
      free.release(turns);
    }
  }

  /** What reading a file takes of the room: all of it when it is large. */
  static int turns(Path file) {
    return file.toFile().length() >= LARGE ? TURNS : 1;
  }

  private void waitFor(int turns, TaskControl control) {
    try {
      while (!free.tryAcquire(turns, 50, TimeUnit.MILLISECONDS)) {
        control.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while another file was read");
    }
  }

  private Loaded readTable(
      DuckDb connection, TaskControl control, Function<DuckDb, String> query, TimeLimits limits) {
    long partId = HotParts.nextId(connection);
    Loaded empty = new Loaded(partId, new Outcome(), UnreadableRows.NONE, false);
    List<Loaded> result = new ArrayList<>();
    try {
      String select = query.apply(connection);
      connection.watchProgress();
      control.run(
          connection::cancel,
          connection::progress,
          0.9,
          () -> {
            connection.execute("CREATE TABLE " + empty.table() + " AS " + select);
            Loaded loaded =
                new Loaded(
                    partId,
                    empty.outcome(),
                    UnreadableRows.refuse(connection, REJECTS, empty.outcome()),
                    false);
            refuseBadRows(connection, loaded, limits);
            connection.execute(
                "CREATE TABLE "
                    + loaded.idTable()
                    + " AS SELECT "
                    + EventIds.hashSql("event_id")
                    + " AS id_hash, "
                    + Days.hourSql("event_time")
                    + " AS hour, "
                    + EventField.RECEIVED_SEQUENCE.columnName()
                    + " AS file_row FROM "
                    + loaded.table());
            loaded.outcome().add(count(connection, loaded.table()), 0);
            result.add(loaded.withRepeated(hasRepeated(connection, loaded)));
          });
      return result.get(0);
    } finally {
      if (result.isEmpty()) {
        dropLeftOvers(connection, empty);
      }
    }
  }

  private static void refuseBadRows(DuckDb connection, Loaded loaded, TimeLimits limits) {
    List<String> bad = new ArrayList<>();
    bad.add("event_id IS NULL");
    if (limits.required()) {
      bad.add("event_time IS NULL");
    }
    long first =
        limits.firstDay() == Integer.MIN_VALUE
            ? Days.FIRST_MICROS
            : Math.max(Days.FIRST_MICROS, Days.startOfDay(limits.firstDay()));
    bad.add("event_time < " + Sql.timestamp(first));
    bad.add("event_time > " + Sql.timestamp(limits.lastMicros()));
    String condition = String.join(" OR ", bad);
    connection.query(
        "SELECT "
            + EventField.RECEIVED_SEQUENCE.columnName()
            + ", event_id, epoch_us(event_time), event_time IS NULL FROM "
            + loaded.table()
            + " WHERE "
            + condition
            + " ORDER BY 1",
        List.of(),
        row -> {
          loaded
              .outcome()
              .refuse(
                  problem(
                      loaded.unreadable().inFile(row.getLong(1)),
                      row.getString(2),
                      row.getBoolean(4) ? null : (Long) row.getLong(3),
                      limits));
          return true;
        });
    if (loaded.outcome().receipt().refused() > 0) {
      connection.execute("DELETE FROM " + loaded.table() + " WHERE " + condition);
    }
  }

  private static RowProblem problem(
      long row, @Nullable String id, @Nullable Long time, TimeLimits limits) {
    if (id == null) {
      return new RowProblem(
          row,
          "",
          ProblemCode.NO_EVENT_ID,
          "row "
              + row
              + " has no event id, one of 1 to 1000 characters is needed, give it one or leave the"
              + " id column out to have ids made");
    }
    RowProblem ofTime =
        time == null
            ? null
            : EventIntake.timeProblem(row, id, time, limits.firstDay(), limits.lastMicros());
    return ofTime != null
        ? ofTime
        : new RowProblem(
            row,
            id,
            ProblemCode.NO_EVENT_TIME,
            "row "
                + row
                + " has no event time that can be read, numbers since 1970 and ISO 8601 are, mend"
                + " it or name its format");
  }

  private static long count(DuckDb connection, String table) {
    return connection
        .query("SELECT count(*) FROM " + table, List.of(), row -> row.getLong(1))
        .get(0);
  }

  private static boolean hasRepeated(DuckDb connection, Loaded loaded) {
    return !connection
        .query(
            "SELECT 1 FROM " + loaded.idTable() + " GROUP BY id_hash HAVING count(*) > 1 LIMIT 1",
            List.of(),
            row -> true)
        .isEmpty();
  }

  /**
   * Removes the rows after the first of each id.
   *
   * @param early the table of late values that wait for their events, null for none
   */
  static void leaveOutRepeated(
      DuckDb connection, Loaded loaded, PhysicalSchema schema, @Nullable String early) {
    if (loaded.repeated()) {
      List<Duplicates.Duplicate> repeated =
          Duplicates.within(connection, loaded.table(), schema, early);
      leaveOut(connection, loaded, repeated, loaded.outcome());
    }
  }

  /** Removes rows that are there already; they are no longer counted as stored. */
  static void leaveOut(
      DuckDb connection, Loaded loaded, List<Duplicates.Duplicate> duplicates, Outcome outcome) {
    for (Duplicates.Duplicate duplicate : duplicates) {
      if (duplicate.equal()) {
        outcome.keep();
      } else {
        outcome.refuse(
            EventIntake.conflict(
                loaded.unreadable().inFile(duplicate.row()), duplicate.eventId(), false));
      }
    }
    List<Long> rows = duplicates.stream().map(Duplicates.Duplicate::row).toList();
    for (List<Long> part : KnownEvents.parts(rows)) {
      remove(connection, loaded, part);
    }
    outcome.add(-rows.size(), 0);
  }

  /** Removes rows by their numbers. */
  static void remove(DuckDb connection, Loaded loaded, List<Long> rows) {
    String in = " IN (" + Sql.numbers(rows) + ")";
    connection.execute(
        "DELETE FROM "
            + loaded.table()
            + " WHERE "
            + EventField.RECEIVED_SEQUENCE.columnName()
            + in);
    connection.execute("DELETE FROM " + loaded.idTable() + " WHERE file_row" + in);
  }
}
