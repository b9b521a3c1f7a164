package io.ballast.eventstore.embedded;

import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.List;

/** The deletions whose sealed parts are not all exchanged yet; a table of the hot file. */
final class DeletionNotes {

  private DeletionNotes() {}

  /**
   * A noted deletion.
   *
   * @param id its number
   * @param deletion what shall go
   */
  record Note(long id, Deletion deletion) {

    /** The condition on the events of a sealed part that stay. */
    String leftCondition() {
      String gone =
          deletion.byId()
              ? "event_id IN (SELECT unnest(event_ids) FROM deletions WHERE id = " + id + ")"
              : deletion.timeCondition();
      return "NOT (received_sequence <= " + deletion.upToSequence() + " AND " + gone + ")";
    }
  }

  /** Notes a deletion, within the writer's transaction, and gives its number. */
  static long add(DuckDb writer, long setId, Deletion deletion) {
    long id = HotParts.nextId(writer);
    List<Object> parameters = new ArrayList<>();
    parameters.add(id);
    parameters.add(setId);
    parameters.addAll(deletion.eventIds());
    parameters.add(deletion.window().startMicros());
    parameters.add(deletion.window().endMicros());
    parameters.add(deletion.upToSequence());
    writer.execute(
        "INSERT INTO deletions VALUES (?, ?, ["
            + Sql.marks(deletion.eventIds().size())
            + "]::VARCHAR[], ?, ?, ?)",
        parameters.toArray());
    return id;
  }

  static void remove(DuckDb writer, long id) {
    writer.execute("DELETE FROM deletions WHERE id = ?", id);
  }

  /** The noted deletions of a set, in order. */
  static List<Note> read(DuckDb connection, long setId) {
    return connection.query(
        "SELECT id, event_ids, start_micros, end_micros, up_to_sequence"
            + " FROM deletions WHERE set_id = ? ORDER BY id",
        List.of(setId),
        row ->
            new Note(
                row.getLong(1),
                new Deletion(
                    texts((Object[]) row.getArray(2).getArray()),
                    new TimeWindow(row.getLong(3), row.getLong(4)),
                    row.getLong(5))));
  }

  private static List<String> texts(Object[] items) {
    List<String> result = new ArrayList<>();
    for (Object item : items) {
      result.add(String.valueOf(item));
    }
    return result;
  }
}
