package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventRows;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that reads a value of a file in the type of its column, and tells values that do not fit.
 *
 * <p>The rules are those of {@link io.ballast.eventstore.EventRowsBuilder}; a test holds the two
 * together.
 */
final class FileColumns {

  private static final String NUMBER = "'[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?'";
  private static final String INFINITE = "'[+-]?(inf|infinity)'";
  private static final String LIST =
      "'\\[\\s*(ITEM\\s*(,\\s*ITEM\\s*)*)?\\]'"
          .replace(
              "ITEM",
              "([+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(?i:inf|infinity)"
                  + "|nan|NaN|NAN|None|NaT|<NA>|null|NULL|)");

  /** A pattern, as the engine makes a join of a list of words. */
  private static final String NO_VALUE = "'(nan|NaN|NAN|None|NaT|<NA>|null|NULL)?'";

  private static final String MAX_EXACT = "9007199254740992";

  private FileColumns() {}

  /** How values of a file are written, as far as reading them differs. */
  enum Kind {
    WHOLE,
    REAL,
    BOOLEAN,
    TEXT,
    /** As the store keeps times: microseconds without a zone. */
    STORED_TIME,
    TIME,
    LIST,
    OTHER;

    static Kind of(String sqlType) {
      String type = sqlType.toUpperCase(Locale.ROOT);
      if (type.endsWith("[]")) {
        return LIST;
      }
      if (type.startsWith("DECIMAL") || type.equals("DOUBLE") || type.equals("FLOAT")) {
        return REAL;
      }
      if (type.equals("TIMESTAMP")) {
        return STORED_TIME;
      }
      if (type.startsWith("TIMESTAMP") || type.equals("DATE")) {
        return TIME;
      }
      return switch (type) {
        case "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT" ->
            WHOLE;
        case "BOOLEAN" -> BOOLEAN;
        case "VARCHAR" -> TEXT;
        case "UUID", "TIME", "\"NULL\"", "NULL" -> OTHER;
        default -> type.startsWith("STRUCT") || type.startsWith("MAP") ? LIST : OTHER;
      };
    }
  }

  /**
   * A value of a column.
   *
   * @param value the SQL of the value in the column's type, NULL where it does not fit
   * @param suspect the SQL that tells, quickly, where something stands that has no value: all that
   *     do not fit are among them; null: never
   * @param misfit the SQL that tells of a suspect whether it is a value that does not fit
   */
  record Reading(String value, @Nullable String suspect, String misfit) {}

  /**
   * Reads a file's column as one of the schema.
   *
   * @param alias the name that the value is given, for questions about it
   */
  static Reading read(EventColumn column, FileSource.FileColumn given, String alias) {
    String fileType = given.type();
    Kind kind = Kind.of(fileType);
    String raw = raw(column, given.sql(), kind);
    String value = value(column.type(), raw, kind);
    boolean always =
        column.type().isString() ? kind != Kind.LIST : natural(column.type(), kind, fileType);
    String misfit =
        kind == Kind.TEXT && !column.type().isString()
            ? "NOT regexp_full_match(" + trimmed(raw) + ", " + NO_VALUE + ")"
            : kind == Kind.REAL ? "NOT isnan(" + raw + "::DOUBLE)" : "true";
    String suspect = "(" + alias + " IS NULL AND " + raw + " IS NOT NULL)";
    return new Reading(value, always ? null : suspect, misfit);
  }

  private static boolean natural(ColumnType type, Kind kind, String fileType) {
    return switch (type) {
      case FLOATING -> kind == Kind.WHOLE || kind == Kind.REAL;
      case INTEGER ->
          kind == Kind.WHOLE
              && !fileType.toUpperCase(Locale.ROOT).contains("HUGE")
              && !fileType.equalsIgnoreCase("UBIGINT");
      case BOOLEAN -> kind == Kind.BOOLEAN;
      case TIMESTAMP -> kind == Kind.STORED_TIME || kind == Kind.TIME || kind == Kind.WHOLE;
      case NUMBERS, CATEGORY, TEXT, MISSING -> false;
    };
  }

  /** The value as it is in the file, NULL for the column's own words for a missing one. */
  private static String raw(EventColumn column, String name, Kind kind) {
    List<String> words = new ArrayList<>();
    for (String word : column.missingWords().stream().sorted().toList()) {
      if (kind == Kind.TEXT) {
        words.add(Sql.text(word));
      } else if ((kind == Kind.WHOLE || kind == Kind.REAL) && word.matches("[+-]?\\d+(\\.\\d+)?")) {
        words.add(word);
      }
    }
    return words.isEmpty()
        ? name
        : "(CASE WHEN "
            + name
            + " IN ("
            + String.join(", ", words)
            + ") THEN NULL ELSE "
            + name
            + " END)";
  }

  private static String value(ColumnType type, String raw, Kind kind) {
    return switch (type) {
      case FLOATING -> floating(raw, kind);
      case INTEGER -> integer(raw, kind);
      case BOOLEAN -> bool(raw, kind);
      case TIMESTAMP -> time(raw, kind, null);
      case CATEGORY, TEXT, MISSING -> kind == Kind.LIST ? "NULL::VARCHAR" : raw + "::VARCHAR";
      case NUMBERS ->
          switch (kind) {
            case LIST -> "TRY_CAST(" + raw + " AS DOUBLE[])";
            // The engine's cast makes NULL of an item that is no number, and goes on.
            case TEXT ->
                "(CASE WHEN regexp_full_match("
                    + trimmed(raw)
                    + ", "
                    + LIST
                    + ") THEN TRY_CAST("
                    + raw
                    + " AS DOUBLE[]) END)";
            default -> "NULL::DOUBLE[]";
          };
    };
  }

  private static String floating(String raw, Kind kind) {
    return switch (kind) {
      case WHOLE -> raw + "::DOUBLE";
      case REAL -> "nullif(" + raw + "::DOUBLE, 'nan'::DOUBLE)";
      case TEXT -> real(raw);
      default -> "NULL::DOUBLE";
    };
  }

  /** A text without the blanks and controls around it, as Java's trim. */
  private static String trimmed(String raw) {
    return "trim(" + raw + ", e' \\t\\n\\r\\f\\v')";
  }

  /*
   * A number in text. The engine's cast reads the same numbers as the pattern, but for '_' between digits, '+' before
   * '-' and 'nan': only texts with such a letter are matched with it, which costs ten times as much.
   */
  private static String real(String raw) {
    String odd =
        List.of("_", "+", "a", "A").stream()
            .map(letter -> "contains(" + raw + ", '" + letter + "')")
            .collect(Collectors.joining(" OR "));
    return "(CASE WHEN "
        + odd
        + " THEN "
        + matched(raw)
        + " ELSE TRY_CAST("
        + raw
        + " AS DOUBLE) END)";
  }

  private static String matched(String raw) {
    return "(CASE WHEN regexp_full_match("
        + trimmed(raw)
        + ", "
        + NUMBER
        + ") OR regexp_full_match(lower("
        + trimmed(raw)
        + "), "
        + INFINITE
        + ") THEN TRY_CAST("
        + trimmed(raw)
        + " AS DOUBLE) END)";
  }

  private static String integral(String real) {
    return "(CASE WHEN "
        + real
        + " = trunc("
        + real
        + ") AND abs("
        + real
        + ") <= "
        + MAX_EXACT
        + " THEN TRY_CAST("
        + real
        + " AS BIGINT) END)";
  }

  private static String integer(String raw, Kind kind) {
    return switch (kind) {
      case WHOLE -> "TRY_CAST(" + raw + " AS BIGINT)";
      case REAL -> integral("(" + raw + "::DOUBLE)");
      case TEXT -> wholeText(raw);
      default -> "NULL::BIGINT";
    };
  }

  /** A whole number in text: beyond what a double holds exactly, only digits are one. */
  private static String wholeText(String raw) {
    String real = real(raw);
    String digits =
        "(CASE WHEN regexp_full_match("
            + trimmed(raw)
            + ", '[+-]?\\d+') THEN coalesce(TRY_CAST("
            + trimmed(raw)
            + " AS BIGINT), "
            + integral(real)
            + ") ELSE "
            + integral(real)
            + " END)";
    return "(CASE WHEN abs("
        + real
        + ") < "
        + MAX_EXACT
        + " THEN "
        + integral(real)
        + " ELSE "
        + digits
        + " END)";
  }

  private static String bool(String raw, Kind kind) {
    return switch (kind) {
      case BOOLEAN -> raw;
      case WHOLE, REAL ->
          "(CASE WHEN " + raw + " = 1 THEN true WHEN " + raw + " = 0 THEN false END)";
      case TEXT ->
          "(CASE WHEN lower("
              + trimmed(raw)
              + ") IN ('true', '1', '1.0') THEN true WHEN lower("
              + trimmed(raw)
              + ") IN ('false', '0', '0.0') THEN false END)";
      default -> "NULL::BOOLEAN";
    };
  }

  /** The event's time. */
  static String eventTime(FileSource.FileColumn given, @Nullable String format) {
    return time(given.sql(), Kind.of(given.type()), format);
  }

  private static String time(String raw, Kind kind, @Nullable String format) {
    return switch (kind) {
      case STORED_TIME -> raw;
      // A time with a zone becomes one of UTC, as the session's zone is UTC.
      case TIME -> raw + "::TIMESTAMPTZ::TIMESTAMP";
      case WHOLE -> fromWhole("TRY_CAST(" + raw + " AS BIGINT)");
      case REAL -> fromReal("(" + raw + "::DOUBLE)");
      case TEXT -> format == null ? timeText(raw) : formatted(raw, format);
      default -> "NULL::TIMESTAMP";
    };
  }

  private static String timeText(String raw) {
    String text = trimmed(raw);
    String real = fromReal("TRY_CAST(" + text + " AS DOUBLE)");
    return "(CASE WHEN regexp_full_match("
        + text
        + ", '[+-]?\\d+') THEN coalesce("
        + fromWhole("TRY_CAST(" + text + " AS BIGINT)")
        + ", "
        + real
        + ") WHEN regexp_full_match("
        + text
        + ", "
        + NUMBER
        + ") THEN "
        + real
        + " WHEN regexp_full_match("
        + text
        + ", '\\d{4}-\\d{2}-\\d{2}([T ]([01]\\d|2[0-3]):\\d{2}(:\\d{2}(\\.\\d{1,9})?)?"
        + "([+-]\\d{2}(:?\\d{2})?|Z)?)?') THEN TRY_CAST("
        + text
        + " AS TIMESTAMPTZ)::TIMESTAMP END)";
  }

  private static String formatted(String raw, String format) {
    return "try_strptime(" + raw + ", " + Sql.text(format) + ")::TIMESTAMPTZ::TIMESTAMP";
  }

  /*
   * The units of EventTimes. Whole numbers are reckoned with as such: as doubles they would lose their
   * last digits. What is no time becomes NULL.
   */

  private static String fromWhole(String number) {
    return "make_timestamp("
        + byUnit(
            number,
            number + " * 1000000",
            number + " * 1000",
            number,
            "(" + number + " - ((" + number + " % 1000) + 1000) % 1000) // 1000")
        + ")";
  }

  private static String fromReal(String number) {
    String micros =
        byUnit(
            number,
            number + " * 1000000",
            number + " * 1000",
            "floor(" + number + ")",
            "floor(" + number + " / 1000)");
    return "TRY(make_timestamp(TRY_CAST(" + micros + " AS BIGINT)))";
  }

  private static String byUnit(
      String number, String seconds, String millis, String micros, String nanos) {
    String below = " WHEN " + number + " > -%1$s AND " + number + " < %1$s THEN ";
    return "(CASE"
        + below.formatted("100000000000")
        + seconds
        + below.formatted("100000000000000")
        + millis
        + below.formatted("100000000000000000")
        + micros
        + " ELSE "
        + nanos
        + " END)";
  }

  /** The event's id; NULL when there is none or it is too long. */
  static String eventId(FileSource.FileColumn given) {
    String text = Kind.of(given.type()) == Kind.LIST ? "NULL::VARCHAR" : given.sql() + "::VARCHAR";
    return "(CASE WHEN length("
        + text
        + ") BETWEEN 1 AND "
        + EventRows.MAX_ID_LENGTH
        + " THEN "
        + text
        + " END)";
  }

  /** A JSON object of the members that have a value; NULL when there is none. */
  static String object(List<String> names, List<String> values) {
    String members =
        java.util.stream.IntStream.range(0, names.size())
            .mapToObj(i -> Sql.text(names.get(i)) + ", " + values.get(i))
            .collect(Collectors.joining(", "));
    return "nullif(json_merge_patch('{}', json_object(" + members + "))::VARCHAR, '{}')";
  }

  /**
   * A JSON object of the values that do not fit; NULL when all do.
   *
   * @param readings of the columns, all with a suspect
   */
  static String misfits(List<String> names, List<String> files, List<Reading> readings) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Reading reading = readings.get(i);
      values.add(
          "CASE WHEN %s AND %s THEN %s::VARCHAR END"
              .formatted(reading.suspect(), reading.misfit(), files.get(i)));
    }
    return "CASE WHEN "
        + readings.stream().map(Reading::suspect).collect(Collectors.joining(" OR "))
        + " THEN "
        + object(names, values)
        + " END";
  }
}
