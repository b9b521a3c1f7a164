package io.ballast.balance.synthesis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values (or bins) the user sets.
 *
 * @param column position in the table
 * @param edges inner edges of its bins, ascending; null: its values as they are
 */
public record Condition(int column, double @Nullable [] edges) {

  Source source() {
    return edges == null ? new Source.Value(column) : new Source.Bin(column, edges);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition condition
        && condition.column == column
        && Arrays.equals(condition.edges, edges);
  }

  @Override
  public int hashCode() {
    return 31 * column + Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return "Condition[" + column + ", " + Arrays.toString(edges) + "]";
  }
}
