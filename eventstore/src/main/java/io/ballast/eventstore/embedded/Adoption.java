package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventField;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.files.VectorReader;
import io.ballast.tables.LongVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writer's transaction that makes a loaded table a part of its set. */
final class Adoption {

  private final WriterContext context;
  private final SetRecord record;
  private final Loader.Loaded loaded;
  private final String batchId;
  private final OnRowProblem onProblem;
  private final long batchHash;
  private List<Integer> hours = List.of();
  private List<long[]> hashes = new ArrayList<>();
  private long nextSequence;
  private boolean stored;

  Adoption(
      WriterContext context,
      SetRecord record,
      Loader.Loaded loaded,
      String batchId,
      OnRowProblem onProblem) {
    this.context = context;
    this.record = record;
    this.loaded = loaded;
    this.batchId = batchId;
    this.onProblem = onProblem;
    this.batchHash = new EventIds().hash(record.id() + "/" + batchId);
  }

  Receipt run(DuckDb writer) {
    Receipt earlier = context.batches().find(writer, record.id(), batchHash, batchId);
    if (earlier != null) {
      return earlier;
    }
    ModelState state = context.state(record.id());
    checkIndexed(writer, state);
    leaveOutKnown(writer, state);
    leaveOutExpiredDays(writer, state);
    Loader.leaveOutRepeated(writer, loaded, record.schema(), SetTables.early(record.id()));
    if (Loader.isRefused(loaded, onProblem)) {
      return loaded.outcome().refusedFile();
    }
    stored = true;
    long base = context.nextSequence();
    Long lastRow = lastRow(writer);
    nextSequence = lastRow == null ? base : base + lastRow + 1;
    if (lastRow != null) {
      adopt(writer, state, base);
      loaded.outcome().sequence(nextSequence - 1);
    }
    writeBatch(writer);
    return loaded.outcome().receipt();
  }

  private void checkIndexed(DuckDb writer, ModelState state) {
    SetRecord current = context.manifest().current(record);
    writer
        .query("SELECT DISTINCT hour FROM " + loaded.idTable(), List.of(), row -> row.getInt(1))
        .forEach(hour -> state.checkIndexed(current, Days.dayOfHour(hour)));
  }

  private @Nullable Long lastRow(DuckDb writer) {
    return writer.query(
            "SELECT max(" + EventField.RECEIVED_SEQUENCE.columnName() + ") FROM " + loaded.table(),
            List.of(),
            row -> {
              long last = row.getLong(1);
              return new Long[] {row.wasNull() ? null : (Long) last};
            })
        .get(0)[0];
  }

  private void adopt(DuckDb writer, ModelState state, long base) {
    hours =
        writer.query(
            "SELECT DISTINCT hour FROM " + loaded.idTable(), List.of(), row -> row.getInt(1));
    long days = hours.stream().map(Days::dayOfHour).distinct().count();
    Integer day = days == 1 ? Days.dayOfHour(hours.get(0)) : null;
    HotParts.adopt(
        writer, record.id(), new HotPart(loaded.partId(), day, record.schema().version(), base));
    writer.execute(
        "INSERT INTO "
            + SetTables.ids(record.id())
            + " SELECT id_hash, hour FROM "
            + loaded.idTable());
    RollUpStore.dirty(writer, record.id(), hours, state.dirtyHours());
    EarlyUpdates.claim(
        writer,
        record.id(),
        record.schema(),
        "(SELECT t.event_id AS id, i.hour FROM "
            + loaded.table()
            + " t JOIN "
            + loaded.idTable()
            + " i ON i.file_row = t."
            + EventField.RECEIVED_SEQUENCE.columnName()
            + " WHERE i.id_hash IN (SELECT "
            + SetTables.HASH
            + " FROM "
            + SetTables.early(record.id())
            + ")) v",
        List.of());
    if (state.hasIds()) {
      readHashes(writer);
    }
  }

  private void readHashes(DuckDb writer) {
    writer.scan(
        "SELECT id_hash FROM " + loaded.idTable(),
        List.of(),
        List.of(VectorReader.longs()),
        batch -> {
          long[] values = ((LongVector) batch.vector(0)).values();
          hashes.add(java.util.Arrays.copyOf(values, batch.rows()));
          return true;
        });
  }

  /** Removes the rows whose ids are in the store already. */
  private void leaveOutKnown(DuckDb writer, ModelState state) {
    String candidates =
        "SELECT i.file_row, s.hour FROM "
            + loaded.idTable()
            + " i JOIN "
            + SetTables.ids(record.id())
            + " s ON s.id_hash = i.id_hash";
    List<int[]> span =
        writer.query(
            "SELECT min(hour), max(hour), count(*) FROM (" + candidates + ")",
            List.of(),
            row -> new int[] {row.getInt(1), row.getInt(2), row.getInt(3)});
    if (span.get(0)[2] == 0) {
      return;
    }
    leaveOutExpired(writer, state, candidates);
    SetSnapshot snapshot = SetSnapshot.read(writer, context.manifest(), record);
    ScanSql sql =
        context
            .scanner()
            .sql(
                snapshot,
                ScanRequest.of(record.set(), List.of())
                    .within(
                        new TimeWindow(
                            Days.startOfHour(span.get(0)[0]),
                            Days.startOfHour(span.get(0)[1] + 1))));
    String all = sql.tableRows();
    List<Duplicates.Duplicate> known =
        Duplicates.against(
            writer,
            loaded.table(),
            record.schema(),
            "SELECT event_id FROM "
                + loaded.table()
                + " WHERE "
                + EventField.RECEIVED_SEQUENCE.columnName()
                + " IN (SELECT file_row FROM ("
                + candidates
                + "))",
            new SealedFiles.Query(all, sql.parameters()));
    Loader.leaveOut(writer, loaded, known, loaded.outcome());
  }

  /** Refuses rows whose ids belong to events that have expired. */
  private void leaveOutExpired(DuckDb writer, ModelState state, String candidates) {
    if (state.expiredBefore() == Integer.MIN_VALUE) {
      return;
    }
    List<Duplicates.Duplicate> expired =
        writer.query(
            "SELECT t."
                + EventField.RECEIVED_SEQUENCE.columnName()
                + ", t.event_id FROM "
                + loaded.table()
                + " t WHERE t."
                + EventField.RECEIVED_SEQUENCE.columnName()
                + " IN (SELECT file_row FROM ("
                + candidates
                + ") WHERE hour < "
                + (long) state.expiredBefore() * Days.HOURS_PER_DAY
                + ") ORDER BY 1",
            List.of(),
            row -> new Duplicates.Duplicate(row.getLong(1), row.getString(2), false));
    Loader.leaveOut(writer, loaded, expired, loaded.outcome());
  }

  /** Refuses rows of days that have expired since the file was read. */
  private void leaveOutExpiredDays(DuckDb writer, ModelState state) {
    int firstDay = context.firstDay(state, record);
    if (firstDay == Integer.MIN_VALUE) {
      return;
    }
    String expired =
        " FROM "
            + loaded.table()
            + " WHERE event_time < "
            + Sql.timestamp(Days.startOfDay(firstDay));
    List<Long> rows =
        writer.query(
            "SELECT "
                + EventField.RECEIVED_SEQUENCE.columnName()
                + ", event_id, epoch_us(event_time)"
                + expired
                + " ORDER BY 1",
            List.of(),
            row -> {
              RowProblem problem =
                  EventIntake.timeProblem(
                      loaded.unreadable().inFile(row.getLong(1)),
                      row.getString(2),
                      row.getLong(3),
                      firstDay,
                      Days.LAST_MICROS);
              if (problem != null) {
                loaded.outcome().refuse(problem);
              }
              return row.getLong(1);
            });
    loaded.outcome().add(-rows.size(), 0);
    for (List<Long> part : KnownEvents.parts(rows)) {
      Loader.remove(writer, loaded, part);
    }
  }

  private void writeBatch(DuckDb writer) {
    Receipt receipt = loaded.outcome().receipt();
    writer.execute(
        "INSERT INTO batches VALUES (?, ?, ?, make_timestamp(?), ?, ?, ?, ?, ?)",
        record.id(),
        batchHash,
        batchId,
        TimeWindow.micros(context.clock().instant()),
        receipt.stored(),
        receipt.unchanged(),
        receipt.refused(),
        receipt.lastSequence(),
        nextSequence - 1);
    for (Map.Entry<ProblemCode, Long> refusal : loaded.outcome().refusals().entrySet()) {
      Refusals.add(writer, record.id(), refusal.getKey(), refusal.getValue());
    }
  }

  void committed(Receipt receipt) {
    if (!stored) {
      return;
    }
    context.nextSequence(nextSequence);
    context.batches().add(batchHash);
    ModelState state = context.state(record.id());
    if (!hashes.isEmpty()) {
      IdFilter filter = state.ids(context.writer());
      hashes.forEach(part -> java.util.Arrays.stream(part).forEach(filter::add));
      hashes = List.of();
    }
    state.dirtyHours().changed(hours);
  }
}
