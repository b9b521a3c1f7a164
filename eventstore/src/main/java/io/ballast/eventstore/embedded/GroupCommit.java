package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some batches in one transaction: the ids of the batches, their events and late values, the hours
 * that they change.
 *
 * <p>{@link #run} is called within the transaction and changes the hot file only; {@link
 * #committed} then brings the writer's memory up to date.
 */
final class GroupCommit {

  private final WriterContext context;
  private final DuckDb writer;
  private final KnownEvents known;
  private final EventIds eventIds = new EventIds();
  private final Map<Long, EventIntake> events = new LinkedHashMap<>();
  private final Map<Long, UpdateIntake> updates = new LinkedHashMap<>();
  private final Map<Long, Set<Integer>> changedHours = new HashMap<>();
  private final Map<ModelState, List<HotPart>> newParts = new HashMap<>();
  private final Map<String, BatchEntry> entries = new LinkedHashMap<>();
  private long nextSequence;

  /** A batch in this group. */
  private record BatchEntry(long setId, String batchId, long hash, Outcome outcome) {}

  GroupCommit(WriterContext context) {
    this.context = context;
    this.writer = context.hot().writer();
    this.known = new KnownEvents(writer, context.scanner(), context.manifest());
    this.nextSequence = context.nextSequence();
  }

  /** Does all that the batches ask for and gives their receipts, in order. */
  List<Receipt> run(List<Writer.Waiting> group) {
    List<java.util.function.Supplier<Receipt>> receipts = new ArrayList<>();
    for (Writer.Waiting waiting : group) {
      receipts.add(add(waiting));
    }
    for (EventIntake intake : events.values()) {
      nextSequence =
          intake.decide(
              intake.state().ids(writer), intake.state().earlyIds(writer), known, nextSequence);
      writeEvents(intake);
    }
    for (UpdateIntake intake : updates.values()) {
      EventIntake sameSet = events.get(intake.state().id());
      nextSequence =
          intake.decide(
              intake.state().ids(writer),
              known,
              sameSet == null ? Map.of() : sameSet.accepted(),
              nextSequence);
      writeUpdates(intake);
    }
    writeDirtyHours();
    writeBatches();
    return receipts.stream().map(java.util.function.Supplier::get).toList();
  }

  private java.util.function.Supplier<Receipt> add(Writer.Waiting waiting) {
    ModelVersion model = waiting.model();
    ModelState state = context.state(model);
    String batchId = waiting.batchId();
    long hash = eventIds.hash(state.id() + "/" + batchId);
    BatchEntry inGroup = entries.get(state.id() + "/" + batchId);
    if (inGroup != null) {
      return () -> inGroup.outcome().repeated();
    }
    Receipt earlier = context.batches().find(writer, state.id(), hash, batchId);
    if (earlier != null) {
      return () -> earlier;
    }
    Outcome outcome = new Outcome();
    entries.put(state.id() + "/" + batchId, new BatchEntry(state.id(), batchId, hash, outcome));
    SetRecord record = context.manifest().current(state.known());
    EventBatch batch = waiting.events();
    UpdateBatch update = waiting.updates();
    if (batch != null) {
      events
          .computeIfAbsent(
              state.id(),
              id ->
                  new EventIntake(
                      state, record, context.firstDay(state, record), context.lastMicros()))
          .add(batch, outcome, eventIds);
    } else if (update != null) {
      updates
          .computeIfAbsent(
              state.id(), id -> new UpdateIntake(state, context.firstDay(state, record)))
          .add(update, outcome, eventIds);
    }
    return outcome::receipt;
  }

  private void writeEvents(EventIntake intake) {
    if (intake.accepted().isEmpty()) {
      return;
    }
    ModelState state = intake.state();
    Map<HotPart, List<EventRun>> byPart = new LinkedHashMap<>();
    long[] hashes = new long[intake.accepted().size()];
    int[] hours = new int[hashes.length];
    int count = 0;
    List<EventRun> runs = List.of();
    for (EventIntake.Accepted event : intake.accepted().values()) {
      hashes[count] = event.hash();
      hours[count] = event.hour();
      if (count == 0 || hours[count] != hours[count - 1]) {
        changed(state.id(), hours[count]);
        HotPart part = part(state, intake.record(), Days.dayOfHour(hours[count]));
        runs = byPart.computeIfAbsent(part, p -> new ArrayList<>());
      }
      EventRun.add(runs, event);
      count++;
    }
    byPart.forEach(
        (part, all) -> {
          PhysicalSchema schema = intake.record().schema(part.schemaVersion());
          writer.appendColumns(
              part.table(), target -> all.forEach(run -> run.append(target, schema)));
        });
    writer.appendColumns(
        SetTables.ids(state.id()),
        target -> {
          for (int row = 0, rows; row < hashes.length; row += rows) {
            rows = Math.min(hashes.length - row, target.room());
            target.beginRows(rows).longs(hashes, null, row).ints(hours, row).endRows();
          }
        });
    EarlyUpdates.claim(writer, intake);
  }

  /** The part that takes events of that day. */
  private HotPart part(ModelState state, SetRecord record, int day) {
    Integer partDay = context.isOpen(day) ? day : null;
    HotPart part = state.openPart(partDay);
    if (part != null) {
      return part;
    }
    for (HotPart made : newParts.getOrDefault(state, List.of())) {
      if (java.util.Objects.equals(made.day(), partDay)) {
        return made;
      }
    }
    HotPart made = HotParts.create(writer, record, partDay, 0);
    newParts.computeIfAbsent(state, s -> new ArrayList<>()).add(made);
    return made;
  }

  private void changed(long setId, int hour) {
    changedHours.computeIfAbsent(setId, id -> new TreeSet<>()).add(hour);
  }

  private void writeUpdates(UpdateIntake intake) {
    ModelState state = intake.state();
    for (UpdateIntake.Accepted update : intake.accepted()) {
      if (update.hour() != UpdateIntake.EARLY) {
        changed(state.id(), update.hour());
      }
    }
    UpdateRowsSql.append(
        writer,
        context.manifest().current(state.known()),
        intake.accepted(),
        Days.dayOf(TimeWindow.micros(context.clock().instant())));
  }

  private void writeDirtyHours() {
    Map<Long, List<Integer>> newlyDirty = new LinkedHashMap<>();
    changedHours.forEach(
        (setId, hours) -> {
          DirtyHours dirty = context.state(setId).dirtyHours();
          List<Integer> clean = hours.stream().filter(hour -> !dirty.isDirty(hour)).toList();
          if (!clean.isEmpty()) {
            newlyDirty.put(setId, clean);
          }
        });
    if (newlyDirty.isEmpty()) {
      return;
    }
    writer.append(
        "dirty_hours",
        target ->
            newlyDirty.forEach(
                (setId, hours) ->
                    hours.forEach(
                        hour ->
                            target.beginRow().append((long) setId).append((int) hour).endRow())));
  }

  private void writeBatches() {
    long received = TimeWindow.micros(context.clock().instant());
    writer.append(
        "batches",
        target -> {
          for (BatchEntry entry : entries.values()) {
            Receipt receipt = entry.outcome().receipt();
            target.beginRow().append(entry.setId()).append(entry.hash()).append(entry.batchId());
            target.appendEpochMicros(received).append(receipt.stored());
            target.append(receipt.unchanged()).append(receipt.refused());
            target.append(receipt.lastSequence());
            // The largest number given so far, so that no number is given twice after a restart.
            target.append(nextSequence - 1).endRow();
          }
        });
    for (BatchEntry entry : entries.values()) {
      for (Map.Entry<ProblemCode, Long> refusal : entry.outcome().refusals().entrySet()) {
        Refusals.add(writer, entry.setId(), refusal.getKey(), refusal.getValue());
      }
    }
  }

  /** Brings the memory up to date; called after the commit. */
  void committed() {
    context.nextSequence(nextSequence);
    newParts.forEach((state, parts) -> parts.forEach(state::open));
    entries.values().forEach(entry -> context.batches().add(entry.hash()));
    for (EventIntake intake : events.values()) {
      IdFilter filter = intake.state().ids(writer);
      intake.accepted().values().forEach(event -> filter.add(event.hash()));
    }
    for (UpdateIntake intake : updates.values()) {
      IdFilter filter = intake.state().earlyIds(writer);
      intake.accepted().stream()
          .filter(update -> update.hour() == UpdateIntake.EARLY)
          .forEach(update -> filter.add(update.hash()));
    }
    changedHours.forEach((setId, hours) -> context.state(setId).dirtyHours().changed(hours));
  }
}
