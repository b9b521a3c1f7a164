package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Late values that came before their events: they wait, and are claimed when the events come. */
final class EarlyUpdates {

  private EarlyUpdates() {}

  /** Moves what waits for the new events of an intake to the late values of its set. */
  static void claim(DuckDb writer, EventIntake intake) {
    ModelState state = intake.state();
    IdFilter filter = state.earlyIds(writer);
    List<EventIntake.Accepted> candidates =
        intake.accepted().values().stream()
            .filter(event -> filter.mayContain(event.hash()))
            .toList();
    for (List<EventIntake.Accepted> part : KnownEvents.parts(candidates)) {
      List<Object> parameters = new ArrayList<>();
      part.forEach(
          event -> {
            parameters.add(event.eventId());
            parameters.add(event.hour());
          });
      String values = String.join(", ", Collections.nCopies(part.size(), "(?, ?::INTEGER)"));
      claim(
          writer,
          state.id(),
          intake.record().schema(),
          "(VALUES " + values + ") v(id, hour)",
          parameters);
    }
  }

  /**
   * The same for any relation.
   *
   * @param arrived a FROM item {@code v} with the columns {@code id} and {@code hour}
   */
  static void claim(
      DuckDb writer, long setId, PhysicalSchema schema, String arrived, List<Object> parameters) {
    String early = SetTables.early(setId);
    String columns =
        schema.updatable().stream()
            .map(index -> ", " + schema.quoted(index))
            .collect(Collectors.joining());
    String earlyColumns =
        schema.updatable().stream()
            .map(index -> ", e." + schema.quoted(index))
            .collect(Collectors.joining());
    writer.execute(
        "INSERT INTO "
            + SetTables.updates(setId)
            + " (event_id, received_sequence, "
            + SetTables.HOUR
            + columns
            + ") SELECT e.event_id, e.received_sequence, v.hour"
            + earlyColumns
            + " FROM "
            + early
            + " e JOIN "
            + arrived
            + " ON v.id = e.event_id",
        parameters.toArray());
    writer.execute(
        "DELETE FROM " + early + " WHERE event_id IN (SELECT v.id FROM " + arrived + ")",
        parameters.toArray());
  }
}
