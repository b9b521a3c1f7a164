package io.ballast.files;

import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a text of one JSON object per line.
 *
 * <p>JSON tells numbers, text, true and false apart, so only text is looked at: a column whose
 * every text is an instant in ISO 8601 is one of instants.
 */
final class NdjsonFiles {

  private static final Pattern LINE = Pattern.compile("in line (\\d+)");

  private final DuckDb database;
  private final String name;
  private final String source;

  private NdjsonFiles(DuckDb database, Path file, String name, Head.Compression compression) {
    this.database = database;
    this.name = name;
    this.source =
        "read_json("
            + Sql.file(file)
            + ", format='newline_delimited', records=true, hive_partitioning=false, compression="
            + Sql.text(compression.duckDbName());
  }

  /**
   * Opens a text.
   *
   * @param database closed with the table
   * @throws ProblemException if a line is no JSON object, or nothing in them can be read
   */
  static FileTable open(
      DuckDb database, Path file, String name, Head.Compression compression, Runnable onClose) {
    NdjsonFiles files = new NdjsonFiles(database, file, name, compression);
    try {
      return files.stage(onClose);
    } catch (DuckDbException e) {
      throw files.problem(e);
    }
  }

  private FileTable stage(Runnable onClose) {
    List<String> names = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String[]> described =
        database.query(
            "DESCRIBE SELECT * FROM " + source + ", sample_size=-1)",
            List.of(),
            row -> new String[] {row.getString(1), row.getString(2)});
    for (String[] column : described) {
      DuckDbType read = DuckDbType.of(column[1]);
      if (column[1].equals("JSON")) {
        // Values of more than one type, or none at all.
        read = DuckDbType.of("VARCHAR");
      }
      if (read.reason() == null || read.reason().startsWith("a time")) {
        names.add(column[0]);
        types.add(read.type() == ColumnType.MISSING ? ColumnType.CATEGORY : read.type());
      } else {
        leftOut.put(column[0], read.reason());
      }
    }
    if (names.isEmpty()) {
      throw ProblemException.input(
          name + " has no column that can be read",
          "numbers, text, true and false are read",
          "write its values as plain members of each object");
    }
    return stage(names, types, leftOut, onClose);
  }

  private FileTable stage(
      List<String> names, List<ColumnType> types, Map<String, String> leftOut, Runnable onClose) {
    StagedTable staged = new StagedTable(database);
    try {
      staged.write(expressions(names, types), source(names, types));
      List<Column> columns = new ArrayList<>();
      for (int index = 0; index < names.size(); index++) {
        ColumnType type = types.get(index);
        String column = Sql.name("c" + index);
        if (staged.aggregate("count(" + column + ")") == 0) {
          type = ColumnType.MISSING;
        }
        columns.add(new Column(names.get(index), type));
      }
      return staged.table(name, columns, leftOut, onClose);
    } catch (RuntimeException e) {
      staged.delete();
      throw e;
    }
  }

  /** What to select; decides first which of the columns that may be instants are. */
  private List<String> expressions(List<String> names, List<ColumnType> types) {
    List<String> expressions = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      String column = Sql.name(names.get(index));
      if (types.get(index) == ColumnType.TIMESTAMP && !instants(names, types, column)) {
        types.set(index, ColumnType.CATEGORY);
      }
      expressions.add(
          types.get(index) == ColumnType.TIMESTAMP
              ? "TRY_CAST(" + column + " AS TIMESTAMPTZ)"
              : column);
    }
    return expressions;
  }

  private boolean instants(List<String> names, List<ColumnType> types, String column) {
    return database
        .query(
            "SELECT coalesce(bool_and(regexp_full_match("
                + column
                + ", "
                + Sql.text(TextType.TIMESTAMP)
                + ") AND TRY_CAST("
                + column
                + " AS TIMESTAMPTZ) IS NOT NULL), true) FROM "
                + source(names, types),
            List.of(),
            row -> row.getBoolean(1))
        .get(0);
  }

  private String source(List<String> names, List<ColumnType> types) {
    List<String> columns = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      String type =
          switch (types.get(index)) {
            case INTEGER -> "BIGINT";
            case FLOATING -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TIMESTAMP, CATEGORY, TEXT, NUMBERS, MISSING -> "VARCHAR";
          };
      columns.add(Sql.text(names.get(index)) + ": " + Sql.text(type));
    }
    return source + ", columns={" + String.join(", ", columns) + "})";
  }

  private ProblemException problem(DuckDbException e) {
    Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
    return ProblemException.input(
        (line.find() ? "line " + line.group(1) : "a line") + " of " + name + " is no JSON object",
        "each line holds one, such as {\"age\": 41, \"sex\": \"F\"}",
        "mend the line");
  }
}
