package io.ballast.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a table, in order.
 *
 * @param columns names are unique
 */
public record Schema(List<Column> columns) {
  public Schema {
    columns = List.copyOf(columns);
    Map<String, Column> byName = new HashMap<>();
    for (Column column : columns) {
      if (byName.put(column.name(), column) != null) {
        throw new IllegalArgumentException("column name " + column.name() + " is not unique");
      }
    }
  }

  /** The column of that name, compared case-exact. */
  public Optional<Column> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
