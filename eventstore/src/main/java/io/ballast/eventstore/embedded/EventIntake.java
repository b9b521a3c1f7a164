package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventRows;
import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.RowProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which events of a group's batches for one model version are new.
 *
 * <p>First all batches are added, then {@link #decide} looks the ids up that may be known, in one
 * go, and goes through the rows in the order of the batches: the first event of an id stays.
 */
final class EventIntake {

  /**
   * An event that is to be stored.
   *
   * @param rows its batch
   * @param row its position there
   * @param hash the number of its id
   * @param sequence its received sequence
   */
  record Accepted(Incoming rows, int row, long hash, long sequence) {

    long time() {
      return rows.batch().rows().eventTimeMicros()[row];
    }

    String eventId() {
      return rows.batch().rows().eventIds()[row];
    }

    int hour() {
      return Days.hourOf(time());
    }
  }

  /** A batch and what is found about it. */
  record Incoming(EventBatch batch, long[] hashes, Outcome outcome) {}

  private final ModelState state;
  private final SetRecord record;
  private final int firstDay;
  private final long lastMicros;
  private final List<Incoming> batches = new ArrayList<>();
  private final Map<String, Accepted> accepted = new LinkedHashMap<>();

  /** Late values that wait for events which come several times here. */
  private final Map<String, @Nullable Object[]> waiting = new HashMap<>();

  /**
   * An intake.
   *
   * @param firstDay events before are refused as expired
   * @param lastMicros events after are refused as of the future
   */
  EventIntake(ModelState state, SetRecord record, int firstDay, long lastMicros) {
    this.state = state;
    this.record = record;
    this.firstDay = firstDay;
    this.lastMicros = lastMicros;
  }

  ModelState state() {
    return state;
  }

  SetRecord record() {
    return record;
  }

  void add(EventBatch batch, Outcome outcome, EventIds ids) {
    String[] eventIds = batch.rows().eventIds();
    long[] hashes = new long[eventIds.length];
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = ids.hash(eventIds[row]);
    }
    batches.add(new Incoming(batch, hashes, outcome));
  }

  /** The events that are to be stored, by id, in order. */
  Map<String, Accepted> accepted() {
    return accepted;
  }

  /**
   * Goes through the rows.
   *
   * @param filter knows the ids of all events
   * @param early knows the ids of late values that wait
   * @param known looks ids up
   * @param nextSequence the received sequence of the first new event
   * @return the one after the last
   */
  long decide(IdFilter filter, IdFilter early, KnownEvents known, long nextSequence) {
    Map<String, Long> candidates = new HashMap<>();
    for (Incoming incoming : batches) {
      for (int row = 0; row < incoming.hashes().length; row++) {
        if (filter.mayContain(incoming.hashes()[row])) {
          candidates.put(incoming.batch().rows().eventIds()[row], incoming.hashes()[row]);
        }
      }
    }
    Stored stored = candidates.isEmpty() ? Stored.NONE : lookUp(candidates, known);
    waiting.putAll(known.early(record, repeatedAndEarly(early)));
    for (Incoming incoming : batches) {
      for (int row = 0; row < incoming.hashes().length; row++) {
        decide(incoming, row, stored, nextSequence + accepted.size());
      }
    }
    return nextSequence + accepted.size();
  }

  /**
   * What the store knows of ids.
   *
   * @param events those that are there
   * @param expired ids whose events have expired
   */
  private record Stored(Map<String, EventCompare> events, Set<String> expired) {
    static final Stored NONE = new Stored(Map.of(), Set.of());
  }

  /** The ids that come several times and for which late values may wait. */
  private List<String> repeatedAndEarly(IdFilter early) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (Incoming incoming : batches) {
      for (int row = 0; row < incoming.hashes().length; row++) {
        if (early.mayContain(incoming.hashes()[row])) {
          String id = incoming.batch().rows().eventIds()[row];
          if (!seen.add(id)) {
            repeated.add(id);
          }
        }
      }
    }
    return List.copyOf(repeated);
  }

  private Stored lookUp(Map<String, Long> candidates, KnownEvents known) {
    Map<Long, List<Integer>> hours = known.hours(state.id(), new HashSet<>(candidates.values()));
    List<String> ids = new ArrayList<>();
    Set<String> expired = new HashSet<>();
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Map.Entry<String, Long> candidate : candidates.entrySet()) {
      for (int hour : hours.getOrDefault(candidate.getValue(), List.of())) {
        if (Days.dayOfHour(hour) < state.expiredBefore()) {
          expired.add(candidate.getKey());
          continue;
        }
        ids.add(candidate.getKey());
        first = Math.min(first, hour);
        last = Math.max(last, hour);
      }
    }
    return new Stored(ids.isEmpty() ? Map.of() : known.events(record, ids, first, last), expired);
  }

  private void decide(Incoming incoming, int row, Stored stored, long sequence) {
    EventRows rows = incoming.batch().rows();
    String id = rows.eventIds()[row];
    RowProblem problem = timeProblem(row, id, rows.eventTimeMicros()[row]);
    if (problem != null) {
      incoming.outcome().refuse(problem);
      return;
    }
    state.checkIndexed(record, Days.dayOf(rows.eventTimeMicros()[row]));
    EventCompare there = stored.events().get(id);
    Accepted earlier = accepted.get(id);
    if (there == null && earlier == null && !stored.expired().contains(id)) {
      accepted.put(id, new Accepted(incoming, row, incoming.hashes()[row], sequence));
      incoming.outcome().store();
      incoming.outcome().sequence(sequence);
      return;
    }
    int columns = record.schema().size();
    EventCompare first =
        earlier == null
            ? there
            : EventCompare.of(earlier.rows().batch().rows(), earlier.row(), columns)
                .withLate(waiting.get(id));
    if (first != null && first.holds(EventCompare.of(rows, row, columns), record.schema())) {
      incoming.outcome().keep();
      return;
    }
    incoming.outcome().refuse(conflict(row, id, first == null));
  }

  static RowProblem conflict(long row, String id, boolean expired) {
    return new RowProblem(
        row,
        id,
        ProblemCode.CONFLICTING_EVENT,
        "event id "
            + id
            + " is there already with other values"
            + (expired ? " and has expired" : "")
            + ", an event id is unique per model version, give the event another id or send late"
            + " values as an update");
  }

  private @Nullable RowProblem timeProblem(int row, String id, long micros) {
    return timeProblem(row, id, micros, firstDay, lastMicros);
  }

  static @Nullable RowProblem timeProblem(
      long row, String id, long micros, int firstDay, long lastMicros) {
    if (micros < Days.FIRST_MICROS) {
      return new RowProblem(
          row,
          id,
          ProblemCode.NO_EVENT_TIME,
          "event time "
              + EventTimes.instant(micros)
              + " lies before 0001-01-01, times from the year 1 on are kept, check the unit of the"
              + " sender's times");
    }
    if (Days.dayOf(micros) < firstDay) {
      return new RowProblem(
          row,
          id,
          ProblemCode.EXPIRED_DAY,
          "event time "
              + EventTimes.instant(micros)
              + " lies before "
              + Days.text(firstDay)
              + ", older events have expired, send newer events or keep them longer");
    }
    if (micros > lastMicros) {
      return new RowProblem(
          row,
          id,
          ProblemCode.FUTURE_TIME,
          "event time "
              + EventTimes.instant(micros)
              + " lies after "
              + EventTimes.instant(lastMicros)
              + ", times may be a little ahead of the clock only, check the sender's clock and the"
              + " unit of its times");
    }
    return null;
  }
}
