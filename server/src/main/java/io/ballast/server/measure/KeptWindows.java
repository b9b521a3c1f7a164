package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one kind about the windows of a model: what was said before of windows that have
 * not changed since, and what is made now of the others.
 *
 * @param <T> the statement
 */
final class KeptWindows<T extends Kept> {

  /**
   * A statement that was made.
   *
   * @param statement it
   * @param kept gives its kept form; null when it is not to be kept
   */
  record Made<T>(T statement, @Nullable Supplier<byte[]> kept) {}

  /**
   * Makes statements.
   *
   * @param <T> the statement
   */
  @FunctionalInterface
  interface Maker<T> {
    /** One for each of the windows. */
    List<Made<T>> make(TimeBins bins);
  }

  private final EventStore events;
  private final Measurements measurements;
  private final InstantSource clock;
  private final Class<T> type;
  private final Function<byte[], Optional<T>> reader;

  KeptWindows(
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      Class<T> type,
      Function<byte[], Optional<T>> reader) {
    this.events = events;
    this.measurements = measurements;
    this.clock = clock;
    this.type = type;
    this.reader = reader;
  }

  /**
   * One statement for each window.
   *
   * @param scope everything else that they depend on besides events of the model
   * @param references events of the model that a window is compared with, null for none
   */
  List<T> statements(
      Model model,
      String scope,
      TimeBins bins,
      IntFunction<@Nullable TimeWindow> references,
      Maker<T> maker) {
    long generation = measurements.generation(model.id());
    Set<Integer> dirty = events.dirtyHours(model.events()).keySet();
    List<Measurements.Key> keys =
        IntStream.range(0, bins.size())
            .mapToObj(
                bin ->
                    new Measurements.Key(
                        model.id(), scope, bins.window(bin), references.apply(bin)))
            .toList();
    Map<Measurements.Key, T> found = found(keys, dirty);
    int first = 0;
    int last = bins.size() - 1;
    while (first <= last && found.containsKey(keys.get(first))) {
      first++;
    }
    while (last > first && found.containsKey(keys.get(last))) {
      last--;
    }
    if (first > last) {
      return keys.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
    }
    TimeBins missing = bins.part(first, last + 1);
    List<Made<T>> made = measurements.making(() -> maker.make(missing));
    keep(model, generation, keys.subList(first, last + 1), made, dirty);
    List<T> statements = new ArrayList<>();
    for (int bin = 0; bin < bins.size(); bin++) {
      T kept = found.get(keys.get(bin));
      statements.add(kept == null ? made.get(bin - first).statement() : kept);
    }
    return statements;
  }

  private Map<Measurements.Key, T> found(List<Measurements.Key> keys, Set<Integer> dirty) {
    List<Measurements.Key> clean = keys.stream().filter(key -> !key.touches(dirty)).toList();
    Map<Measurements.Key, T> found = new HashMap<>();
    measurements.find(clean, reader).forEach((key, kept) -> found.put(key, type.cast(kept)));
    return found;
  }

  /** Keeps what was made of windows that have ended and were clean before and after. */
  private void keep(
      Model model,
      long generation,
      List<Measurements.Key> keys,
      List<Made<T>> made,
      Set<Integer> dirty) {
    Set<Integer> dirtyNow = events.dirtyHours(model.events()).keySet();
    long now = Times.now(clock);
    List<Measurements.Entry> entries = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      Measurements.Key key = keys.get(i);
      Supplier<byte[]> kept = made.get(i).kept();
      if (kept != null && key.hasEnded(now) && !key.touches(dirty) && !key.touches(dirtyNow)) {
        entries.add(new Measurements.Entry(key, made.get(i).statement(), kept.get()));
      }
    }
    if (!entries.isEmpty()) {
      measurements.keep(model.id(), generation, entries);
    }
  }
}
