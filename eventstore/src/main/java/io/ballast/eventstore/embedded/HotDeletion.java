package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Removes the events of a deletion from the hot file, with their ids and late values, and marks
 * their hours; within the writer's transaction.
 */
final class HotDeletion {

  private final WriterContext context;
  private final DuckDb writer;
  private final SetRecord record;
  private final Deletion deletion;
  private final Set<Integer> hours = new HashSet<>();
  private final Set<Long> changedParts = new HashSet<>();
  private long events;
  private long updates;
  private long expiredHours;

  HotDeletion(WriterContext context, SetRecord record, Deletion deletion) {
    this.context = context;
    this.writer = context.writer();
    this.record = record;
    this.deletion = deletion;
  }

  /** The hours that change. */
  Set<Integer> hours() {
    return hours;
  }

  /** The hot parts that held events. */
  Set<Long> changedParts() {
    return changedParts;
  }

  /** Events that were in the hot file. */
  long events() {
    return events;
  }

  /** Late values. */
  long updates() {
    return updates;
  }

  /** Hours of which only roll-ups were left. */
  long expiredHours() {
    return expiredHours;
  }

  void run() {
    writer.execute("DROP TABLE IF EXISTS temp.gone");
    writer.execute("CREATE TEMP TABLE gone (event_id VARCHAR, id_hash BIGINT)");
    int expiredHour = context.state(record.id()).firstHour();
    if (deletion.byId()) {
      findIds(expiredHour);
    } else {
      findWindow(expiredHour);
      removeExpired(expiredHour);
    }
    String condition =
        deletion.byId() ? "event_id IN (SELECT event_id FROM temp.gone)" : deletion.timeCondition();
    for (HotPart part : HotPart.list(writer, record.id())) {
      long before = count(part.table());
      writer.execute("DELETE FROM " + part.table() + " WHERE " + condition);
      long gone = before - count(part.table());
      if (gone > 0) {
        events += gone;
        changedParts.add(part.id());
      }
    }
    removeIdsAndUpdates();
    RollUpStore.dirty(writer, record.id(), hours, context.state(record.id()).dirtyHours());
    writer.execute("DROP TABLE temp.gone");
  }

  private long count(String table) {
    return writer.query("SELECT count(*) FROM " + table, List.of(), row -> row.getLong(1)).get(0);
  }

  private void findIds(int expiredHour) {
    EventIds numbers = new EventIds();
    for (List<String> part : KnownEvents.parts(List.copyOf(new HashSet<>(deletion.eventIds())))) {
      List<Object> parameters = new ArrayList<>();
      part.forEach(
          id -> {
            parameters.add(id);
            parameters.add(numbers.hash(id));
          });
      writer.execute(
          "INSERT INTO temp.gone VALUES "
              + String.join(", ", Collections.nCopies(part.size(), "(?, ?)")),
          parameters.toArray());
    }
    hours.addAll(
        writer.query(
            "SELECT DISTINCT hour FROM "
                + SetTables.ids(record.id())
                + " WHERE hour >= "
                + expiredHour
                + " AND id_hash IN (SELECT id_hash FROM temp.gone)",
            List.of(),
            row -> row.getInt(1)));
  }

  /**
   * Finds the events of a window: of whole hours by the table of ids, so that a damaged file of a
   * day that goes as a whole is not read; of the hours that are cut by the events themselves.
   */
  private void findWindow(int expiredHour) {
    hours.addAll(
        writer.query(
            "SELECT DISTINCT hour FROM "
                + SetTables.ids(record.id())
                + " WHERE hour BETWEEN "
                + Math.max(expiredHour, deletion.firstHour())
                + " AND "
                + deletion.lastHour(),
            List.of(),
            row -> row.getInt(1)));
    for (TimeWindow cut : deletion.cutHours()) {
      ScanSql sql =
          context
              .scanner()
              .sql(
                  SetSnapshot.read(writer, context.manifest(), record),
                  ScanRequest.of(record.set(), List.<ColumnRef>of(EventField.EVENT_ID))
                      .within(cut));
      String rows = sql.rows(null);
      writer.execute(
          "INSERT INTO temp.gone SELECT q.id, "
              + EventIds.hashSql("q.id")
              + " FROM ("
              + rows
              + ") q(id)",
          sql.parameters().toArray());
    }
  }

  private void removeExpired(int expiredHour) {
    if (expiredHour == Integer.MIN_VALUE) {
      return;
    }
    int first = deletion.firstWholeHour();
    int last = Math.min(expiredHour, deletion.endOfWholeHours()) - 1;
    if (first <= last) {
      expiredHours = RollUpStore.deleteBetween(writer, record, first, last);
    }
  }

  private void removeIdsAndUpdates() {
    int first = deletion.firstWholeHour();
    int end = deletion.endOfWholeHours();
    String byHour =
        deletion.byId() || first >= end ? "false" : "%1$s >= " + first + " AND %1$s < " + end;
    String early = SetTables.early(record.id());
    String late = SetTables.updates(record.id());
    writer.execute(
        "DELETE FROM "
            + SetTables.ids(record.id())
            + " WHERE ("
            + byHour.formatted("hour")
            + ") OR id_hash IN (SELECT id_hash FROM temp.gone)");
    long before = count(late) + count(early);
    writer.execute(
        "DELETE FROM "
            + late
            + " WHERE ("
            + byHour.formatted(SetTables.HOUR)
            + ") OR event_id IN (SELECT event_id FROM temp.gone)");
    writer.execute("DELETE FROM " + early + " WHERE event_id IN (SELECT event_id FROM temp.gone)");
    updates = before - count(late) - count(early);
  }
}
