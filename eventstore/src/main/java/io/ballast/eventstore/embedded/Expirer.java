package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ExpiryReport;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Removes events that are older than their retention, and roll-ups that outlived theirs.
 *
 * <p>The order of a model version: what is dirty is counted while its events are there; the writer
 * sets the first kept day and removes older hot events, from which moment scans begin at that day;
 * then the rows in the manifest go and last the files. After a kill the rest is done at the next
 * start.
 */
final class Expirer {

  /** How much longer than events their ids are known, so that late values for them can be told. */
  private static final int ID_DAYS = 90;

  private final Structure structure;
  private final RollUpCounter counter;

  Expirer(Structure structure, RollUpCounter counter) {
    this.structure = structure;
    this.counter = counter;
  }

  ExpiryReport expire(TaskControl control) {
    return structure.alone(
        () -> {
          KnownBatches.forgetOld(structure.writer(), structure.context());
          Totals totals = new Totals();
          FirstProblem problem = new FirstProblem();
          List<SetRecord> models =
              structure.manifest().sets().stream()
                  .filter(record -> record.set() instanceof ModelVersion)
                  .toList();
          for (int i = 0; i < models.size(); i++) {
            control.check();
            SetRecord model = models.get(i);
            problem.trying(() -> expire(model, control, totals));
            control.report((i + 1.0) / models.size());
          }
          if (totals.days > 0) {
            structure.checkpoint();
          }
          problem.end();
          return new ExpiryReport(totals.days, totals.events, totals.bytes, totals.rollUpHours);
        });
  }

  private static final class Totals {
    private int days;
    private long events;
    private long bytes;
    private long rollUpHours;
  }

  private void expire(SetRecord record, TaskControl control, Totals totals) {
    Retention retention = structure.context().retention(record);
    Duration raw = retention.raw();
    int today = Days.dayOf(TimeWindow.micros(structure.context().clock().instant()));
    if (raw != null) {
      int before = today - (int) raw.toDays();
      removeEarly(record, before);
      if (before > expiredBefore(record)) {
        countDirtyBefore(record, before, control);
        totals.days += removeHot(record, before, totals);
      }
    }
    removeFiles(record, totals);
    removeRollUps(record, today - (int) retention.rollUps().toDays(), totals);
  }

  private int expiredBefore(SetRecord record) {
    int[] day = new int[1];
    structure
        .writer()
        .exclusively(() -> day[0] = structure.context().state(record.id()).expiredBefore());
    return day[0];
  }

  /** Counts what is dirty before a day, and what new bin sets lack, while the events are there. */
  private void countDirtyBefore(SetRecord record, int day, TaskControl control) {
    counter.fill((ModelVersion) record.set(), control);
    NavigableMap<Integer, Long> numbers =
        counter.dirtyHours(record).numbers().headMap(day * Days.HOURS_PER_DAY, false);
    if (!numbers.isEmpty()) {
      counter.refresh(record, new TreeMap<>(numbers), control);
    }
  }

  private int removeHot(SetRecord record, int before, Totals totals) {
    int firstHour = before * Days.HOURS_PER_DAY;
    return structure
        .writer()
        .transaction(
            connection -> {
              ModelState state = structure.context().state(record.id());
              boolean dirty =
                  !RollUpStore.dirtyHours(connection, record.id(), Integer.MIN_VALUE, firstHour - 1)
                      .isEmpty();
              if (dirty) {
                // It changed while it was counted; the next run does it.
                return 0;
              }
              int days = countDays(connection, record, state.expiredBefore(), before);
              connection.execute("DELETE FROM expired WHERE set_id = ?", record.id());
              connection.execute("INSERT INTO expired VALUES (?, ?)", record.id(), before);
              for (HotPart part : HotPart.list(connection, record.id())) {
                totals.events += expireHot(connection, part, before);
              }
              connection.execute(
                  "DELETE FROM "
                      + SetTables.updates(record.id())
                      + " WHERE "
                      + SetTables.HOUR
                      + " < ?",
                  firstHour);
              connection.execute(
                  "DELETE FROM " + SetTables.ids(record.id()) + " WHERE hour < ?",
                  firstHour - ID_DAYS * Days.HOURS_PER_DAY);
              return days;
            },
            days -> {
              ModelState state = structure.context().state(record.id());
              state.reload(structure.context().writer(), structure.manifest().current(record));
              if (days > 0) {
                state.dirtyHours().changed(List.of());
              }
            });
  }

  /** Removes late values that came before a day and whose events have not come since. */
  private void removeEarly(SetRecord record, int before) {
    boolean unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  connection.execute(
                      "DELETE FROM "
                          + SetTables.early(record.id())
                          + " WHERE "
                          + SetTables.DAY
                          + " < ?",
                      before);
                  return true;
                },
                done -> {});
  }

  private static int countDays(DuckDb connection, SetRecord record, int from, int before) {
    return (int)
        RollUpStore.keptHours(
                connection,
                record.id(),
                from == Integer.MIN_VALUE ? from : from * Days.HOURS_PER_DAY,
                before * Days.HOURS_PER_DAY - 1)
            .stream()
            .map(Days::dayOfHour)
            .distinct()
            .count();
  }

  private long expireHot(DuckDb connection, HotPart part, int before) {
    if (part.day() != null && part.day() >= before) {
      return 0;
    }
    long end = Days.startOfDay(before);
    long rows =
        connection
            .query(
                "SELECT count(*) FROM "
                    + part.table()
                    + " WHERE event_time < "
                    + Sql.timestamp(end),
                List.of(),
                row -> row.getLong(1))
            .get(0);
    if (rows > 0) {
      boolean unused = structure.removeRows(connection, part, Long.MIN_VALUE, end);
    }
    return rows;
  }

  /** Removes the files of expired days; also what a killed process left. */
  private void removeFiles(SetRecord record, Totals totals) {
    int before = expiredBefore(record);
    List<SealedPart> expired =
        structure.manifest().current(record).parts().stream()
            .filter(part -> part.day() != null && part.day() < before)
            .toList();
    if (!expired.isEmpty()) {
      structure.replaceParts(record, expired, List.of());
      totals.events += expired.stream().mapToLong(SealedPart::rows).sum();
      totals.bytes += expired.stream().mapToLong(SealedPart::bytes).sum();
    }
  }

  /** The same at start. */
  void finish(SetRecord record) {
    removeFiles(record, new Totals());
  }

  private void removeRollUps(SetRecord record, int beforeDay, Totals totals) {
    // Roll-ups of events that are there stay, however old.
    int before = Math.min(beforeDay, expiredBefore(record));
    if (before == Integer.MIN_VALUE) {
      return;
    }
    totals.rollUpHours +=
        structure
            .writer()
            .transaction(
                connection ->
                    RollUpStore.deleteBefore(
                        connection,
                        structure.manifest().current(record),
                        before * Days.HOURS_PER_DAY),
                hours -> {
                  if (hours > 0) {
                    structure.context().state(record.id()).dirtyHours().changed(List.of());
                  }
                });
  }
}
