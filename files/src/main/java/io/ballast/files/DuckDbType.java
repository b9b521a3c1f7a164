package io.ballast.files;

import io.ballast.tables.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * How a column of a DuckDB type is read.
 *
 * @param type as which
 * @param cast SQL with {@code %s} for the column
 * @param reason why it is not read, null when it is
 */
record DuckDbType(ColumnType type, String cast, @Nullable String reason) {

  private static final String INSTANT = "CASE WHEN isfinite(%1$s) THEN %2$s END";

  /** The SQL of the column with that quoted name. */
  String expression(String name) {
    return cast.replace("%s", name);
  }

  /** How a type, named as DESCRIBE does, is read. */
  static DuckDbType of(String name) {
    return switch (name) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> as(ColumnType.INTEGER, "%s");
      case "UTINYINT", "USMALLINT", "UINTEGER" -> as(ColumnType.INTEGER, "%s::BIGINT");
      case "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM" -> as(ColumnType.FLOATING, "%s::DOUBLE");
      case "FLOAT", "DOUBLE" -> as(ColumnType.FLOATING, "%s");
      case "BOOLEAN" -> as(ColumnType.BOOLEAN, "%s");
      case "VARCHAR" -> as(ColumnType.CATEGORY, "%s");
      case "UUID" -> as(ColumnType.CATEGORY, "%s::VARCHAR");
      case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> instant("%s");
      case "DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          instant("TRY_CAST(%s AS TIMESTAMP)");
      case "BLOB" -> not("binary, not marked as text");
      case "BIT", "GEOMETRY", "INTERVAL", "JSON", "VARIANT" -> not("of type " + name);
      case "TIME", "TIME_NS", "TIME WITH TIME ZONE" -> not("a time of day without a date");
      default -> ofParameters(name);
    };
  }

  private static DuckDbType ofParameters(String name) {
    if (name.endsWith("]")) {
      return not("nested: a list");
    }
    if (name.startsWith("DECIMAL(")) {
      return name.endsWith(",0)") && Integer.parseInt(name.substring(8, name.indexOf(','))) <= 18
          ? as(ColumnType.INTEGER, "%s::BIGINT")
          : as(ColumnType.FLOATING, "%s::DOUBLE");
    }
    if (name.startsWith("STRUCT(")) {
      return not("nested: a struct");
    }
    if (name.startsWith("MAP(")) {
      return not("nested: a map");
    }
    if (name.startsWith("ENUM(")) {
      return as(ColumnType.CATEGORY, "%s::VARCHAR");
    }
    return not("of type " + name);
  }

  private static DuckDbType instant(String cast) {
    return as(ColumnType.TIMESTAMP, INSTANT.replace("%1$s", "%s").replace("%2$s", cast));
  }

  private static DuckDbType as(ColumnType type, String cast) {
    return new DuckDbType(type, cast, null);
  }

  private static DuckDbType not(String reason) {
    return new DuckDbType(ColumnType.MISSING, "", reason);
  }
}
