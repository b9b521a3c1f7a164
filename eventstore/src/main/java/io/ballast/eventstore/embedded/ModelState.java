package io.ballast.eventstore.embedded;

import io.ballast.eventstore.Retention;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.files.VectorReader;
import io.ballast.tables.LongVector;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the writer keeps in memory of a model version, all of it derived from the hot file. For the
 * writer's thread only, the dirty hours aside.
 */
final class ModelState {

  private final SetRecord known;
  private final DirtyHours dirtyHours = new DirtyHours();
  private final Map<Integer, HotPart> dayParts = new HashMap<>();
  private @Nullable HotPart backlog;
  private @Nullable IdFilter ids;
  private @Nullable IdFilter earlyIds;
  private int expiredBefore;
  private Set<Long> unindexed = Set.of();

  private ModelState(SetRecord known) {
    this.known = known;
  }

  /** Reads what the hot file knows; the ids are read when they are first needed. */
  static ModelState load(DuckDb writer, SetRecord record) {
    ModelState state = new ModelState(record);
    state.dirtyHours.changed(
        writer.query(
            "SELECT hour FROM dirty_hours WHERE set_id = ?",
            List.of(record.id()),
            row -> row.getInt(1)));
    state.reload(writer, record);
    return state;
  }

  /** Reads again which parts there are, the dirty hours and ids aside. */
  void reload(DuckDb writer, SetRecord record) {
    expiredBefore = SetSnapshot.expiredBefore(writer, record.id());
    unindexed = UnindexedParts.read(writer);
    dayParts.clear();
    backlog = null;
    Set<Long> sealedFrom =
        record.parts().stream()
            .flatMap(part -> part.sources().stream())
            .collect(Collectors.toSet());
    for (HotPart part : HotPart.list(writer, record.id())) {
      // Rows of a file have a base of their own and nothing is appended to them; what a sealed
      // file was written from is about to go.
      if (part.sequenceBase() == 0
          && part.schemaVersion() == record.schema().version()
          && !sealedFrom.contains(part.id())) {
        open(part);
      }
    }
  }

  long id() {
    return known.id();
  }

  SetRecord known() {
    return known;
  }

  DirtyHours dirtyHours() {
    return dirtyHours;
  }

  /** The part to which events of a day are appended; null when one is to be made. */
  @Nullable HotPart openPart(@Nullable Integer day) {
    return day == null ? backlog : dayParts.get(day);
  }

  /** Appends to that part from now on. */
  void open(HotPart part) {
    if (part.day() == null) {
      backlog = part;
    } else {
      dayParts.put(part.day(), part);
    }
  }

  /** Appends no longer to the parts of these days, nor to the one of many days. */
  void closeParts(IntPredicate closedDay) {
    dayParts.keySet().removeIf(closedDay::test);
    backlog = null;
  }

  /** The first day whose events are not expired. */
  int expiredBefore() {
    return expiredBefore;
  }

  /** The first hour whose events are not expired. */
  int firstHour() {
    return expiredBefore == Integer.MIN_VALUE
        ? Integer.MIN_VALUE
        : expiredBefore * Days.HOURS_PER_DAY;
  }

  /** The first day for which events and late values are still taken. */
  int firstDay(InstantSource clock, Retention retention) {
    if (retention.raw() == null) {
      return expiredBefore;
    }
    long now = TimeWindow.micros(clock.instant());
    return Math.max(expiredBefore, Days.dayOf(now) - (int) retention.raw().toDays());
  }

  /**
   * Refuses events of a day that has a sealed part whose ids are not known.
   *
   * @param record the newest state of the set
   */
  void checkIndexed(SetRecord record, int day) {
    if (!unindexed.isEmpty()
        && record.parts().stream()
            .anyMatch(part -> part.isOf(day) && unindexed.contains(part.id()))) {
      throw UnindexedParts.refusal(record, day);
    }
  }

  /** Reads the ids again when they are next needed. */
  void forgetIds() {
    ids = null;
    earlyIds = null;
  }

  /** Whether the ids were read already. */
  boolean hasIds() {
    return ids != null;
  }

  /** The ids of all events, expired ones included. */
  IdFilter ids(DuckDb writer) {
    IdFilter filter = ids;
    if (filter == null) {
      filter = read(writer, "SELECT id_hash FROM " + SetTables.ids(id()));
      ids = filter;
    }
    return filter;
  }

  /** The ids of late values whose events have not arrived. */
  IdFilter earlyIds(DuckDb writer) {
    IdFilter filter = earlyIds;
    if (filter == null) {
      filter = read(writer, "SELECT " + SetTables.HASH + " FROM " + SetTables.early(id()));
      earlyIds = filter;
    }
    return filter;
  }

  private static IdFilter read(DuckDb writer, String sql) {
    IdFilter filter = new IdFilter();
    writer.scan(
        sql,
        List.of(),
        List.of(VectorReader.longs()),
        batch -> {
          long[] hashes = ((LongVector) batch.vector(0)).values();
          for (int row = 0; row < batch.rows(); row++) {
            filter.add(hashes[row]);
          }
          return true;
        });
    return filter;
  }
}
