package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.RowProblem;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of a text file that are none, and the numbers of the others, which lack them. */
final class UnreadableRows {

  static final UnreadableRows NONE = new UnreadableRows(new long[0]);

  /** Rising: of the unreadable row i, how many readable ones come before. */
  private final long[] readableBefore;

  private UnreadableRows(long[] readableBefore) {
    this.readableBefore = readableBefore;
  }

  /** Refuses what a read has put aside, and removes the tables that hold it. */
  static UnreadableRows refuse(DuckDb connection, String rejects, Outcome outcome) {
    boolean any =
        !connection
            .query(
                "SELECT 1 FROM duckdb_tables() WHERE table_name = ?",
                List.of(rejects + "_errors"),
                row -> true)
            .isEmpty();
    if (!any) {
      return NONE;
    }
    List<Long> before = new ArrayList<>();
    // The engine counts the header and begins with 1.
    connection.query(
        "SELECT DISTINCT ON (line) line - 2, error_message FROM "
            + rejects
            + "_errors ORDER BY line",
        List.of(),
        row -> {
          long number = Math.max(0, row.getLong(1));
          String reason = row.getString(2).lines().findFirst().orElse("");
          outcome.refuse(problem(number, reason));
          before.add(number - before.size());
          return true;
        });
    connection.execute("DROP TABLE IF EXISTS " + rejects + "_errors");
    connection.execute("DROP TABLE IF EXISTS " + rejects + "_scans");
    return new UnreadableRows(before.stream().mapToLong(Long::longValue).toArray());
  }

  private static RowProblem problem(long row, String reason) {
    return new RowProblem(
        row,
        "",
        ProblemCode.UNREADABLE_LINE,
        "row "
            + row
            + " cannot be read ("
            + reason
            + "), each row has one field for each column of the header, mend it or leave it out");
  }

  /** The number in the file of a row that could be read. */
  long inFile(long readable) {
    if (readableBefore.length == 0) {
      return readable;
    }
    int found = Arrays.binarySearch(readableBefore, readable + 1);
    int unreadable = found < 0 ? -found - 1 : found;
    while (unreadable > 0 && readableBefore[unreadable - 1] > readable) {
      unreadable--;
    }
    return readable + unreadable;
  }
}
