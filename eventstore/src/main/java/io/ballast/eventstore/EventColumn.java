package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import io.ballast.tables.ColumnType;
import java.util.Set;

/**
 * A column of a schema.
 *
 * @param name unique within its schema, compared case-exact
 * @param type any but {@link ColumnType#MISSING}
 * @param role what it is to the model
 * @param limits what values are expected
 * @param missingWords texts that stand for a missing value, as they come: {@code -999}, {@code ?}
 */
public record EventColumn(
    String name, ColumnType type, ColumnRole role, Limits limits, Set<String> missingWords) {

  public EventColumn {
    Names.check("column", name);
    requireNonNull(role, "role");
    requireNonNull(limits, "limits");
    missingWords = Set.copyOf(missingWords);
    if (type == ColumnType.MISSING) {
      throw new IllegalArgumentException("column " + name + " has no type, give it one");
    }
  }

  /** A column without limits. */
  public static EventColumn of(String name, ColumnType type, ColumnRole role) {
    return new EventColumn(name, type, role, Limits.NONE, Set.of());
  }

  /** The same with limits. */
  public EventColumn within(Limits value) {
    return new EventColumn(name, type, role, value, missingWords);
  }

  /** The same with words for a missing value. */
  public EventColumn withMissingWords(Set<String> value) {
    return new EventColumn(name, type, role, limits, value);
  }
}
