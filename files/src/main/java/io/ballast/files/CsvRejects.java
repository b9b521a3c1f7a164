package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows and values of a delimited text that DuckDB's parser could not take. */
final class CsvRejects {

  private static final int LIMIT = 10_000;
  private static final int SHOWN = 40;

  private final List<Reject> rejects;

  private CsvRejects(List<Reject> rejects) {
    this.rejects = rejects;
  }

  private record Reject(long row, int column, String kind, String text) {}

  /** Parameters of {@code read_csv} that make it note what it rejects, in tables of that scan. */
  static String options(int scan) {
    return "store_rejects=true, rejects_limit="
        + LIMIT
        + ", rejects_table='"
        + table(scan)
        + "', rejects_scan='"
        + table(scan)
        + "_scan'";
  }

  private static String table(int scan) {
    return "rejects_" + scan;
  }

  /** What that scan rejected. */
  static CsvRejects of(DuckDb database, int scan) {
    return new CsvRejects(
        database.query(
            "SELECT line, column_idx, error_type::VARCHAR, csv_line FROM "
                + table(scan)
                + " ORDER BY line",
            List.of(),
            row ->
                new Reject(
                    row.getLong(1),
                    row.getInt(2) - 1,
                    row.getString(3),
                    row.getString(4) == null ? "" : row.getString(4))));
  }

  /** Positions of the columns with a value that is not of the type asked for. */
  Set<Integer> unconverted() {
    Set<Integer> columns = new HashSet<>();
    for (Reject reject : rejects) {
      if (reject.kind().equals("CAST")) {
        columns.add(reject.column());
      }
    }
    return columns;
  }

  /** Whether a row is not one of the table's. */
  boolean isBroken() {
    return rejects.stream().anyMatch(reject -> !reject.kind().equals("CAST"));
  }

  /** Throws the first row that is not one of the table's. */
  void throwIfBroken(String name, int columns, CsvDialect dialect) {
    for (Reject reject : rejects) {
      if (!reject.kind().equals("CAST")) {
        throw problem(reject, name, columns, dialect);
      }
    }
  }

  private static ProblemException problem(
      Reject reject, String name, int columns, CsvDialect dialect) {
    String where = "line " + reject.row() + " of " + name;
    return switch (reject.kind()) {
      case "MISSING COLUMNS", "TOO MANY COLUMNS" ->
          ProblemException.input(
              where + " has " + count(values(reject.text(), dialect), "value"),
              (dialect.header() ? "the header names " : "the first row has ") + columns,
              "quote values that hold the delimiter or choose another one with --delimiter");
      case "UNQUOTED VALUE" ->
          ProblemException.input(
              where + " has a quote (" + dialect.quote() + ") that is not closed: " + shown(reject),
              "a value that begins with one ends with one, before the delimiter or the line end",
              "write quotes within a value twice, or name another quote or none with --quote");
      case "LINE SIZE OVER MAXIMUM" ->
          ProblemException.input(
              where + " is longer than 2 MiB",
              "a row is shorter",
              "look for a quote that is not closed, or choose another one with --quote");
      case "INVALID ENCODING", "INVALID UNICODE" ->
          ProblemException.input(
              where + " holds bytes that are not UTF-8",
              "the rows before are UTF-8 and a text has one encoding",
              "name the encoding with --encoding, for example latin1");
      default ->
          ProblemException.input(
              where + " cannot be read: " + shown(reject),
              "it has " + count(columns, "value") + " separated by " + dialect.delimiter(),
              "mend the row or name delimiter and quote with --delimiter and --quote");
    };
  }

  private static int values(String text, CsvDialect dialect) {
    List<List<String>> rows =
        CsvRecords.split(
                text, dialect.delimiter(), dialect.quote(), dialect.escape(), Integer.MAX_VALUE)
            .rows();
    return rows.isEmpty() ? 0 : rows.get(0).size();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The beginning of the row, in brackets that stand in few values. */
  private static String shown(Reject reject) {
    String line = reject.text().lines().findFirst().orElse("");
    return "<" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...") + ">";
  }
}
