package io.ballast.files;

import io.ballast.files.FileTable.Columns;
import io.ballast.files.FileTable.Source;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Parquet files in place. */
final class ParquetFiles {

  private static final String MAGIC = "PAR1";

  private ParquetFiles() {}

  /** Whether a file that begins like that is Parquet. */
  static boolean isParquet(Head head) {
    return head.startsWith('P', 'A', 'R', '1') || head.startsWith('P', 'A', 'R', 'E');
  }

  /**
   * Opens a file.
   *
   * @param database closed with the table
   * @throws ProblemException if the file is not whole, encrypted, without rows or without a column
   *     that can be read
   */
  static FileTable open(DuckDb database, Path file, String name, Runnable onClose) {
    requireWhole(file, name);
    String from = "read_parquet(" + Sql.file(file) + ", hive_partitioning=false)";
    Columns columns;
    try {
      columns = columns(database, from, file, name);
    } catch (DuckDbException e) {
      throw Head.damaged(name, "Parquet");
    }
    if (columns.rows() == 0) {
      throw TableFiles.noRows(name);
    }
    if (columns.sources().isEmpty()) {
      throw ProblemException.input(
          name + " has no column that can be read",
          "numbers, text, true and false, dates and times are read",
          "write its values as plain columns");
    }
    return new FileTable(database, name, from, columns, onClose);
  }

  /**
   * Writes all columns as CSV.
   *
   * @throws ProblemException if the file is not whole or without rows
   */
  static void writeText(Path file, String name, Path text) {
    requireWhole(file, name);
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      database.execute("SET TimeZone='UTC'");
      database.execute(
          "COPY (SELECT * FROM read_parquet("
              + Sql.file(file)
              + ", hive_partitioning=false)) TO "
              + Sql.text(text.toString())
              + " (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"')");
    } catch (DuckDbException e) {
      throw Head.damaged(name, "Parquet");
    }
  }

  private static void requireWhole(Path file, String name) {
    String end;
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      byte[] last = new byte[MAGIC.length()];
      access.seek(Math.max(0, access.length() - last.length));
      access.readFully(last);
      end = new String(last, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw Head.damaged(name, "Parquet");
    }
    if (end.equals("PARE")) {
      throw ProblemException.input(
          name + " is encrypted", "Parquet is read in clear", "decrypt it first");
    }
    if (!end.equals(MAGIC)) {
      throw ProblemException.input(
          name + " begins as a Parquet file and does not end as one",
          "a whole one ends with " + MAGIC,
          "copy or write it again");
    }
  }

  private static Columns columns(DuckDb database, String from, Path file, String name) {
    List<String> names = topLevelNames(database, file);
    List<String[]> described =
        database.query(
            "DESCRIBE SELECT * FROM " + from,
            List.of(),
            row -> new String[] {row.getString(1), row.getString(2)});
    Set<String> missing = withoutValue(database, file);
    List<Source> sources = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    Map<String, String> storedTypes = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < described.size(); index++) {
      String column = names.get(index);
      if (!seen.add(column)) {
        throw ProblemException.input(
            "column name " + column + " is there more than once in " + name,
            "names are unique",
            "rename one of them");
      }
      String sqlName = Sql.name(described.get(index)[0]);
      String type = described.get(index)[1];
      if (missing.contains(column) || type.equals("\"NULL\"")) {
        sources.add(new Source(new Column(column, ColumnType.MISSING), "NULL::VARCHAR"));
        continue;
      }
      storedTypes.put(column, type);
      DuckDbType read = DuckDbType.of(type);
      if (read.reason() == null) {
        sources.add(new Source(new Column(column, read.type()), read.expression(sqlName)));
      } else {
        leftOut.put(column, read.reason());
      }
    }
    long rows =
        database
            .query(
                "SELECT num_rows FROM parquet_file_metadata(" + Sql.file(file) + ")",
                List.of(),
                row -> row.getLong(1))
            .get(0);
    return new Columns(sources, leftOut, storedTypes, rows);
  }

  /** The names as the file spells them: DuckDB renames those that differ in case only. */
  private static List<String> topLevelNames(DuckDb database, Path file) {
    record Node(String name, long children) {}
    List<Node> nodes =
        database.query(
            "SELECT name, coalesce(num_children, 0) FROM parquet_schema(" + Sql.file(file) + ")",
            List.of(),
            row -> new Node(row.getString(1), row.getLong(2)));
    List<String> names = new ArrayList<>();
    int next = 1;
    while (next < nodes.size()) {
      names.add(nodes.get(next).name());
      for (long open = 1; open > 0; next++) {
        open += nodes.get(next).children() - 1;
      }
    }
    return names;
  }

  /** The columns whose every value is missing, by the file's own statistics. */
  private static Set<String> withoutValue(DuckDb database, Path file) {
    return Set.copyOf(
        database.query(
            "SELECT path_in_schema FROM parquet_metadata("
                + Sql.file(file)
                + ") GROUP BY path_in_schema"
                + " HAVING sum(num_values) = sum(coalesce(stats_null_count, 0)) AND sum(num_values) > 0",
            List.of(),
            row -> row.getString(1)));
  }
}
