package io.ballast.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads a text of one JSON object per line.
 *
 * <p>JSON tells numbers, text, true and false apart, so the type of a column is that of its values;
 * text is looked into for instants only. A member that is null or not there is missing.
 */
final class NdjsonFiles {

  private static final Pattern LINE = Pattern.compile("in line (\\d+)");

  /** What is asked about the values of each column, in this order. */
  private static final List<String> QUESTIONS =
      List.of(
          "bool_or(%t IN ('OBJECT', 'ARRAY'))",
          "count(%t) > 0",
          "bool_and(%t IS NULL OR (%t IN ('BIGINT', 'UBIGINT') AND TRY_CAST(%c AS BIGINT) IS NOT NULL))",
          "bool_and(%t IS NULL OR %t IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE'))",
          "bool_and(%t IS NULL OR %t = 'BOOLEAN')",
          "bool_and(%t IS NULL OR (%t = 'VARCHAR' AND regexp_full_match(%c->>'$', "
              + Sql.text(TextType.TIMESTAMP)
              + ") AND TRY_CAST(%c->>'$' AS TIMESTAMPTZ) IS NOT NULL))");

  private final DuckDb database;
  private final Path file;
  private final String name;
  private final Head.Compression compression;
  private final String source;

  private NdjsonFiles(DuckDb database, Path file, String name, Head.Compression compression) {
    this.database = database;
    this.file = file;
    this.name = name;
    this.compression = compression;
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
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<Column> columns = columns(leftOut);
    if (columns.isEmpty()) {
      throw ProblemException.input(
          name + " has no column that can be read",
          "numbers, text, true and false are read",
          "write its values as plain members of each object");
    }
    List<String> expressions = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Column column : columns) {
      String member = Sql.name(column.name());
      expressions.add(
          column.type() == ColumnType.TIMESTAMP
              ? "TRY_CAST(" + member + " AS TIMESTAMPTZ)"
              : member);
      types.add(Sql.text(column.name()) + ": " + Sql.text(type(column.type())));
    }
    StagedTable staged = new StagedTable(database);
    try {
      staged.write(expressions, source + ", columns={" + String.join(", ", types) + "})");
      return staged.table(name, columns, leftOut, onClose);
    } catch (RuntimeException e) {
      staged.delete();
      throw e;
    }
  }

  /** The columns that can be read, by a look at all values of all members. */
  private List<Column> columns(Map<String, String> leftOut) {
    String members = source + ", maximum_depth=1, map_inference_threshold=-1, sample_size=-1)";
    List<String> names =
        database.query("DESCRIBE SELECT * FROM " + members, List.of(), row -> row.getString(1));
    List<String> asked = new ArrayList<>();
    for (String member : names) {
      String column = Sql.name(member);
      for (String question : QUESTIONS) {
        asked.add(question.replace("%t", "json_type(" + column + ")").replace("%c", column));
      }
    }
    boolean[] answers =
        database
            .query(
                "SELECT " + String.join(", ", asked) + " FROM " + members,
                List.of(),
                row -> {
                  boolean[] values = new boolean[asked.size()];
                  for (int index = 0; index < values.length; index++) {
                    values[index] = row.getBoolean(index + 1);
                  }
                  return values;
                })
            .get(0);
    List<Column> columns = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      int of = index * QUESTIONS.size();
      if (answers[of]) {
        leftOut.put(names.get(index), "nested: an object or an array");
        continue;
      }
      ColumnType type =
          answers[of + 1]
              ? TextType.choose(answers[of + 2], answers[of + 3], answers[of + 4], answers[of + 5])
              : ColumnType.MISSING;
      columns.add(new Column(names.get(index), type));
    }
    return columns;
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case INTEGER -> "BIGINT";
      case FLOATING -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP, CATEGORY, TEXT, NUMBERS, MISSING -> "VARCHAR";
    };
  }

  private ProblemException problem(DuckDbException e) {
    Matcher counted = LINE.matcher(String.valueOf(e.getMessage()));
    // DuckDB counts the lines it has begun, one more than the line that is wrong.
    long line = counted.find() ? Long.parseLong(counted.group(1)) - 1 : firstOtherLine();
    String where = line > 0 ? "line " + line + " of " : "a line of ";
    return ProblemException.input(
        where + name + " is no JSON object",
        "each line holds one, such as {\"age\": 41, \"sex\": \"F\"}",
        "mend the line");
  }

  /** The first line that does not begin as an object; 0 when there is none or it is not known. */
  private long firstOtherLine() {
    if (compression == Head.Compression.ZSTD) {
      return 0;
    }
    long number = 0;
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = compression == Head.Compression.GZIP ? new GZIPInputStream(raw) : raw;
        BufferedReader lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && !line.stripLeading().startsWith("{")) {
          return number;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
