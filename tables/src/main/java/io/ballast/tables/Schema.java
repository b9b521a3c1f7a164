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

  /**
   * The position of the column of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int indexOf(String name) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(name)) {
        return index;
      }
    }
    throw new IllegalArgumentException("there is no column " + name + " in " + names());
  }

  /** The names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
