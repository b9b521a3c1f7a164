package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.SweepReport;
import io.ballast.files.DuckDb;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings the parts of a store together again after a process that ended in the middle of work. */
final class Recovery {

  private final Structure structure;
  private final UnindexedParts unindexed;

  Recovery(Structure structure, UnindexedParts unindexed) {
    this.structure = structure;
    this.unindexed = unindexed;
  }

  /** Makes missing tables and removes those that belong to nothing; before the writer starts. */
  static int tables(HotDatabase hot, Manifest manifest) {
    DuckDb writer = hot.writer();
    return writer.inTransaction(
        () -> {
          Set<String> known = new HashSet<>();
          for (SetRecord record : manifest.sets()) {
            if (record.set() instanceof ModelVersion) {
              SetTables.ensure(writer, record.id(), record.schema());
              known.add(SetTables.ids(record.id()));
              known.add(SetTables.updates(record.id()));
              known.add(SetTables.early(record.id()));
              HotPart.list(writer, record.id()).forEach(part -> known.add(part.table()));
            }
          }
          for (long id : manifest.dropped()) {
            SetTables.drop(writer, id);
          }
          int removed = 0;
          for (String table :
              writer.query(
                  "SELECT table_name FROM duckdb_tables() WHERE regexp_full_match(table_name,"
                      + " '(e|i|s|ids|updates|early)_[0-9]+(_new)?')",
                  List.of(),
                  row -> row.getString(1))) {
            if (!known.contains(table)) {
              writer.execute("DROP TABLE " + table);
              removed++;
            }
          }
          return removed;
        });
  }

  /** Ends what was begun; nothing is read before. */
  void finish(Sealer sealer, Expirer expirer, Deleter deleter) {
    Manifest manifest = structure.manifest();
    for (long id : manifest.dropped()) {
      manifest.forget(id);
    }
    forgetBinSets();
    for (SetRecord record : manifest.sets()) {
      if (record.set() instanceof ModelVersion) {
        finishSealing(record, sealer);
        expirer.finish(record);
        deleter.resume(record);
      }
    }
  }

  private void forgetBinSets() {
    Set<Long> known =
        structure.manifest().sets().stream()
            .flatMap(record -> record.binSets().keySet().stream())
            .collect(Collectors.toSet());
    boolean unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  Collection<Long> unknown = new HashSet<>(RollUpStore.knownBinSets(connection));
                  unknown.removeAll(known);
                  RollUpStore.forgetBinSets(connection, unknown);
                  return true;
                },
                done -> {});
  }

  /** Removes from hot parts the days that are sealed from them. */
  private void finishSealing(SetRecord record, Sealer sealer) {
    for (SealedPart sealed : record.parts()) {
      Integer day = sealed.day();
      if (day == null || sealed.sources().isEmpty()) {
        continue;
      }
      List<HotPart> there = new ArrayList<>();
      structure.hot().snapshot(connection -> there.addAll(HotPart.list(connection, record.id())));
      there.removeIf(part -> !sealed.sources().contains(part.id()));
      // Which late values are in the file is not known any more: they stay beside it.
      sealer.removeSealed(record, day, there, -1);
      Set<Long> missing = new HashSet<>(sealed.sources());
      there.forEach(part -> missing.remove(part.id()));
      structure.manifest().forgetSources(record, missing);
    }
  }

  /** Removes files that the manifest does not name and looks at those that it names. */
  SweepReport sweep(int tables, boolean checksums, List<String> damage) {
    return structure.alone(
        () -> {
          unindexed.index();
          Set<String> keep = new HashSet<>(structure.filesInUse());
          damage.clear();
          for (SetRecord record : structure.manifest().sets()) {
            for (SealedPart part : record.parts()) {
              keep.add(part.path());
              String problem = problem(record, part, checksums);
              if (!problem.isEmpty()) {
                damage.add(problem);
              }
            }
          }
          return new SweepReport(structure.folder().removeOrphans(keep), tables, damage.size());
        });
  }

  private String problem(SetRecord record, SealedPart part, boolean checksums) {
    Path file = structure.folder().resolve(part.path());
    String what = file + " of " + record.set().label();
    String remedy =
        ", the manifest names it and its "
            + part.rows()
            + " events are nowhere else, bring it back from a copy or delete that day";
    try {
      if (!Files.exists(file)) {
        return what + " is missing" + remedy;
      }
      return SealedFiles.isSound(file, part, checksums) ? "" : what + " is damaged" + remedy;
    } catch (UncheckedIOException e) {
      return what + " cannot be read (" + e.getMessage() + ")" + remedy;
    }
  }
}
