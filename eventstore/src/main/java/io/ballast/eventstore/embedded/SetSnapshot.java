package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.util.List;

/**
 * What a reader's transaction sees of a set.
 *
 * <p>The hot parts are read first, in the transaction, then the manifest: a day that is sealed in
 * between is in both and taken once, as its sealed part names the hot parts that it came from. The
 * other way round it could be in neither.
 *
 * @param record from the manifest
 * @param hotParts tables of events
 * @param hasUpdates whether there are late values beside the events
 * @param startMicros events before are expired, whether their files are gone or not
 * @param deletions those that the hot file knows already and the sealed parts may not know yet
 */
record SetSnapshot(
    SetRecord record,
    List<HotPart> hotParts,
    boolean hasUpdates,
    long startMicros,
    List<DeletionNotes.Note> deletions) {

  /** Some parts as they are, whatever else there is of the set. */
  static SetSnapshot of(SetRecord record, List<HotPart> hotParts) {
    return new SetSnapshot(record, hotParts, false, Long.MIN_VALUE, List.of());
  }

  static SetSnapshot read(DuckDb connection, Manifest manifest, SetRecord known) {
    if (!(known.set() instanceof ModelVersion)) {
      return of(manifest.current(known), List.of());
    }
    List<HotPart> hotParts = HotPart.list(connection, known.id());
    boolean hasUpdates =
        !connection
            .query(
                "SELECT 1 FROM " + SetTables.updates(known.id()) + " LIMIT 1",
                List.of(),
                row -> true)
            .isEmpty();
    int expiredBefore = expiredBefore(connection, known.id());
    return new SetSnapshot(
        manifest.current(known),
        hotParts,
        hasUpdates,
        expiredBefore == Integer.MIN_VALUE ? Long.MIN_VALUE : Days.startOfDay(expiredBefore),
        DeletionNotes.read(connection, known.id()));
  }

  /** Whether this is the state of the set that the manifest gave then. */
  @SuppressWarnings("ReferenceEquality") // the manifest makes a new record for each change
  boolean isOf(SetRecord then) {
    return record == then;
  }

  /** The first day whose events are not expired, {@link Integer#MIN_VALUE} for none. */
  static int expiredBefore(DuckDb connection, long setId) {
    return connection
        .query(
            "SELECT before_day FROM expired WHERE set_id = ?", List.of(setId), row -> row.getInt(1))
        .stream()
        .mapToInt(Integer::intValue)
        .max()
        .orElse(Integer.MIN_VALUE);
  }

  /** Whether a day has something of a window. */
  boolean overlaps(int day, TimeWindow window) {
    return Days.startOfDay(day) < window.endMicros()
        && Days.startOfDay(day + 1) > Math.max(window.startMicros(), startMicros);
  }
}
