package io.ballast.eventstore.embedded;

import io.ballast.eventstore.DeletionReceipt;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Deletes events by id or by time, with all that is kept of them.
 *
 * <p>The order: first the sealed parts that hold any are written anew, beside the old ones; up to
 * here the work can be cancelled and has changed nothing. Then one transaction of the writer
 * removes the events from the hot file, with their ids and late values, marks their hours and notes
 * the deletion; the parts are exchanged in the manifest; a second transaction forgets the note. No
 * roll-up is counted in between, and a scan leaves out of the old parts what the note says. After a
 * kill the noted deletion goes on at the next start, before anything is read.
 */
final class Deleter {

  private final Structure structure;
  private final RollUpCounter counter;
  private final UnindexedParts unindexed;
  private final PartRewriter rewriter;

  Deleter(Structure structure, RollUpCounter counter, UnindexedParts unindexed) {
    this.structure = structure;
    this.counter = counter;
    this.unindexed = unindexed;
    this.rewriter = new PartRewriter(structure);
  }

  DeletionReceipt delete(SetRecord record, List<String> eventIds, TaskControl control) {
    return eventIds.isEmpty()
        ? new DeletionReceipt(0, 0, 0)
        : structure.alone(() -> delete(record, Deletion.ofIds(eventIds), false, control));
  }

  DeletionReceipt delete(SetRecord record, TimeWindow window, TaskControl control) {
    return structure.alone(() -> delete(record, Deletion.ofWindow(window), false, control));
  }

  DeletionReceipt erase(SetRecord record, List<String> eventIds, TaskControl control) {
    if (eventIds.isEmpty()) {
      return new DeletionReceipt(0, 0, 0);
    }
    Deletion deletion = Deletion.ofIds(eventIds);
    return structure.alone(
        () ->
            record.set() instanceof ModelVersion
                ? delete(record, deletion, true, control)
                : eraseFromDataset(record, deletion, control));
  }

  private DeletionReceipt eraseFromDataset(
      SetRecord record, Deletion deletion, TaskControl control) {
    PartRewriter.Exchange exchange = rewriter.write(record, deletion, day -> true, control);
    control.commit();
    exchange(record, exchange);
    return new DeletionReceipt(exchange.events(), 0, 0);
  }

  private void exchange(SetRecord record, PartRewriter.Exchange exchange) {
    if (!exchange.removed().isEmpty()) {
      structure.replaceParts(record, exchange.removed(), exchange.added());
    }
  }

  private DeletionReceipt delete(
      SetRecord record, Deletion deletion, boolean erase, TaskControl control) {
    control.check();
    unindexed.index();
    PartRewriter.Exchange exchange =
        rewriter.write(record, deletion, daysOf(record, deletion), control);
    HotDeletion hot = new HotDeletion(structure.context(), record, deletion);
    control.commit();
    counter.alone(
        () -> {
          long note =
              structure
                  .writer()
                  .transaction(
                      connection -> {
                        hot.run();
                        long last = structure.context().nextSequence() - 1;
                        return DeletionNotes.add(connection, record.id(), deletion.upTo(last));
                      },
                      done -> changed(record, hot.hours()));
          exchange(record, exchange);
          finish(record, note, hot.hours());
        });
    if (erase) {
      new Scrubber(structure).scrub(record, hot.changedParts());
    }
    return new DeletionReceipt(hot.events() + exchange.events(), hot.updates(), hot.expiredHours());
  }

  /** The days whose sealed parts may hold events of a deletion. */
  private IntPredicate daysOf(SetRecord record, Deletion deletion) {
    if (!deletion.byId()) {
      return deletion::touchesDay;
    }
    EventIds ids = new EventIds();
    List<Long> hashes = deletion.eventIds().stream().map(ids::hash).distinct().toList();
    Set<Integer> days = new HashSet<>();
    structure
        .hot()
        .snapshot(
            connection -> {
              Set<Long> unknown = UnindexedParts.read(connection);
              for (SealedPart part : structure.manifest().current(record).parts()) {
                if (part.day() != null && unknown.contains(part.id())) {
                  days.add(part.day());
                }
              }
              for (List<Long> part : KnownEvents.parts(hashes)) {
                connection.query(
                    "SELECT DISTINCT hour FROM "
                        + SetTables.ids(record.id())
                        + " WHERE id_hash IN ("
                        + Sql.numbers(part)
                        + ")",
                    List.of(),
                    row -> days.add(Days.dayOfHour(row.getInt(1))));
              }
            });
    return days::contains;
  }

  private void changed(SetRecord record, Collection<Integer> hours) {
    structure.context().state(record.id()).dirtyHours().changed(hours);
  }

  private void finish(SetRecord record, long note, Collection<Integer> hours) {
    boolean unused =
        structure
            .writer()
            .transaction(
                connection -> {
                  RollUpStore.dirty(
                      connection,
                      record.id(),
                      hours,
                      structure.context().state(record.id()).dirtyHours());
                  DeletionNotes.remove(connection, note);
                  return true;
                },
                done -> changed(record, hours));
  }

  /**
   * Ends the deletions that a killed process had begun; all hours that they may concern count anew.
   */
  void resume(SetRecord record) {
    List<DeletionNotes.Note> open = new ArrayList<>();
    structure
        .hot()
        .snapshot(connection -> open.addAll(DeletionNotes.read(connection, record.id())));
    for (DeletionNotes.Note note : open) {
      exchange(record, rewriter.write(record, note.deletion(), day -> true, new TaskControl()));
      finish(record, note.id(), knownHours(record, note.deletion()));
    }
  }

  private NavigableSet<Integer> knownHours(SetRecord record, Deletion deletion) {
    NavigableSet<Integer> hours = new TreeSet<>();
    structure
        .hot()
        .snapshot(
            connection -> {
              int expired = SetSnapshot.expiredBefore(connection, record.id());
              int first = expired == Integer.MIN_VALUE ? expired : expired * Days.HOURS_PER_DAY;
              hours.addAll(
                  RollUpStore.keptHours(
                      connection,
                      record.id(),
                      Math.max(first, deletion.firstHour()),
                      deletion.lastHour()));
            });
    return hours;
  }
}
