package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.SetStatus;
import io.ballast.tables.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes sets, schemas and bin sets known, and forgets them. */
final class Catalogue {

  private final Structure structure;
  private final RollUpCounter counter;

  Catalogue(Structure structure, RollUpCounter counter) {
    this.structure = structure;
    this.counter = counter;
  }

  void register(ModelVersion model, EventSchema schema) {
    boolean unused =
        structure.alone(
            () -> {
              Optional<SetRecord> known = structure.manifest().find(model);
              if (known.isEmpty()) {
                create(model, schema);
              } else if (!known.get().schema().schema().equals(schema)) {
                change(known.get(), schema);
              }
              return true;
            });
  }

  private void create(ModelVersion model, EventSchema schema) {
    Manifest manifest = structure.manifest();
    Instant now = structure.context().clock().instant();
    long id = manifest.nextId("set");
    PhysicalSchema physical = new PhysicalSchema(schema, 1);
    // The tables first: a set that is known has them.
    boolean unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  SetTables.ensure(connection, id, physical);
                  return true;
                },
                done -> {});
    SetRecord unusedRecord =
        manifest.addSet(
            new SetRecord(
                id,
                model,
                new TreeMap<>(Map.of(1, physical)),
                "registered",
                now,
                null,
                List.of(),
                new TreeMap<>()),
            now);
  }

  private void change(SetRecord record, EventSchema schema) {
    checkChange(record, schema);
    PhysicalSchema changed = new PhysicalSchema(schema, record.schema().version() + 1);
    counter.alone(
        () -> {
          List<Integer> hours = new ArrayList<>();
          boolean unused =
              structure
                  .writer()
                  .transaction(
                      connection -> {
                        SetTables.ensure(connection, record.id(), changed);
                        ModelState state = structure.context().state(record.id());
                        hours.addAll(
                            RollUpStore.keptHours(
                                connection, record.id(), state.firstHour(), Integer.MAX_VALUE));
                        RollUpStore.dirty(connection, record.id(), hours, state.dirtyHours());
                        return true;
                      },
                      done -> structure.context().state(record.id()).dirtyHours().changed(hours));
          SetRecord current = structure.manifest().addSchema(record, changed);
          structure
              .writer()
              .exclusively(
                  () ->
                      structure
                          .context()
                          .state(record.id())
                          .reload(structure.context().writer(), current));
        });
  }

  private void checkChange(SetRecord record, EventSchema schema) {
    List<EventColumn> before = record.schema().schema().columns();
    for (int index = 0; index < before.size(); index++) {
      EventColumn column = before.get(index);
      boolean same =
          index < schema.columns().size()
              && schema.columns().get(index).name().equals(column.name())
              && schema.columns().get(index).type() == column.type();
      if (!same) {
        throw ProblemException.input(
            "the new schema of "
                + record.set().label()
                + " lacks column "
                + column.name()
                + " of the type "
                + column.type()
                + " at position "
                + index,
            "columns stay as they are and new ones come at the end",
            "register another model version for another schema");
      }
    }
    for (int index : record.schema().updatable()) {
      if (!schema.columns().get(index).role().isUpdatable()) {
        throw ProblemException.input(
            "column "
                + before.get(index).name()
                + " of "
                + record.set().label()
                + " becomes of the role "
                + schema.columns().get(index).role(),
            "what may be updated stays so, as there may be late values of it",
            "register another model version");
      }
    }
    boolean classesChange =
        !schema.classes().classes().equals(record.schema().schema().classes().classes())
            || (schema.weight() == null) != (record.schema().schema().weight() == null);
    if (classesChange && hasExpired(record)) {
      throw ProblemException.input(
          "the new schema of " + record.set().label() + " has other classes or weights",
          "events have expired whose roll-ups are counted by the former ones",
          "register another model version");
    }
  }

  private boolean hasExpired(SetRecord record) {
    boolean[] expired = new boolean[1];
    structure
        .writer()
        .exclusively(
            () ->
                expired[0] =
                    structure.context().state(record.id()).expiredBefore() != Integer.MIN_VALUE);
    return expired[0];
  }

  void drop(EventSet set) {
    boolean unused =
        structure.alone(
            () -> {
              structure.manifest().find(set).ifPresent(this::drop);
              return true;
            });
  }

  private void drop(SetRecord record) {
    SetRecord last = structure.manifest().current(record);
    structure.manifest().markDropped(record);
    if (record.set() instanceof ModelVersion) {
      boolean unused =
          structure
              .writer()
              .transaction(
                  connection -> {
                    SetTables.drop(connection, record.id());
                    RollUpStore.forgetBinSets(connection, last.binSets().keySet());
                    return true;
                  },
                  done -> structure.context().forget(record.id()));
    }
    structure.deleteFiles(last.parts());
    structure.manifest().forget(record.id());
  }

  void addBinSets(ModelVersion model, List<BinSet> binSets) {
    SetRecord record =
        structure.manifest().find(model).orElseThrow(() -> Problems.unknownSet(model));
    counter.alone(
        () -> {
          Collection<BinSet> known = structure.manifest().current(record).binSets().values();
          Map<io.ballast.eventstore.BinSetKey, BinSet> byKey = new HashMap<>();
          known.forEach(binSet -> byKey.put(binSet.key(), binSet));
          List<BinSet> added = new ArrayList<>();
          for (BinSet binSet : binSets) {
            checkColumn(record, binSet);
            BinSet there = byKey.putIfAbsent(binSet.key(), binSet);
            if (there == null) {
              added.add(binSet);
            } else if (!there.equals(binSet)) {
              throw ProblemException.input(
                  "bin set "
                      + binSet.key().name()
                      + " of column "
                      + binSet.key().column()
                      + " is known with other bins",
                  "a bin set never changes",
                  "give the new bins another name");
            }
          }
          if (!added.isEmpty()) {
            counter.addBinSets(record, added);
          }
        });
  }

  private static void checkColumn(SetRecord record, BinSet binSet) {
    String name = binSet.key().column();
    EventColumn column =
        record
            .schema()
            .schema()
            .find(name)
            .orElseThrow(() -> Problems.unknownColumn(record.set(), name));
    if (!RollUpPlan.suits(column, binSet.rule())) {
      throw ProblemException.input(
          "the bins of column " + name + " are " + binSet.rule().getClass().getSimpleName(),
          "the column holds " + column.type(),
          "give numbers intervals or values, and strings categories");
    }
  }

  SetStatus status(SetRecord record) {
    long[] counts = new long[3];
    structure
        .scanner()
        .reading(
            new io.ballast.eventstore.TaskControl(),
            (connection, snapshot) -> {
              for (HotPart part : snapshot.hotParts()) {
                counts[0] +=
                    connection
                        .query(
                            "SELECT count(*) FROM " + part.table(),
                            List.of(),
                            row -> row.getLong(1))
                        .get(0);
              }
              if (record.set() instanceof ModelVersion) {
                counts[1] =
                    RollUpStore.dirtyHours(
                            connection, record.id(), Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .size();
                counts[2] =
                    connection
                        .query(
                            "SELECT count(*) FROM " + SetTables.early(record.id()),
                            List.of(),
                            row -> row.getLong(1))
                        .get(0);
              }
            },
            record);
    List<SealedPart> parts = structure.manifest().current(record).parts();
    return new SetStatus(
        parts.stream().mapToLong(SealedPart::rows).sum(),
        parts.stream().mapToLong(SealedPart::bytes).sum(),
        counts[0],
        counts[1],
        counts[2]);
  }
}
