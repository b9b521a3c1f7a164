package io.ballast.tables;

import static java.util.Objects.requireNonNull;

/**
 * A named, typed column.
 *
 * @param name unique within its schema, compared case-exact
 * @param type the type of its values
 */
public record Column(String name, ColumnType type) {
  public Column {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
  }
}
