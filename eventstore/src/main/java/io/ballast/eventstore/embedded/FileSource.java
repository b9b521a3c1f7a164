package io.ballast.eventstore.embedded;

import io.ballast.eventstore.FileLayout;
import io.ballast.files.CsvForm;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file that SQL can read.
 *
 * @param from the FROM item
 * @param rowNumber the expression of a row's number among those that could be read, from 0
 * @param columns by their names in the file, in order
 */
record FileSource(String from, String rowNumber, Map<String, FileColumn> columns) {

  private static final String ROW = "file_row_number";
  private static final String COUNTED = "(row_number() OVER () - 1)";

  /**
   * A column.
   *
   * @param sql its quoted name in SQL, where names that differ in case only are the same
   * @param type of the engine
   */
  record FileColumn(String sql, String type) {}

  /** A prefix that no column's name in SQL begins with. */
  String freePrefix() {
    String prefix = "v";
    while (anyStartsWith(prefix)) {
      prefix += "v";
    }
    return prefix;
  }

  private boolean anyStartsWith(String prefix) {
    return columns.values().stream()
        .anyMatch(
            column -> column.sql().toLowerCase(Locale.ROOT).replace("\"", "").startsWith(prefix));
  }

  /** Looks into a file; CSV rows that cannot be read are put into tables of these names. */
  static FileSource of(DuckDb connection, Path file, FileLayout layout, String rejects) {
    if (!Files.isReadable(file)) {
      throw ProblemException.input(
          file + " is not there or cannot be read",
          "events are read from a file of this machine",
          "check the path and its permissions");
    }
    try {
      return layout.format() == FileLayout.Format.PARQUET
          ? parquet(connection, file)
          : csv(connection, file, rejects);
    } catch (DuckDbException e) {
      throw unreadable(file, layout, e);
    }
  }

  /** What a person is told about a failed read of the file. */
  static ProblemException unreadable(Path file, FileLayout layout, DuckDbException e) {
    return ProblemException.input(
        file.getFileName() + " cannot be read (" + StoreProblems.firstLine(e) + ")",
        "it was announced as " + layout.format(),
        "check that it is whole and of that format");
  }

  private static FileSource csv(DuckDb connection, Path file, String rejects) {
    CsvForm form = CsvForm.of(connection, file);
    Map<String, FileColumn> columns = new LinkedHashMap<>();
    for (int index = 0; index < form.names().size(); index++) {
      columns.put(form.names().get(index), new FileColumn(CsvForm.sqlName(index), "VARCHAR"));
    }
    return new FileSource(form.source(rejects), COUNTED, columns);
  }

  private static FileSource parquet(DuckDb connection, Path file) {
    String literal = DuckDb.literal(file);
    List<String> names = names(connection, literal);
    boolean taken = names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(ROW));
    String from =
        "read_parquet("
            + literal
            + (taken ? "" : ", file_row_number = true")
            + ", hive_partitioning = false)";
    Map<String, FileColumn> columns = new LinkedHashMap<>();
    int[] next = new int[1];
    connection.query(
        "DESCRIBE SELECT * FROM " + from,
        List.of(),
        row -> {
          // The engine gives names that differ in case only a number, and its own comes last.
          int index = next[0]++;
          if (index < names.size()) {
            FileColumn column = new FileColumn(Sql.name(row.getString(1)), row.getString(2));
            if (columns.put(names.get(index), column) != null) {
              throw ProblemException.input(
                  file.getFileName() + " has two columns " + names.get(index),
                  "the names of a file's columns are unique",
                  "rename one of them");
            }
          }
          return true;
        });
    return new FileSource(from, taken ? COUNTED : ROW, columns);
  }

  /** The names of the columns as the file has them. */
  private static List<String> names(DuckDb connection, String literal) {
    List<String> names = new ArrayList<>();
    // Elements stand before their children, the root first: each is passed over with its own.
    long[] toPass = {1};
    connection.query(
        "SELECT name, coalesce(num_children, 0) FROM parquet_schema(" + literal + ")",
        List.of(),
        row -> {
          long children = row.getLong(2);
          if (names.isEmpty() && toPass[0] == 1 && children > 0) {
            toPass[0] = 0;
            return true;
          }
          if (toPass[0] == 0) {
            names.add(row.getString(1));
            toPass[0] = children;
          } else {
            toPass[0] += children - 1;
          }
          return true;
        });
    return names;
  }
}
