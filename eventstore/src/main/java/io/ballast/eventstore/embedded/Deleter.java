package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.DeletionReceipt;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.Filter;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes events by id or by time, with all that is kept of them.
 *
 * <p>The order: one transaction of the writer removes them from the hot file, with their ids and
 * late values, marks their hours and notes the deletion; then the sealed parts that hold any are
 * written anew and exchanged in the manifest; then a second transaction marks the hours once more,
 * as they may have been counted in between, and forgets the note. After a kill the noted deletion
 * goes on at the next start, before anything is read.
 */
final class Deleter {

  private final Structure structure;

  Deleter(Structure structure) {
    this.structure = structure;
  }

  /**
   * A deletion.
   *
   * @param id its number in the table of deletions
   * @param eventIds of the events; empty: all of the window
   * @param window in which they lie
   * @param upToSequence events that came later are not meant
   */
  private record Deletion(long id, List<String> eventIds, TimeWindow window, long upToSequence) {

    boolean byId() {
      return !eventIds.isEmpty();
    }
  }

  /** What the first transaction found. */
  private static final class Found {
    private final Set<Integer> hours = new HashSet<>();
    private final Set<Long> changedParts = new HashSet<>();
    private long events;
    private long updates;
    private long expiredHours;
  }

  DeletionReceipt delete(SetRecord record, List<String> eventIds, TaskControl control) {
    if (eventIds.isEmpty()) {
      return new DeletionReceipt(0, 0, 0);
    }
    return structure.alone(() -> delete(record, eventIds, TimeWindow.ALL, false, control));
  }

  DeletionReceipt delete(SetRecord record, TimeWindow window, TaskControl control) {
    return structure.alone(() -> delete(record, List.of(), window, false, control));
  }

  DeletionReceipt erase(SetRecord record, List<String> eventIds, TaskControl control) {
    if (eventIds.isEmpty()) {
      return new DeletionReceipt(0, 0, 0);
    }
    return structure.alone(
        () ->
            record.set() instanceof ModelVersion
                ? delete(record, eventIds, TimeWindow.ALL, true, control)
                : new DeletionReceipt(
                    rewriteParts(
                        record, new Deletion(0, eventIds, TimeWindow.ALL, Long.MAX_VALUE), control),
                    0,
                    0));
  }

  private DeletionReceipt delete(
      SetRecord record,
      List<String> eventIds,
      TimeWindow window,
      boolean erase,
      TaskControl control) {
    Found found = new Found();
    Deletion deletion =
        structure
            .writer()
            .transaction(
                connection -> removeHot(connection, record, eventIds, window, found),
                done -> changed(record, found.hours));
    found.events += rewriteParts(record, deletion, control);
    finish(record, deletion.id(), found.hours);
    if (erase) {
      new Scrubber(structure).scrub(record, found.changedParts);
    }
    return new DeletionReceipt(found.events, found.updates, found.expiredHours);
  }

  private void changed(SetRecord record, Collection<Integer> hours) {
    structure.context().state(record.id()).dirtyHours().changed(hours);
  }

  private Deletion removeHot(
      DuckDb connection, SetRecord record, List<String> eventIds, TimeWindow window, Found found) {
    ModelState state = structure.context().state(record.id());
    long upTo = structure.context().nextSequence() - 1;
    connection.execute("DROP TABLE IF EXISTS temp.gone");
    connection.execute("CREATE TEMP TABLE gone (event_id VARCHAR, id_hash BIGINT)");
    if (eventIds.isEmpty()) {
      findWindow(connection, record, window, found);
    } else {
      findIds(connection, record, eventIds, found);
    }
    for (HotPart part : HotPart.list(connection, record.id())) {
      long before = count(connection, part.table(), "");
      connection.execute(
          "DELETE FROM " + part.table() + " WHERE " + hotCondition(eventIds, window));
      long after = count(connection, part.table(), "");
      if (after != before) {
        found.events += before - after;
        found.changedParts.add(part.id());
      }
    }
    removeIdsAndUpdates(connection, record, eventIds, window, found);
    RollUpStore.dirty(connection, record.id(), found.hours, state.dirtyHours());
    Deletion deletion = new Deletion(HotParts.nextId(connection), eventIds, window, upTo);
    note(connection, record, deletion);
    connection.execute("DROP TABLE temp.gone");
    return deletion;
  }

  private static long count(DuckDb connection, String table, String condition) {
    return connection
        .query("SELECT count(*) FROM " + table + condition, List.of(), row -> row.getLong(1))
        .get(0);
  }

  private static String hotCondition(List<String> eventIds, TimeWindow window) {
    return eventIds.isEmpty()
        ? timeCondition("event_time", window)
        : "event_id IN (SELECT event_id FROM temp.gone)";
  }

  private static String timeCondition(String column, TimeWindow window) {
    String start =
        window.startMicros() == Long.MIN_VALUE
            ? "true"
            : column + " >= " + Sql.timestamp(window.startMicros());
    return window.endMicros() == Long.MAX_VALUE
        ? start
        : start + " AND " + column + " < " + Sql.timestamp(window.endMicros());
  }

  private static void findIds(
      DuckDb connection, SetRecord record, List<String> eventIds, Found found) {
    EventIds numbers = new EventIds();
    for (List<String> part : KnownEvents.parts(List.copyOf(new HashSet<>(eventIds)))) {
      List<Object> parameters = new ArrayList<>();
      part.forEach(
          id -> {
            parameters.add(id);
            parameters.add(numbers.hash(id));
          });
      connection.execute(
          "INSERT INTO temp.gone VALUES "
              + String.join(", ", java.util.Collections.nCopies(part.size(), "(?, ?)")),
          parameters.toArray());
    }
    found.hours.addAll(
        connection.query(
            "SELECT DISTINCT hour FROM "
                + SetTables.ids(record.id())
                + " WHERE id_hash IN (SELECT id_hash FROM temp.gone)",
            List.of(),
            row -> row.getInt(1)));
    int expired = SetSnapshot.expiredBefore(connection, record.id());
    found.hours.removeIf(hour -> Days.dayOfHour(hour) < expired);
  }

  /**
   * Finds the events of a window: of whole hours by the table of ids, so that a damaged file of a
   * day that goes as a whole is not read; of the hours that are cut by the events themselves.
   */
  private void findWindow(DuckDb connection, SetRecord record, TimeWindow window, Found found) {
    int expiredHour = firstHour(SetSnapshot.expiredBefore(connection, record.id()));
    found.hours.addAll(
        connection.query(
            "SELECT DISTINCT hour FROM "
                + SetTables.ids(record.id())
                + " WHERE hour BETWEEN "
                + Math.max(expiredHour, hourOf(window.startMicros()))
                + " AND "
                + hourOf(
                    window.endMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : window.endMicros() - 1),
            List.of(),
            row -> row.getInt(1)));
    for (TimeWindow cut : cutHours(window)) {
      SetSnapshot snapshot = SetSnapshot.read(connection, structure.manifest(), record);
      ScanSql sql =
          structure
              .scanner()
              .sql(
                  snapshot,
                  ScanRequest.of(record.set(), List.<ColumnRef>of(EventField.EVENT_ID))
                      .within(cut));
      String rows = sql.rows(null);
      connection.execute(
          "INSERT INTO temp.gone SELECT q.id, "
              + EventIds.hashSql("q.id")
              + " FROM ("
              + rows
              + ") q(id)",
          sql.parameters().toArray());
    }
    if (expiredHour != Integer.MIN_VALUE) {
      int first = wholeStart(window);
      int last = Math.min(expiredHour - 1, wholeEnd(window) - 1);
      found.expiredHours =
          first <= last ? RollUpStore.deleteBetween(connection, record, first, last) : 0;
    }
  }

  private static int firstHour(int day) {
    return day == Integer.MIN_VALUE ? Integer.MIN_VALUE : day * Days.HOURS_PER_DAY;
  }

  private static int hourOf(long micros) {
    return micros == Long.MIN_VALUE
        ? Integer.MIN_VALUE
        : micros == Long.MAX_VALUE ? Integer.MAX_VALUE : Days.hourOf(micros);
  }

  /** The first hour that lies wholly in the window. */
  private static int wholeStart(TimeWindow window) {
    long start = window.startMicros();
    return start == Long.MIN_VALUE
        ? Integer.MIN_VALUE
        : (int) -Math.floorDiv(-start, Days.HOUR_MICROS);
  }

  /** The hour after the last that lies wholly in the window. */
  private static int wholeEnd(TimeWindow window) {
    return hourOf(window.endMicros());
  }

  /** The parts of the window that are less than an hour. */
  private static List<TimeWindow> cutHours(TimeWindow window) {
    long first =
        window.startMicros() == Long.MIN_VALUE
            ? Long.MIN_VALUE
            : Days.startOfHour(wholeStart(window));
    long last =
        window.endMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : Days.startOfHour(wholeEnd(window));
    if (first > last) {
      return List.of(window);
    }
    List<TimeWindow> cut = new ArrayList<>();
    if (window.startMicros() < first) {
      cut.add(new TimeWindow(window.startMicros(), first));
    }
    if (last < window.endMicros()) {
      cut.add(new TimeWindow(last, window.endMicros()));
    }
    return cut;
  }

  private static void removeIdsAndUpdates(
      DuckDb connection, SetRecord record, List<String> eventIds, TimeWindow window, Found found) {
    int first = wholeStart(window);
    int last = wholeEnd(window);
    String byHour =
        !eventIds.isEmpty() || first >= last ? "false" : "hour >= " + first + " AND hour < " + last;
    connection.execute(
        "DELETE FROM "
            + SetTables.ids(record.id())
            + " WHERE ("
            + byHour
            + ") OR id_hash IN (SELECT id_hash FROM temp.gone)");
    String updates = SetTables.updates(record.id());
    String early = SetTables.early(record.id());
    long before = count(connection, updates, "") + count(connection, early, "");
    connection.execute(
        "DELETE FROM "
            + updates
            + " WHERE ("
            + byHour
            + ") OR event_id IN (SELECT event_id FROM temp.gone)");
    connection.execute(
        "DELETE FROM " + early + " WHERE event_id IN (SELECT event_id FROM temp.gone)");
    found.updates = before - count(connection, updates, "") - count(connection, early, "");
  }

  private static void note(DuckDb connection, SetRecord record, Deletion deletion) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(deletion.id());
    parameters.add(record.id());
    parameters.addAll(deletion.eventIds());
    parameters.add(deletion.window().startMicros());
    parameters.add(deletion.window().endMicros());
    parameters.add(deletion.upToSequence());
    connection.execute(
        "INSERT INTO deletions VALUES (?, ?, ["
            + Sql.marks(deletion.eventIds().size())
            + "]::VARCHAR[], ?, ?, ?)",
        parameters.toArray());
  }

  /** Writes the sealed parts anew that hold events of a deletion. */
  private long rewriteParts(SetRecord record, Deletion deletion, TaskControl control) {
    List<SealedPart> removed = new ArrayList<>();
    List<SealedPart> added = new ArrayList<>();
    SetRecord current = structure.manifest().current(record);
    for (SealedPart part : current.parts()) {
      Integer day = part.day();
      boolean whole =
          !deletion.byId()
              && day != null
              && Days.startOfDay(day) >= deletion.window().startMicros()
              && Days.startOfDay(day + 1) <= deletion.window().endMicros();
      boolean outside =
          day != null
              && (Days.startOfDay(day) >= deletion.window().endMicros()
                  || Days.startOfDay(day + 1) <= deletion.window().startMicros());
      if (whole && part.maxSequence() <= deletion.upToSequence()) {
        removed.add(part);
      } else if (!outside) {
        rewrite(current, part, deletion, control, removed, added);
      }
    }
    long before = removed.stream().mapToLong(SealedPart::rows).sum();
    long after = added.stream().mapToLong(SealedPart::rows).sum();
    if (!removed.isEmpty()) {
      structure.replaceParts(current, removed, added);
    }
    return before - after;
  }

  private void rewrite(
      SetRecord record,
      SealedPart part,
      Deletion deletion,
      TaskControl control,
      List<SealedPart> removed,
      List<SealedPart> added) {
    SetSnapshot only =
        new SetSnapshot(record.withParts(List.of(part)), List.of(), false, Long.MIN_VALUE);
    structure
        .hot()
        .snapshot(
            connection ->
                control.run(
                    connection::cancel,
                    () -> {
                      Filter gone = gone(deletion);
                      ScanSql count = structure.scanner().sql(only, request(record).where(gone));
                      String countSql = count.count(null);
                      boolean holds =
                          connection
                                  .query(countSql, count.parameters(), row -> row.getLong(1))
                                  .get(0)
                              > 0;
                      if (!holds) {
                        return;
                      }
                      ScanSql rest =
                          structure
                              .scanner()
                              .sql(only, request(record).where(new Filter.Not(gone)));
                      String rows = rest.tableRows();
                      removed.add(part);
                      SealedPart written =
                          structure
                              .sealedFiles()
                              .write(
                                  connection,
                                  record,
                                  part.day(),
                                  new SealedFiles.Query(rows, rest.parameters()),
                                  part.sources());
                      if (written != null) {
                        added.add(written);
                      }
                    }));
  }

  private static ScanRequest request(SetRecord record) {
    return ScanRequest.of(record.set(), List.of()).ordered(ScanOrder.EVENT_TIME);
  }

  private static Filter gone(Deletion deletion) {
    List<Filter> parts = new ArrayList<>();
    if (deletion.upToSequence() != Long.MAX_VALUE) {
      parts.add(
          new Filter.Comparison(
              EventField.RECEIVED_SEQUENCE, Filter.Operator.AT_MOST, deletion.upToSequence()));
    }
    if (deletion.byId()) {
      parts.add(new Filter.In(EventField.EVENT_ID, deletion.eventIds()));
    }
    if (deletion.window().startMicros() != Long.MIN_VALUE) {
      parts.add(
          new Filter.Comparison(
              EventField.EVENT_TIME,
              Filter.Operator.AT_LEAST,
              EventTimes.instant(deletion.window().startMicros())));
    }
    if (deletion.window().endMicros() != Long.MAX_VALUE) {
      parts.add(
          new Filter.Comparison(
              EventField.EVENT_TIME,
              Filter.Operator.LESS,
              EventTimes.instant(deletion.window().endMicros())));
    }
    return new Filter.And(parts);
  }

  private void finish(SetRecord record, long deletionId, Collection<Integer> hours) {
    boolean unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  RollUpStore.dirty(
                      connection,
                      record.id(),
                      hours,
                      structure.context().state(record.id()).dirtyHours());
                  connection.execute("DELETE FROM deletions WHERE id = ?", deletionId);
                  return true;
                },
                done -> changed(record, hours));
  }

  /**
   * Ends the deletions that a killed process had begun; all hours that they may concern count anew.
   */
  void resume(SetRecord record) {
    List<Deletion> open = new ArrayList<>();
    structure
        .hot()
        .snapshot(
            connection ->
                open.addAll(
                    connection.query(
                        "SELECT id, event_ids, start_micros, end_micros, up_to_sequence"
                            + " FROM deletions WHERE set_id = ? ORDER BY id",
                        List.of(record.id()),
                        row ->
                            new Deletion(
                                row.getLong(1),
                                strings((Object[]) row.getArray(2).getArray()),
                                new TimeWindow(row.getLong(3), row.getLong(4)),
                                row.getLong(5)))));
    for (Deletion deletion : open) {
      long unused = rewriteParts(record, deletion, new TaskControl());
      finish(record, deletion.id(), knownHours(record, deletion));
    }
  }

  private static List<String> strings(Object[] items) {
    List<String> result = new ArrayList<>();
    for (Object item : items) {
      result.add(String.valueOf(item));
    }
    return result;
  }

  private NavigableSet<Integer> knownHours(SetRecord record, Deletion deletion) {
    NavigableSet<Integer> hours = new TreeSet<>();
    structure
        .hot()
        .snapshot(
            connection ->
                hours.addAll(
                    RollUpStore.keptHours(
                        connection,
                        record.id(),
                        Math.max(
                            firstHour(SetSnapshot.expiredBefore(connection, record.id())),
                            hourOf(deletion.window().startMicros())),
                        hourOf(deletion.window().endMicros()))));
    return hours;
  }
}
