package io.ballast.files;

import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/*
 * The type of a column is a statement about all of its values (TextType), which are known after a pass over
 * the file. Two passes over a large file are avoided by guessing from the first rows and checking the guess
 * on every row while the file is staged:
 *
 * - FLOATING: DuckDB's parser converts, and lists what it cannot convert;
 * - INTEGER, BOOLEAN, TIMESTAMP: read as text and converted by SQL, because DuckDB's own conversion takes
 *   "1.7" for 2, "00123" for 123 and "t" for true; a bit of a mask column is set where the value is not of
 *   the type in its plain spelling;
 * - MISSING: the bit is set where there is a value;
 * - CATEGORY: the bit is set where the text holds a NUL byte, which no text has.
 *
 * The check is narrower than the rule (it does not know " 5 " for a 5). Columns that fail it are looked at in
 * a pass of their own that applies the rule to the letter, and the file is staged once more.
 */

/** Reads one delimited text: finds its types and stages it. */
final class CsvFiles {

  private static final int MASK_BITS = 60;
  private static final String MISSING_TOKENS =
      TextType.MISSING_TOKENS.stream().map(Sql::text).collect(Collectors.joining(", "));

  private final DuckDb database;
  private final Path file;
  private final String name;
  private final String compression;
  private final CsvDialect dialect;
  private final List<String> names;
  private final List<ColumnType> types = new ArrayList<>();
  private final boolean[] decided;
  private int scans;

  private CsvFiles(
      DuckDb database,
      CsvSource source,
      CsvDialect dialect,
      List<String> names,
      List<ColumnType> guesses) {
    this.database = database;
    this.file = source.file();
    this.name = source.name();
    this.compression = source.compression().duckDbName();
    this.dialect = dialect;
    this.names = names;
    this.types.addAll(guesses);
    this.decided = new boolean[names.size()];
  }

  /**
   * A text that DuckDB can read: UTF-8, packed or not.
   *
   * @param name shown to people
   * @param sample its beginning
   */
  record CsvSource(Path file, String name, Head.Compression compression, String sample) {}

  /**
   * Opens a text.
   *
   * @param database closed with the table
   * @throws ProblemException if the text is not a table
   */
  static FileTable open(DuckDb database, CsvSource source, ReadOptions options, Runnable onClose) {
    CsvDialect dialect = DialectSniffer.sniff(source.sample(), options);
    List<List<String>> rows = DialectSniffer.rows(source.sample(), dialect);
    if (rows.isEmpty()) {
      throw TableFiles.noRows(source.name());
    }
    List<String> names = names(rows.get(0), dialect, source.name());
    List<List<String>> values = dialect.header() ? rows.subList(1, rows.size()) : rows;
    if (values.isEmpty()) {
      throw TableFiles.onlyHeader(source.name());
    }
    List<ColumnType> guesses = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      int column = index;
      List<String> sample =
          values.stream().filter(row -> column < row.size()).map(row -> row.get(column)).toList();
      guesses.add(TextType.of(sample, dialect.decimal()));
    }
    return new CsvFiles(database, source, dialect, names, guesses).stage(onClose);
  }

  static List<String> names(List<String> first, CsvDialect dialect, String file) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < first.size(); index++) {
      String written = dialect.header() ? first.get(index).strip() : "";
      String column = written.isEmpty() ? "column_" + (index + 1) : written;
      if (!seen.add(column)) {
        throw ProblemException.input(
            "column name " + column + " is there more than once in the header of " + file,
            "names are unique",
            "rename one of them, or read the first row as values with --no-header");
      }
      names.add(column);
    }
    return names;
  }

  private FileTable stage(Runnable onClose) {
    StagedTable staged = new StagedTable(database);
    try {
      Set<Integer> failed = stageOnce(staged);
      while (!failed.isEmpty()) {
        decide(List.copyOf(failed));
        failed = stageOnce(staged);
      }
      List<Column> columns = new ArrayList<>();
      for (int index = 0; index < names.size(); index++) {
        columns.add(new Column(names.get(index), types.get(index)));
      }
      return staged.table(name, columns, Map.of(), onClose);
    } catch (RuntimeException e) {
      staged.delete();
      throw e;
    }
  }

  /** Stages the file; gives the columns whose guessed type does not hold. */
  private Set<Integer> stageOnce(StagedTable staged) {
    List<String> expressions = new ArrayList<>();
    List<Integer> checked = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      expressions.add(value(index));
      String check = check(index);
      if (!check.isEmpty()) {
        checked.add(index);
        checks.add(check);
      }
    }
    for (int start = 0; start < checks.size(); start += MASK_BITS) {
      expressions.add(mask(checks.subList(start, Math.min(checks.size(), start + MASK_BITS))));
    }
    staged.write(expressions, source(true));
    CsvRejects rejects = CsvRejects.of(database, scans);
    if (rejects.isBroken() && compression.equals("gzip")) {
      PlainText.requireWholeGzip(file, name);
    }
    rejects.throwIfBroken(name, names.size(), dialect);
    Set<Integer> failed = rejects.unconverted();
    for (int start = 0; start < checks.size(); start += MASK_BITS) {
      long bits =
          staged.aggregate(
              "coalesce(bit_or(" + Sql.name("c" + (names.size() + start / MASK_BITS)) + "), 0)");
      for (int bit = 0; bit < MASK_BITS; bit++) {
        if ((bits & (1L << bit)) != 0) {
          failed.add(failed(checked.get(start + bit)));
        }
      }
    }
    return failed;
  }

  /** A column whose check fails; text can fail for one reason only. */
  private int failed(int index) {
    if (types.get(index) == ColumnType.CATEGORY) {
      throw TextEncoding.zeroByte("column " + names.get(index) + " of " + name);
    }
    return index;
  }

  private static String mask(List<String> checks) {
    List<String> bits = new ArrayList<>();
    for (int bit = 0; bit < checks.size(); bit++) {
      bits.add("CASE WHEN " + checks.get(bit) + " THEN " + (1L << bit) + "::BIGINT ELSE 0 END");
    }
    return String.join(" | ", bits);
  }

  /** The file as a source of SQL; floating columns are converted by the parser if asked for. */
  private String source(boolean converted) {
    scans++;
    List<String> columns = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      boolean parsed = converted && parsed(index);
      columns.add("'c" + index + "': " + (parsed ? "'DOUBLE'" : "'VARCHAR'"));
    }
    String quote = dialect.quotes() ? String.valueOf(dialect.quote()) : "";
    String escape = dialect.quotes() ? String.valueOf(dialect.escape()) : "";
    return "read_csv("
        + Sql.file(file)
        + ", auto_detect=false, hive_partitioning=false, compression="
        + Sql.text(compression)
        + ", delim="
        + Sql.text(String.valueOf(dialect.delimiter()))
        + ", quote="
        + Sql.text(quote)
        + ", escape="
        + Sql.text(escape)
        + ", header="
        + dialect.header()
        + ", decimal_separator="
        + Sql.text(String.valueOf(dialect.decimal()))
        + ", nullstr=["
        + MISSING_TOKENS
        + "], "
        + CsvRejects.options(scans)
        + ", columns={"
        + String.join(", ", columns)
        + "})";
  }

  private boolean parsed(int index) {
    return types.get(index) == ColumnType.FLOATING && !decided[index];
  }

  /** The value of a column as it is staged. */
  private String value(int index) {
    String column = "c" + index;
    if (parsed(index)) {
      return column;
    }
    String text = decided[index] ? stripped(column) : column;
    return switch (types.get(index)) {
      case INTEGER -> "TRY_CAST(" + text + " AS BIGINT)";
      case FLOATING -> "TRY_CAST(" + withPoint(text) + " AS DOUBLE)";
      case BOOLEAN -> "lower(" + text + ") = 'true'";
      case TIMESTAMP -> "TRY_CAST(" + text + " AS TIMESTAMPTZ)";
      case CATEGORY, TEXT, NUMBERS -> column;
      case MISSING -> "NULL::BOOLEAN";
    };
  }

  /** What is true where a value is not of the guessed type; empty when nothing is to be checked. */
  private String check(int index) {
    String column = "c" + index;
    if (types.get(index) == ColumnType.CATEGORY) {
      return "contains(" + column + ", chr(0))";
    }
    if (decided[index]) {
      return "";
    }
    return switch (types.get(index)) {
      case INTEGER ->
          column
              + " IS NOT NULL AND TRY_CAST("
              + column
              + " AS BIGINT)::VARCHAR IS DISTINCT FROM "
              + column;
      case BOOLEAN -> "lower(" + column + ") NOT IN ('true', 'false')";
      case TIMESTAMP ->
          column
              + " IS NOT NULL AND (TRY_CAST("
              + column
              + " AS TIMESTAMPTZ) IS NULL OR NOT "
              + matches(column, TextType.TIMESTAMP)
              + ")";
      case MISSING -> column + " IS NOT NULL";
      case FLOATING, CATEGORY, TEXT, NUMBERS -> "";
    };
  }

  /** Applies the rule of types to all values of some columns. */
  private void decide(List<Integer> columns) {
    List<String> flags = new ArrayList<>();
    for (int index : columns) {
      String text = stripped("c" + index);
      String number = matches(text, TextType.number(dialect.decimal()));
      String integer = converts(text, TextType.INTEGER, "BIGINT");
      String timestamp = converts(text, TextType.TIMESTAMP, "TIMESTAMPTZ");
      flags.add("count(" + text + ") > 0");
      flags.add("bool_and(" + integer + ")");
      flags.add(
          "bool_and("
              + number
              + ") AND (bool_or("
              + matches(text, TextType.decimal(dialect.decimal()))
              + ") OR NOT bool_or("
              + matches(text, TextType.CODE)
              + "))");
      flags.add("bool_and(" + matches(text, TextType.BOOLEAN) + ")");
      flags.add("bool_and(" + timestamp + ")");
    }
    boolean[] found =
        database
            .query(
                "SELECT " + String.join(", ", flags) + " FROM " + source(false),
                List.of(),
                row -> {
                  boolean[] values = new boolean[flags.size()];
                  for (int flag = 0; flag < values.length; flag++) {
                    values[flag] = row.getBoolean(flag + 1);
                  }
                  return values;
                })
            .get(0);
    int flag = 0;
    for (int index : columns) {
      boolean any = found[flag];
      types.set(
          index,
          any
              ? TextType.choose(found[flag + 1], found[flag + 2], found[flag + 3], found[flag + 4])
              : ColumnType.MISSING);
      decided[index] = true;
      flag += 5;
    }
  }

  private String withPoint(String text) {
    return dialect.decimal() == '.' ? text : "replace(" + text + ", ',', '.')";
  }

  /** Whether a text is missing, or matches and converts. */
  private static String converts(String text, String pattern, String type) {
    String converted = "TRY_CAST(" + text + " AS " + type + ") IS NOT NULL";
    return text + " IS NULL OR (" + matches(text, pattern) + " AND " + converted + ")";
  }

  private static String matches(String text, String pattern) {
    return "regexp_full_match(" + text + ", " + Sql.text(pattern) + ")";
  }

  /** The value without blanks around it, NULL when that is a token for missing. */
  private static String stripped(String column) {
    return "CASE WHEN trim("
        + column
        + ") NOT IN ("
        + MISSING_TOKENS
        + ") THEN trim("
        + column
        + ") END";
  }
}
