package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.RowProblem;
import io.ballast.eventstore.UpdateBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the hours of the events that a group's late values for one model version belong to. */
final class UpdateIntake {

  /**
   * A late value that is to be stored.
   *
   * @param batch where it is
   * @param row its position there
   * @param hash the number of its event id
   * @param hour of the event, {@link #EARLY} when it has not arrived
   * @param sequence its received sequence
   */
  record Accepted(UpdateBatch batch, int row, long hash, int hour, long sequence) {}

  /** A batch and what is found about it. */
  private record Incoming(UpdateBatch batch, long[] hashes, Outcome outcome) {}

  static final int EARLY = Integer.MIN_VALUE;

  private final ModelState state;
  private final int firstDay;
  private final List<Incoming> batches = new ArrayList<>();
  private final List<Accepted> accepted = new ArrayList<>();

  UpdateIntake(ModelState state, int firstDay) {
    this.state = state;
    this.firstDay = firstDay;
  }

  ModelState state() {
    return state;
  }

  void add(UpdateBatch batch, Outcome outcome, EventIds ids) {
    String[] eventIds = batch.rows().eventIds();
    long[] numbers = new long[eventIds.length];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = ids.hash(eventIds[row]);
    }
    batches.add(new Incoming(batch, numbers, outcome));
  }

  List<Accepted> accepted() {
    return accepted;
  }

  /**
   * Finds the hours.
   *
   * @param newEvents events that the same group stores
   * @param nextSequence the received sequence of the first late value
   * @return the one after the last
   */
  long decide(
      IdFilter filter,
      KnownEvents known,
      Map<String, EventIntake.Accepted> newEvents,
      long nextSequence) {
    Set<Long> candidates = new HashSet<>();
    for (Incoming incoming : batches) {
      for (long hash : incoming.hashes()) {
        if (filter.mayContain(hash)) {
          candidates.add(hash);
        }
      }
    }
    Map<Long, List<Integer>> hours = known.hours(state.id(), candidates);
    for (Incoming incoming : batches) {
      for (int row = 0; row < incoming.hashes().length; row++) {
        EventIntake.Accepted newEvent = newEvents.get(incoming.batch().rows().eventIds()[row]);
        List<Integer> found =
            newEvent == null
                ? hours.getOrDefault(incoming.hashes()[row], List.of(EARLY))
                : List.of(newEvent.hour());
        decide(incoming, row, found, nextSequence);
      }
    }
    return nextSequence + accepted.size();
  }

  private void decide(Incoming incoming, int row, List<Integer> hours, long nextSequence) {
    boolean expired = true;
    // Two ids that share a number: the late value is kept for both hours and joined by the id.
    for (int hour : hours) {
      if (hour == EARLY || Days.dayOfHour(hour) >= firstDay) {
        accepted.add(
            new Accepted(
                incoming.batch(),
                row,
                incoming.hashes()[row],
                hour,
                nextSequence + accepted.size()));
        expired = false;
      }
    }
    if (expired) {
      String id = incoming.batch().rows().eventIds()[row];
      incoming.outcome().refuse(expired(row, id, hours.get(0)));
    } else {
      incoming.outcome().store();
    }
  }

  private static RowProblem expired(int row, String id, int hour) {
    return new RowProblem(
        row,
        id,
        ProblemCode.EXPIRED_DAY,
        "event "
            + id
            + " of "
            + Days.text(Days.dayOfHour(hour))
            + " has expired, late values are taken while the event is kept, send them earlier or"
            + " keep events longer");
  }
}
