package io.ballast.server.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the drift of one window.
 *
 * @param columns by name
 * @param bytes about how much memory it takes
 */
record WindowStatement(Map<String, ColumnStatement> columns, long bytes) implements Kept {

  WindowStatement {
    columns = new LinkedHashMap<>(columns);
  }

  /**
   * What is said of one column.
   *
   * @param distance Jensen-Shannon distance as Fiddler defines it; NaN for none
   * @param index population stability index as Fiddler defines it; NaN for none
   * @param details the column object of the drift command, JSON in UTF-8; not to be changed
   */
  record ColumnStatement(double distance, double index, RawJson details) {}

  @Nullable ColumnStatement find(String column) {
    return columns.get(column);
  }
}
