package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ProblemCode;
import io.ballast.files.DuckDb;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts of rows that were refused. The codes' names are kept: a code is never renamed. */
final class Refusals {

  private Refusals() {}

  /** Adds to a count, within the writer's transaction. */
  static void add(DuckDb writer, long setId, ProblemCode code, long rows) {
    List<Long> before =
        writer.query(
            "SELECT row_count FROM refusals WHERE set_id = ? AND code = ?",
            List.of(setId, code.name()),
            row -> row.getLong(1));
    if (before.isEmpty()) {
      writer.execute("INSERT INTO refusals VALUES (?, ?, ?)", setId, code.name(), rows);
      return;
    }
    writer.execute(
        "UPDATE refusals SET row_count = ? WHERE set_id = ? AND code = ?",
        before.get(0) + rows,
        setId,
        code.name());
  }

  static Map<ProblemCode, Long> read(DuckDb connection, long setId) {
    Map<ProblemCode, Long> counts = new EnumMap<>(ProblemCode.class);
    connection.query(
        "SELECT code, row_count FROM refusals WHERE set_id = ?",
        List.of(setId),
        row -> counts.put(ProblemCode.valueOf(row.getString(1)), row.getLong(2)));
    return counts;
  }
}
