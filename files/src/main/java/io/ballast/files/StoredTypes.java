package io.ballast.files;

import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The types that columns have in a Parquet file, where a table knows fewer: a day, a small integer,
 * a decimal. A table that takes the place of such a file is written with them, as far as its values
 * fit.
 */
final class StoredTypes {

  private static final Set<String> WHOLE =
      Set.of("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER");
  private static final Set<String> INSTANT =
      Set.of("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS");

  private StoredTypes() {}

  /** The SQL of each column, by name, whose values all fit the type that is wanted for it. */
  static Map<String, String> expressions(DuckDb database, Table table, Map<String, String> wanted) {
    List<String> names = new ArrayList<>();
    List<String> casts = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    List<Column> columns = table.schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      String type = wanted.getOrDefault(columns.get(i).name(), "");
      String source = "c" + i;
      if (isKept(columns.get(i).type(), type)) {
        boolean isInstant = columns.get(i).type() == ColumnType.TIMESTAMP;
        String value = isInstant ? "make_timestamp(" + source + ")" : source;
        String cast = "TRY_CAST(" + value + " AS " + type + ")";
        String fits = isInstant ? cast + "::TIMESTAMP = " + value : cast + " IS NOT NULL";
        names.add(columns.get(i).name());
        casts.add(cast);
        checks.add("coalesce(bool_and(" + source + " IS NULL OR " + fits + "), true)");
      }
    }
    Map<String, String> expressions = new HashMap<>();
    if (names.isEmpty()) {
      return expressions;
    }
    BatchFeed feed = new BatchFeed(table);
    try {
      database.register("checked", feed);
      database.query(
          "SELECT " + String.join(", ", checks) + " FROM checked()",
          List.of(),
          row -> {
            for (int i = 0; i < names.size(); i++) {
              if (row.getBoolean(i + 1)) {
                expressions.put(names.get(i), casts.get(i));
              }
            }
            return "";
          });
    } finally {
      feed.stop();
    }
    return expressions;
  }

  private static boolean isKept(ColumnType read, String stored) {
    return switch (read) {
      case INTEGER -> WHOLE.contains(stored) || stored.startsWith("DECIMAL(");
      case FLOATING -> stored.equals("FLOAT") || stored.startsWith("DECIMAL(");
      case TIMESTAMP -> INSTANT.contains(stored);
      default -> false;
    };
  }
}
