package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.SealReport;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes closed days to sealed files, with the late values that have come.
 *
 * <p>The order of a day: the writer appends to its parts no longer (later events go to a new part);
 * the file is written from a snapshot; the row in the manifest makes it count and at the same
 * moment hides the day in the parts that it came from; then the writer removes it there, with the
 * late values that are in the file. After a kill before the row the file is an orphan; after it the
 * removal is done at the next start.
 */
final class Sealer {

  /** Files of a day from which on they are merged into one. */
  private static final int MAX_PARTS = 4;

  /** Late values, as a share of a day's events, from which on they are written into its file. */
  private static final double FOLD_SHARE = 0.1;

  private final Structure structure;

  Sealer(Structure structure) {
    this.structure = structure;
  }

  SealReport seal(TaskControl control) {
    return structure.alone(
        () -> {
          List<SealedPart> written = new ArrayList<>();
          FirstProblem problem = new FirstProblem();
          List<SetRecord> models =
              structure.manifest().sets().stream()
                  .filter(record -> record.set() instanceof ModelVersion)
                  .toList();
          for (int i = 0; i < models.size(); i++) {
            sealClosedDays(models.get(i), control, written, problem);
            mergeDays(models.get(i), control, written, problem);
            control.report((i + 1.0) / models.size());
          }
          if (!written.isEmpty()) {
            structure.checkpoint();
          }
          problem.end();
          return new SealReport(
              written.size(),
              written.stream().mapToLong(SealedPart::rows).sum(),
              written.stream().mapToLong(SealedPart::bytes).sum());
        });
  }

  private void sealClosedDays(
      SetRecord record, TaskControl control, List<SealedPart> written, FirstProblem problem) {
    Map<Integer, List<HotPart>> days = closedDays(record);
    for (Map.Entry<Integer, List<HotPart>> day : days.entrySet()) {
      control.check();
      problem.trying(() -> sealDay(record, day.getKey(), day.getValue(), control, written));
    }
  }

  /** The closed days that are in parts to which nothing is appended any more. */
  private Map<Integer, List<HotPart>> closedDays(SetRecord record) {
    List<HotPart> frozen = new ArrayList<>();
    structure
        .writer()
        .exclusively(
            () -> {
              WriterContext context = structure.context();
              ModelState state = context.state(record.id());
              state.closeParts(day -> !context.isOpen(day));
              for (HotPart part : HotPart.list(context.writer(), record.id())) {
                if (!part.equals(state.openPart(part.day()))) {
                  frozen.add(part);
                }
              }
              frozen.removeIf(part -> part.day() != null && context.isOpen(part.day()));
            });
    Map<Integer, List<HotPart>> days = new TreeMap<>();
    structure
        .hot()
        .snapshot(
            connection -> {
              for (HotPart part : frozen) {
                for (int day : daysOf(connection, part)) {
                  if (!structure.context().isOpen(day)) {
                    days.computeIfAbsent(day, d -> new ArrayList<>()).add(part);
                  }
                }
              }
            });
    return days;
  }

  private static List<Integer> daysOf(DuckDb connection, HotPart part) {
    if (part.day() != null) {
      return List.of(part.day());
    }
    return connection
        .query(
            "SELECT DISTINCT " + Days.hourSql("event_time") + " FROM " + part.table(),
            List.of(),
            row -> Days.dayOfHour(row.getInt(1)))
        .stream()
        .distinct()
        .toList();
  }

  private void sealDay(
      SetRecord record,
      int day,
      List<HotPart> parts,
      TaskControl control,
      List<SealedPart> written) {
    SetRecord current = structure.manifest().current(record);
    Set<Long> sources = parts.stream().map(HotPart::id).collect(Collectors.toSet());
    SealedDay sealed = write(current.withParts(List.of()), day, parts, sources, control);
    if (sealed.part().isEmpty()) {
      return;
    }
    structure.replaceParts(current, List.of(), sealed.part());
    written.addAll(sealed.part());
    removeSealed(current, day, parts, sealed.lastUpdate());
  }

  /**
   * A written day.
   *
   * @param part the new part, none when there were no rows
   * @param lastUpdate the last late value that is in it
   */
  private record SealedDay(List<SealedPart> part, long lastUpdate) {}

  private SealedDay write(
      SetRecord record, int day, List<HotPart> parts, Set<Long> sources, TaskControl control) {
    List<SealedDay> result = new ArrayList<>();
    structure
        .hot()
        .snapshot(
            connection ->
                control.run(
                    connection::cancel,
                    () -> {
                      SetSnapshot seen = SetSnapshot.read(connection, structure.manifest(), record);
                      SetSnapshot source =
                          new SetSnapshot(
                              record, parts, seen.hasUpdates(), seen.startMicros(), List.of());
                      long lastUpdate = lastUpdate(connection, record);
                      ScanSql sql = structure.scanner().sql(source, dayOf(record, day));
                      String rows = sql.tableRows();
                      SealedPart part =
                          structure
                              .sealedFiles()
                              .write(
                                  connection,
                                  record,
                                  day,
                                  new SealedFiles.Query(rows, sql.parameters()),
                                  sources);
                      result.add(
                          new SealedDay(part == null ? List.of() : List.of(part), lastUpdate));
                    }));
    return result.get(0);
  }

  private static ScanRequest dayOf(SetRecord record, int day) {
    return ScanRequest.of(record.set(), List.of())
        .within(new TimeWindow(Days.startOfDay(day), Days.startOfDay(day + 1)))
        .ordered(ScanOrder.EVENT_TIME);
  }

  private static long lastUpdate(DuckDb connection, SetRecord record) {
    return connection
        .query(
            "SELECT coalesce(max(received_sequence), -1) FROM " + SetTables.updates(record.id()),
            List.of(),
            row -> row.getLong(1))
        .get(0);
  }

  /** Removes a sealed day from its hot parts, with the late values that are in the file. */
  void removeSealed(SetRecord record, int day, List<HotPart> parts, long lastUpdate) {
    Set<Long> gone =
        structure
            .writer()
            .transaction(
                connection -> {
                  Set<Long> dropped = new HashSet<>();
                  for (HotPart part : parts) {
                    removeFolded(
                        connection,
                        record,
                        day,
                        lastUpdate,
                        "SELECT event_id FROM " + part.table());
                    if (structure.removeDay(connection, part, day)) {
                      dropped.add(part.id());
                    }
                  }
                  return dropped;
                },
                dropped -> {});
    structure.manifest().forgetSources(record, gone);
  }

  private static void removeFolded(
      DuckDb connection, SetRecord record, int day, long lastUpdate, String eventIds) {
    connection.execute(
        "DELETE FROM "
            + SetTables.updates(record.id())
            + " WHERE "
            + SetTables.HOUR
            + " >= ? AND "
            + SetTables.HOUR
            + " < ? AND received_sequence <= ? AND event_id IN ("
            + eventIds
            + ")",
        day * Days.HOURS_PER_DAY,
        (day + 1) * Days.HOURS_PER_DAY,
        lastUpdate);
  }

  /** Merges the files of days that have many, or many late values beside them. */
  private void mergeDays(
      SetRecord record, TaskControl control, List<SealedPart> written, FirstProblem problem) {
    Map<Integer, Long> late = lateValues(record);
    Set<Long> unindexed = structure.hot().reading(UnindexedParts::read);
    Map<Integer, List<SealedPart>> days = new TreeMap<>();
    for (SealedPart part : structure.manifest().current(record).parts()) {
      if (part.day() != null && part.sources().isEmpty() && !unindexed.contains(part.id())) {
        days.computeIfAbsent(part.day(), day -> new ArrayList<>()).add(part);
      }
    }
    for (Map.Entry<Integer, List<SealedPart>> day : days.entrySet()) {
      long rows = day.getValue().stream().mapToLong(SealedPart::rows).sum();
      boolean manyLate = late.getOrDefault(day.getKey(), 0L) > rows * FOLD_SHARE;
      if (day.getValue().size() >= MAX_PARTS || manyLate) {
        control.check();
        problem.trying(() -> merge(record, day.getKey(), day.getValue(), control, written));
      }
    }
  }

  private Map<Integer, Long> lateValues(SetRecord record) {
    Map<Integer, Long> late = new TreeMap<>();
    structure
        .hot()
        .snapshot(
            connection ->
                connection.query(
                    "SELECT "
                        + SetTables.HOUR
                        + ", count(*) FROM "
                        + SetTables.updates(record.id())
                        + " GROUP BY 1",
                    List.of(),
                    row -> late.merge(Days.dayOfHour(row.getInt(1)), row.getLong(2), Long::sum)));
    return late;
  }

  private void merge(
      SetRecord record,
      int day,
      List<SealedPart> parts,
      TaskControl control,
      List<SealedPart> written) {
    SetRecord current = structure.manifest().current(record);
    SealedDay merged = write(current.withParts(parts), day, List.of(), Set.of(), control);
    structure.replaceParts(current, parts, merged.part());
    written.addAll(merged.part());
    for (SealedPart part : merged.part()) {
      String file = Sql.text(structure.folder().resolve(part.path()).toString());
      boolean unused =
          structure
              .writer()
              .transaction(
                  connection -> {
                    removeFolded(
                        connection,
                        record,
                        day,
                        merged.lastUpdate(),
                        "SELECT event_id FROM read_parquet("
                            + file
                            + ", hive_partitioning = false)");
                    return true;
                  },
                  done -> {});
    }
  }
}
