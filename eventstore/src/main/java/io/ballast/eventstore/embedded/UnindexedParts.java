package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ModelVersion;
import io.ballast.files.DuckDb;
import io.ballast.tables.ProblemException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sealed parts whose event ids and hours the hot file does not know, because the one that knew them
 * is lost.
 *
 * <p>They are read at start. One that is missing or damaged then is read when it is whole again;
 * until then its hours are dirty, so that no answer leaves them out in silence, and its days take
 * no events, as one that is there already would be stored twice.
 */
final class UnindexedParts {

  private static final String TABLE = "unindexed_parts";

  private final Structure structure;

  UnindexedParts(Structure structure) {
    this.structure = structure;
  }

  /** Notes all parts of models, within the transaction that makes a hot file. */
  static void note(DuckDb root, Manifest manifest) {
    List<Long> parts = new ArrayList<>();
    List<Long> binSets = new ArrayList<>();
    for (SetRecord record : manifest.sets()) {
      if (record.set() instanceof ModelVersion) {
        record.parts().forEach(part -> parts.add(part.id()));
        binSets.addAll(record.binSets().keySet());
      }
    }
    root.append(TABLE, target -> parts.forEach(id -> target.beginRow().append((long) id).endRow()));
    // No hour is kept that could lack one.
    RollUpStore.setFilled(root, binSets);
  }

  /** The numbers of the parts. */
  static Set<Long> read(DuckDb connection) {
    return new HashSet<>(
        connection.query("SELECT part_id FROM " + TABLE, List.of(), row -> row.getLong(1)));
  }

  /** Says why a day takes no events. */
  static ProblemException refusal(SetRecord record, int day) {
    return ProblemException.environment(
        Days.text(day) + " of " + record.set().label() + " takes no events",
        "its sealed file is missing or damaged, and the hot file that knew its event ids is lost, so"
            + " that events which are there already would be stored twice",
        "bring the sealed file back from a copy and start again, or delete that day");
  }

  /** Reads the parts that can be read; marks the hours of the others. */
  void index() {
    Set<Long> open = new HashSet<>();
    structure.hot().snapshot(connection -> open.addAll(read(connection)));
    if (open.isEmpty()) {
      return;
    }
    for (SetRecord known : structure.manifest().sets()) {
      SetRecord record = structure.manifest().current(known);
      for (SealedPart part : record.parts()) {
        if (open.remove(part.id())) {
          Path file = structure.folder().resolve(part.path());
          if (isSound(file, part)) {
            index(record, part, file);
          } else {
            markHours(record, part);
          }
        }
      }
    }
    // What is left is of parts that are no more.
    forget(open);
  }

  private static boolean isSound(Path file, SealedPart part) {
    try {
      return SealedFiles.isSound(file, part, true);
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void index(SetRecord record, SealedPart part, Path file) {
    String events =
        "(SELECT event_id AS id, "
            + EventIds.hashSql("event_id")
            + " AS id_hash, "
            + Days.hourSql("event_time")
            + " AS hour FROM read_parquet("
            + Sql.text(file.toString())
            + ", hive_partitioning = false))";
    change(
        record,
        connection -> {
          List<Integer> hours =
              connection.query(
                  "SELECT DISTINCT hour FROM " + events, List.of(), row -> row.getInt(1));
          connection.execute(
              "INSERT INTO " + SetTables.ids(record.id()) + " SELECT id_hash, hour FROM " + events);
          EarlyUpdates.claim(connection, record.id(), record.schema(), events + " v", List.of());
          connection.execute("DELETE FROM " + TABLE + " WHERE part_id = ?", part.id());
          return hours;
        });
  }

  private void markHours(SetRecord record, SealedPart part) {
    Integer day = part.day();
    if (day != null) {
      int first = day * Days.HOURS_PER_DAY;
      change(
          record,
          connection -> IntStream.range(first, first + Days.HOURS_PER_DAY).boxed().toList());
    }
  }

  /** Work in the writer's transaction that gives the hours which change by it. */
  private interface Change {
    Collection<Integer> run(DuckDb connection);
  }

  private void change(SetRecord record, Change change) {
    Collection<Integer> unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  ModelState state = structure.context().state(record.id());
                  Collection<Integer> hours = change.run(connection);
                  RollUpStore.dirty(connection, record.id(), hours, state.dirtyHours());
                  return hours;
                },
                hours -> changed(record, hours));
  }

  private void changed(SetRecord record, Collection<Integer> hours) {
    ModelState state = structure.context().state(record.id());
    state.dirtyHours().changed(hours);
    state.forgetIds();
    state.reload(structure.context().writer(), structure.manifest().current(record));
  }

  private void forget(Set<Long> parts) {
    if (!parts.isEmpty()) {
      boolean unused =
          structure
              .writer()
              .transaction(
                  connection -> {
                    connection.execute(
                        "DELETE FROM "
                            + TABLE
                            + " WHERE part_id IN ("
                            + Sql.numbers(List.copyOf(parts))
                            + ")");
                    return true;
                  },
                  done -> {});
    }
  }
}
