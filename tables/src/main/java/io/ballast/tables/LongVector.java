package io.ballast.tables;

/**
 * Whole numbers, booleans (1 and 0) or instants (microseconds since 1970-01-01T00:00:00Z).
 *
 * @param values one for each row, possibly longer than the batch; undefined where {@code missing};
 *     owned by the table, valid until the consumer returns
 * @param missing true where the row has no value; same rules
 */
public record LongVector(long[] values, boolean[] missing) implements Vector {

  @Override
  public boolean isMissing(int row) {
    return missing[row];
  }
}
