package io.ballast.eventstore;

/**
 * A column of the schema.
 *
 * @param name compared case-exact
 */
public record ColumnName(String name) implements ColumnRef {
  public ColumnName {
    Names.check("column", name);
  }
}
