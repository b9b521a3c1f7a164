package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one truth of what sets there are, what their schemas and bin sets are, and which files are
 * sealed.
 *
 * <p>Kept in the metadata database and mirrored in memory: one process owns it. Each change is one
 * transaction there and then one reference here, so that a reader sees all of it or nothing.
 */
final class Manifest {

  private static final String MODEL = "model";
  private static final String DATASET = "dataset";

  private final ManifestDatabase database;
  private final Map<EventSet, SetRecord> sets = new ConcurrentHashMap<>();

  private Manifest(ManifestDatabase database) {
    this.database = database;
  }

  static Manifest open(DataSource source) {
    ManifestDatabase database = new ManifestDatabase(source);
    database.create();
    Manifest manifest = new Manifest(database);
    manifest.load();
    return manifest;
  }

  private void load() {
    Map<Long, TreeMap<Integer, PhysicalSchema>> schemas = new LinkedHashMap<>();
    database.query(
        "SELECT set_id, version, definition FROM event_schema",
        row ->
            schemas
                .computeIfAbsent(row.getLong(1), id -> new TreeMap<>())
                .put(
                    row.getInt(2),
                    new PhysicalSchema(SchemaFormat.read(row.getString(3)), row.getInt(2))));
    Map<Long, List<SealedPart>> parts = loadParts();
    Map<Long, TreeMap<Long, BinSet>> binSets = new LinkedHashMap<>();
    database.query(
        "SELECT set_id, id, name, column_name, definition FROM event_bin_set",
        row ->
            binSets
                .computeIfAbsent(row.getLong(1), id -> new TreeMap<>())
                .put(
                    row.getLong(2),
                    BinSet.of(
                        row.getString(3), row.getString(4), BinRuleFormat.read(row.getString(5)))));
    database.query(
        "SELECT id, kind, name, version, origin, created_micros, raw_days, keeps_raw, roll_up_days"
            + " FROM event_set WHERE state = 'live'",
        row -> {
          long id = row.getLong(1);
          EventSet set =
              MODEL.equals(row.getString(2))
                  ? new ModelVersion(row.getString(3))
                  : new DatasetVersion(row.getString(3), row.getInt(4));
          int rawDays = row.getInt(7);
          boolean keepsRaw = row.getInt(8) == 1;
          int rollUpDays = row.getInt(9);
          Retention retention =
              row.wasNull()
                  ? null
                  : new Retention(
                      keepsRaw ? null : Duration.ofDays(rawDays), Duration.ofDays(rollUpDays));
          put(
              new SetRecord(
                  id,
                  set,
                  schemas.getOrDefault(id, new TreeMap<>()),
                  row.getString(5),
                  EventTimes.instant(row.getLong(6)),
                  retention,
                  parts.getOrDefault(id, List.of()),
                  binSets.getOrDefault(id, new TreeMap<>())));
        });
  }

  private Map<Long, List<SealedPart>> loadParts() {
    Map<Long, Set<Long>> sources = new LinkedHashMap<>();
    database.query(
        "SELECT part_id, hot_part_id FROM event_part_source",
        row -> sources.computeIfAbsent(row.getLong(1), id -> new HashSet<>()).add(row.getLong(2)));
    Map<Long, List<SealedPart>> parts = new LinkedHashMap<>();
    database.query(
        "SELECT set_id, id, day, path, event_rows, bytes, sha256, schema_version, max_sequence"
            + " FROM event_part ORDER BY id",
        row -> {
          int day = row.getInt(3);
          Integer dayOrNull = row.wasNull() ? null : day;
          parts
              .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
              .add(
                  new SealedPart(
                      row.getLong(2),
                      dayOrNull,
                      row.getString(4),
                      row.getLong(5),
                      row.getLong(6),
                      row.getString(7),
                      row.getInt(8),
                      row.getLong(9),
                      sources.getOrDefault(row.getLong(2), Set.of())));
        });
    return parts;
  }

  private void put(SetRecord record) {
    sets.put(record.set(), record);
  }

  /** The random name of the store, given once. */
  String storeId() {
    return database.storeId();
  }

  Collection<SetRecord> sets() {
    return sets.values().stream().sorted(Comparator.comparingLong(SetRecord::id)).toList();
  }

  Optional<SetRecord> find(EventSet set) {
    return Optional.ofNullable(sets.get(set));
  }

  /** The newest state of a set that is there. */
  SetRecord current(SetRecord record) {
    SetRecord current = sets.get(record.set());
    if (current == null || current.id() != record.id()) {
      throw Problems.unknownSet(record.set());
    }
    return current;
  }

  long nextId(String counter) {
    return database.inTransaction(statements -> statements.next(counter));
  }

  /** Adds a set, with its sealed parts if it has any. */
  synchronized SetRecord addSet(SetRecord record, Instant now) {
    boolean model = record.set() instanceof ModelVersion;
    String name =
        record.set() instanceof DatasetVersion dataset
            ? dataset.name()
            : ((ModelVersion) record.set()).id();
    int version = record.set() instanceof DatasetVersion dataset ? dataset.version() : 0;
    database.inTransaction(
        statements -> {
          statements.execute(
              "INSERT INTO event_set (id, kind, name, version, state, origin, created_micros,"
                  + " keeps_raw) VALUES (?, ?, ?, ?, 'live', ?, ?, 0)",
              record.id(),
              model ? MODEL : DATASET,
              name,
              version,
              record.origin(),
              TimeWindow.micros(now));
          insertSchema(statements, record.id(), record.schema());
          record.parts().forEach(part -> insertPart(statements, record.id(), part, now));
          return true;
        });
    put(record);
    return record;
  }

  private static void insertSchema(
      ManifestDatabase.Statements statements, long setId, PhysicalSchema schema) {
    statements.execute(
        "INSERT INTO event_schema (set_id, version, definition) VALUES (?, ?, ?)",
        setId,
        schema.version(),
        SchemaFormat.write(schema.schema()));
  }

  private static void insertPart(
      ManifestDatabase.Statements statements, long setId, SealedPart part, Instant now) {
    statements.execute(
        "INSERT INTO event_part (id, set_id, day, path, event_rows, bytes, sha256, schema_version,"
            + " max_sequence, created_micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        part.id(),
        setId,
        part.day(),
        part.path(),
        part.rows(),
        part.bytes(),
        part.sha256(),
        part.schemaVersion(),
        part.maxSequence(),
        TimeWindow.micros(now));
    for (long source : part.sources()) {
      statements.execute(
          "INSERT INTO event_part_source (part_id, hot_part_id) VALUES (?, ?)", part.id(), source);
    }
  }

  synchronized SetRecord addSchema(SetRecord record, PhysicalSchema schema) {
    database.inTransaction(
        statements -> {
          insertSchema(statements, record.id(), schema);
          return true;
        });
    SetRecord changed = current(record).withSchema(schema);
    put(changed);
    return changed;
  }

  synchronized void retain(SetRecord record, Retention retention) {
    Duration raw = retention.raw();
    database.inTransaction(
        statements -> {
          statements.execute(
              "UPDATE event_set SET raw_days = ?, keeps_raw = ?, roll_up_days = ? WHERE id = ?",
              raw == null ? null : (int) raw.toDays(),
              raw == null ? 1 : 0,
              (int) retention.rollUps().toDays(),
              record.id());
          return true;
        });
    put(current(record).withRetention(retention));
  }

  /** Takes sealed parts away and adds others, at once. */
  synchronized void replaceParts(
      SetRecord record, Set<Long> removed, List<SealedPart> added, Instant now) {
    database.inTransaction(
        statements -> {
          for (long id : removed) {
            statements.execute("DELETE FROM event_part_source WHERE part_id = ?", id);
            statements.execute("DELETE FROM event_part WHERE id = ?", id);
          }
          added.forEach(part -> insertPart(statements, record.id(), part, now));
          return true;
        });
    SetRecord current = current(record);
    List<SealedPart> parts =
        current.parts().stream()
            .filter(part -> !removed.contains(part.id()))
            .collect(Collectors.toCollection(ArrayList::new));
    parts.addAll(added);
    put(current.withParts(parts));
  }

  /** These hot parts no longer hold what was sealed from them. */
  synchronized void forgetSources(SetRecord record, Set<Long> hotParts) {
    database.inTransaction(
        statements -> {
          for (long id : hotParts) {
            statements.execute("DELETE FROM event_part_source WHERE hot_part_id = ?", id);
          }
          return true;
        });
    SetRecord current = current(record);
    put(
        current.withParts(
            current.parts().stream()
                .map(
                    part ->
                        new SealedPart(
                            part.id(),
                            part.day(),
                            part.path(),
                            part.rows(),
                            part.bytes(),
                            part.sha256(),
                            part.schemaVersion(),
                            part.maxSequence(),
                            part.sources().stream()
                                .filter(source -> !hotParts.contains(source))
                                .collect(Collectors.toSet())))
                .toList()));
  }

  /** Adds bin sets; their numbers rise in the order of the list. */
  synchronized List<Long> addBinSets(SetRecord record, List<BinSet> binSets) {
    TreeMap<Long, BinSet> all = new TreeMap<>(current(record).binSets());
    List<Long> ids =
        database.inTransaction(
            statements -> {
              List<Long> given = new ArrayList<>();
              for (BinSet binSet : binSets) {
                long id = statements.next("bin_set");
                statements.execute(
                    "INSERT INTO event_bin_set (id, set_id, name, column_name, definition)"
                        + " VALUES (?, ?, ?, ?, ?)",
                    id,
                    record.id(),
                    binSet.key().name(),
                    binSet.key().column(),
                    BinRuleFormat.write(binSet.rule()));
                given.add(id);
              }
              return given;
            });
    for (int i = 0; i < ids.size(); i++) {
      all.put(ids.get(i), binSets.get(i));
    }
    put(current(record).withBinSets(all));
    return ids;
  }

  synchronized void removeBinSets(SetRecord record, Collection<Long> ids) {
    database.inTransaction(
        statements -> {
          ids.forEach(id -> statements.execute("DELETE FROM event_bin_set WHERE id = ?", id));
          return true;
        });
    TreeMap<Long, BinSet> left = new TreeMap<>(current(record).binSets());
    ids.forEach(left::remove);
    put(current(record).withBinSets(left));
  }

  /** Makes a set unknown; {@link #forget} follows when nothing of it is left. */
  synchronized void markDropped(SetRecord record) {
    database.inTransaction(
        statements -> {
          // The name is free again at once; its rows are found by their number.
          statements.execute(
              "UPDATE event_set SET state = 'dropped', name = name || ? WHERE id = ?",
              "#dropped-" + record.id(),
              record.id());
          return true;
        });
    sets.remove(record.set());
  }

  /** The sets that were dropped and of which something may be left. */
  List<Long> dropped() {
    List<Long> ids = new ArrayList<>();
    database.query(
        "SELECT id FROM event_set WHERE state = 'dropped'", row -> ids.add(row.getLong(1)));
    return ids;
  }

  /** Removes all rows of a dropped set. */
  void forget(long setId) {
    database.inTransaction(
        statements -> {
          statements.execute(
              "DELETE FROM event_part_source WHERE part_id IN"
                  + " (SELECT id FROM event_part WHERE set_id = ?)",
              setId);
          statements.execute("DELETE FROM event_part WHERE set_id = ?", setId);
          statements.execute("DELETE FROM event_bin_set WHERE set_id = ?", setId);
          statements.execute("DELETE FROM event_schema WHERE set_id = ?", setId);
          statements.execute("DELETE FROM event_set WHERE id = ?", setId);
          return true;
        });
  }

  @Nullable SetRecord byId(long id) {
    return sets.values().stream().filter(set -> set.id() == id).findFirst().orElse(null);
  }
}
