package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the writer's transactions share. For the writer's thread only, {@link #known} aside. */
final class WriterContext {

  private final HotDatabase hot;
  private final Manifest manifest;
  private final Scanner scanner;
  private final StoreOptions options;
  private final KnownBatches batches;
  private final Map<Long, ModelState> states = new ConcurrentHashMap<>();
  private long nextSequence;

  WriterContext(HotDatabase hot, Manifest manifest, Scanner scanner, StoreOptions options) {
    this.hot = hot;
    this.manifest = manifest;
    this.scanner = scanner;
    this.options = options;
    this.batches = KnownBatches.load(hot.writer());
    this.nextSequence = lastSequence() + 1;
    for (SetRecord record : manifest.sets()) {
      if (record.set() instanceof ModelVersion) {
        states.put(record.id(), ModelState.load(hot.writer(), record));
      }
    }
  }

  private long lastSequence() {
    long hotLast =
        hot.writer()
            .query(
                "SELECT coalesce(max(given_sequence), any_value(sequence_base)) FROM store"
                    + " LEFT JOIN batches ON true",
                List.of(),
                row -> row.getLong(1))
            .get(0);
    return manifest.sets().stream()
        .flatMap(record -> record.parts().stream())
        .mapToLong(SealedPart::maxSequence)
        .reduce(hotLast, Math::max);
  }

  HotDatabase hot() {
    return hot;
  }

  DuckDb writer() {
    return hot.writer();
  }

  Manifest manifest() {
    return manifest;
  }

  Scanner scanner() {
    return scanner;
  }

  InstantSource clock() {
    return options.clock();
  }

  KnownBatches batches() {
    return batches;
  }

  ModelState state(ModelVersion model) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    return state(record.id());
  }

  ModelState state(long setId) {
    return states.computeIfAbsent(
        setId,
        id -> {
          SetRecord record = manifest.byId(id);
          if (record == null) {
            throw new IllegalStateException("set " + id + " is not known");
          }
          return ModelState.load(writer(), record);
        });
  }

  /** What is in memory of a model, for its dirty hours; null when nothing is. For any thread. */
  @Nullable ModelState known(long setId) {
    return states.get(setId);
  }

  void forget(long setId) {
    states.remove(setId);
  }

  long nextSequence() {
    return nextSequence;
  }

  void nextSequence(long value) {
    nextSequence = value;
  }

  /** How long events of a set are kept. */
  Retention retention(SetRecord record) {
    Retention own = record.retention();
    return own == null ? options.retention() : own;
  }

  /** The first day for which events of a set are taken. */
  int firstDay(ModelState state, SetRecord record) {
    return state.firstDay(options.clock(), retention(record));
  }

  /** The last time for which events are taken. */
  long lastMicros() {
    return Math.min(
        Days.LAST_MICROS,
        TimeWindow.micros(options.clock().instant().plus(options.futureTolerance())));
  }

  /** The moment since which batches are known. */
  long batchesKnownSince() {
    return TimeWindow.micros(options.clock().instant().minus(options.batchMemory()));
  }

  /** Whether a day is not closed and has a hot part of its own. */
  boolean isOpen(int day) {
    long now = TimeWindow.micros(options.clock().instant());
    return Days.startOfDay(day + 1) + options.sealAfter().toNanos() / 1000 > now;
  }
}
