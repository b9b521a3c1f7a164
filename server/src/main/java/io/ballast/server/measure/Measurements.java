package io.ballast.server.measure;

import io.ballast.server.platform.Database;
import io.ballast.tables.compare.DriftReport;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
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
   * @param startMicros of the window
   * @param endMicros of the window
   */
  record Key(UUID model, String scope, long startMicros, long endMicros) {}

  /**
   * A statement to be kept.
   *
   * @param result that it was made of
   */
  record Made(Key key, DriftReport.Result result, WindowStatement statement) {}

  private final Database database;
  private final Map<Key, WindowStatement> memory = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<UUID, Long> generations = new HashMap<>();
  private long memoryBytes;

  /** Measurements in that database. */
  public Measurements(Database database) {
    this.database = database;
  }

  /** Rises whenever statements of a model are forgotten. */
  synchronized long generation(UUID model) {
    return generations.getOrDefault(model, 0L);
  }

  /** The kept statements among those. */
  Map<Key, WindowStatement> find(Collection<Key> keys) {
    Map<Key, WindowStatement> found = new HashMap<>();
    synchronized (this) {
      for (Key key : keys) {
        WindowStatement statement = memory.get(key);
        if (statement != null) {
          found.put(key, statement);
        }
      }
    }
    if (found.size() < keys.size()) {
      Map<Key, WindowStatement> read =
          database.read(
              sql -> {
                Map<Key, WindowStatement> kept = new HashMap<>();
                for (Key key : keys) {
                  if (!found.containsKey(key)) {
                    read(sql, key).ifPresent(statement -> kept.put(key, statement));
                  }
                }
                return kept;
              });
      read.forEach(this::remember);
      found.putAll(read);
    }
    return found;
  }

  private static Optional<WindowStatement> read(JdbcClient sql, Key key) {
    return sql.sql(
            "SELECT statement FROM measurement WHERE scope = ? AND window_start = ?"
                + " AND window_end = ?")
        .params(key.scope(), key.startMicros(), key.endMicros())
        .query((row, n) -> row.getBytes(1))
        .optional()
        .flatMap(WindowFormat::read);
  }

  private synchronized void remember(Key key, WindowStatement statement) {
    WindowStatement before = memory.put(key, statement);
    memoryBytes += statement.bytes() - (before == null ? 0 : before.bytes());
    var oldest = memory.entrySet().iterator();
    while (memoryBytes > MEMORY_BYTES && oldest.hasNext()) {
      memoryBytes -= oldest.next().getValue().bytes();
      oldest.remove();
    }
  }

  /** Keeps statements unless some of the model were forgotten since that generation. */
  void keep(
      UUID model, long generation, Collection<Made> made, WindowFormat.Provenance provenance) {
    synchronized (this) {
      if (generation(model) != generation) {
        return;
      }
      boolean unused =
          database.write(
              sql -> {
                made.forEach(one -> insert(sql, one, provenance));
                return true;
              });
      made.forEach(one -> remember(one.key(), one.statement()));
    }
  }

  private static void insert(JdbcClient sql, Made made, WindowFormat.Provenance provenance) {
    sql.sql(
            "INSERT INTO measurement (scope, model_id, window_start, window_end, statement)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, window_start, window_end)"
                + " DO UPDATE SET statement = excluded.statement")
        .params(
            made.key().scope(),
            made.key().model().toString(),
            made.key().startMicros(),
            made.key().endMicros(),
            WindowFormat.write(made.result(), made.statement(), provenance))
        .update();
  }

  /** Forgets the statements about windows that have a part in those hours. */
  void forget(UUID model, Collection<Integer> hours) {
    SortedSet<Integer> sorted = new TreeSet<>(hours);
    synchronized (this) {
      generations.merge(model, 1L, Long::sum);
      boolean unused =
          database.write(
              sql -> {
                for (int hour : sorted) {
                  sql.sql(
                          "DELETE FROM measurement WHERE model_id = ? AND window_end > ?"
                              + " AND window_start < ?")
                      .params(model.toString(), hour * HOUR_MICROS, (hour + 1) * HOUR_MICROS)
                      .update();
                }
                return true;
              });
      var all = memory.entrySet().iterator();
      while (all.hasNext()) {
        var entry = all.next();
        Key key = entry.getKey();
        if (key.model().equals(model) && touches(key, sorted)) {
          memoryBytes -= entry.getValue().bytes();
          all.remove();
        }
      }
    }
  }

  private static boolean touches(Key key, SortedSet<Integer> hours) {
    return !hours.subSet(firstHour(key.startMicros()), lastHour(key.endMicros()) + 1).isEmpty();
  }

  /** The hour that a window begins in. */
  static int firstHour(long startMicros) {
    return (int) Math.floorDiv(startMicros, HOUR_MICROS);
  }

  /** The hour that a window ends in. */
  static int lastHour(long endMicros) {
    return (int) Math.floorDiv(endMicros - 1, HOUR_MICROS);
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
