package io.ballast.server.measure;

import io.ballast.eventstore.TimeWindow;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements about windows that were made before: in memory the latest, in the database all.
 *
 * <p>A statement is kept only if no hour of its window was waiting to be counted again, neither
 * when it was begun nor when it is kept, and it is forgotten before an hour of it is counted again
 * ({@link #forget}). So what is kept for a window whose hours all are counted is what its events
 * say. Thread-safe.
 */
public final class Measurements {

  private static final long MEMORY_BYTES = 128L << 20;
  private static final long HOUR_MICROS = 3_600L * 1_000_000;

  /**
   * What a statement is about.
   *
   * @param model id
   * @param scope everything else that it depends on besides events
   * @param window of it
   * @param reference events of the model that the window is compared with; null for none
   */
  record Key(UUID model, String scope, TimeWindow window, @Nullable TimeWindow reference) {

    /** Whether one of the hours has a part of it. */
    boolean touches(Set<Integer> hours) {
      return !hours.isEmpty()
          && (touches(window, hours) || (reference != null && touches(reference, hours)));
    }

    private static boolean touches(TimeWindow window, Set<Integer> hours) {
      int first = (int) Math.floorDiv(window.startMicros(), HOUR_MICROS);
      int last = (int) Math.floorDiv(window.endMicros() - 1, HOUR_MICROS);
      return last - first < hours.size()
          ? IntStream.rangeClosed(first, last).anyMatch(hours::contains)
          : hours.stream().anyMatch(hour -> hour >= first && hour <= last);
    }

    boolean hasEnded(long nowMicros) {
      return window.endMicros() <= nowMicros
          && (reference == null || reference.endMicros() <= nowMicros);
    }
  }

  /**
   * A statement to be kept.
   *
   * @param bytes its kept form
   */
  record Entry(Key key, Kept statement, byte[] bytes) {}

  private final Database database;
  private final Map<Key, Kept> memory = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<UUID, Long> generations = new HashMap<>();
  private long memoryBytes;
  private int beingMade;

  /** Measurements in that database. */
  public Measurements(Database database) {
    this.database = database;
  }

  /** Rises whenever statements of a model are forgotten. */
  synchronized long generation(UUID model) {
    return generations.getOrDefault(model, 0L);
  }

  /** Makes statements; what works in the background can tell and wait. */
  <T> T making(Supplier<T> work) {
    beingMade(1);
    try {
      return work.get();
    } finally {
      beingMade(-1);
    }
  }

  private synchronized void beingMade(int more) {
    beingMade += more;
  }

  /** Whether somebody waits for statements that are being made. */
  synchronized boolean areBeingMade() {
    return beingMade > 0;
  }

  /**
   * The kept statements among those.
   *
   * @param reader of their kept form; empty when it is of another version
   */
  Map<Key, Kept> find(
      Collection<Key> keys, Function<byte[], ? extends Optional<? extends Kept>> reader) {
    Map<Key, Kept> found = new HashMap<>();
    synchronized (this) {
      for (Key key : keys) {
        Kept statement = memory.get(key);
        if (statement != null) {
          found.put(key, statement);
        }
      }
    }
    if (found.size() < keys.size()) {
      Map<Key, Kept> read =
          database.read(
              sql -> {
                Map<Key, Kept> kept = new HashMap<>();
                for (Key key : keys) {
                  if (!found.containsKey(key)) {
                    read(sql, key).flatMap(reader).ifPresent(statement -> kept.put(key, statement));
                  }
                }
                return kept;
              });
      read.forEach(this::remember);
      found.putAll(read);
    }
    return found;
  }

  private static Optional<byte[]> read(JdbcClient sql, Key key) {
    return sql.sql(
            "SELECT statement FROM measurement WHERE scope = ? AND window_start = ?"
                + " AND window_end = ?")
        .params(key.scope(), key.window().startMicros(), key.window().endMicros())
        .query((row, n) -> row.getBytes(1))
        .optional();
  }

  private synchronized void remember(Key key, Kept statement) {
    Kept before = memory.put(key, statement);
    memoryBytes += statement.bytes() - (before == null ? 0 : before.bytes());
    var oldest = memory.entrySet().iterator();
    while (memoryBytes > MEMORY_BYTES && oldest.hasNext()) {
      memoryBytes -= oldest.next().getValue().bytes();
      oldest.remove();
    }
  }

  /** Keeps statements unless some of the model were forgotten since that generation. */
  void keep(UUID model, long generation, Collection<Entry> entries) {
    synchronized (this) {
      if (generation(model) != generation) {
        return;
      }
      boolean unused =
          database.write(
              sql -> {
                entries.forEach(entry -> insert(sql, entry));
                return true;
              });
      entries.forEach(entry -> remember(entry.key(), entry.statement()));
    }
  }

  private static void insert(JdbcClient sql, Entry entry) {
    Key key = entry.key();
    TimeWindow reference = key.reference();
    int unused =
        Sql.update(
            sql,
            "INSERT INTO measurement (scope, model_id, window_start, window_end, reference_start,"
                + " reference_end, statement) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (scope, window_start, window_end)"
                + " DO UPDATE SET statement = excluded.statement",
            key.scope(),
            key.model().toString(),
            key.window().startMicros(),
            key.window().endMicros(),
            reference == null ? null : reference.startMicros(),
            reference == null ? null : reference.endMicros(),
            entry.bytes());
  }

  /** Forgets the statements about windows that have a part in those hours. */
  void forget(UUID model, Collection<Integer> hours) {
    Set<Integer> sorted = new TreeSet<>(hours);
    synchronized (this) {
      generations.merge(model, 1L, Long::sum);
      boolean unused =
          database.write(
              sql -> {
                runs(sorted)
                    .forEach(
                        (first, last) ->
                            delete(sql, model, first * HOUR_MICROS, (last + 1) * HOUR_MICROS));
                return true;
              });
      var all = memory.entrySet().iterator();
      while (all.hasNext()) {
        var entry = all.next();
        if (entry.getKey().model().equals(model) && entry.getKey().touches(sorted)) {
          memoryBytes -= entry.getValue().bytes();
          all.remove();
        }
      }
    }
  }

  private static void delete(JdbcClient sql, UUID model, long startMicros, long endMicros) {
    for (String of : List.of("window", "reference")) {
      sql.sql(
              "DELETE FROM measurement WHERE model_id = ? AND "
                  + of
                  + "_end > ? AND "
                  + of
                  + "_start < ?")
          .params(model.toString(), startMicros, endMicros)
          .update();
    }
  }

  /** Hours that follow each other: the last by the first. */
  private static SortedMap<Integer, Integer> runs(Set<Integer> sorted) {
    SortedMap<Integer, Integer> runs = new TreeMap<>();
    int first = 0;
    int next = Integer.MIN_VALUE;
    for (int hour : sorted) {
      first = hour == next ? first : hour;
      next = hour + 1;
      runs.put(first, hour);
    }
    return runs;
  }

  /** Forgets what is kept of models that are gone. */
  void sweep() {
    boolean unused =
        database.write(
            sql -> {
              sql.sql("DELETE FROM measurement WHERE model_id NOT IN (SELECT id FROM model)")
                  .update();
              return true;
            });
  }

  /** Number of windows of which a statement is kept. */
  public long count() {
    return database.read(
        sql -> sql.sql("SELECT count(*) FROM measurement").query(Long.class).single());
  }
}
