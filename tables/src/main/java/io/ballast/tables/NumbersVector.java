package io.ballast.tables;

import org.jspecify.annotations.Nullable;

/**
 * Lists of numbers, such as embeddings; a number that is missing within a list is NaN.
 *
 * @param values one list for each row, possibly longer than the batch, null where there is none;
 *     owned by the table, valid until the consumer returns
 */
public record NumbersVector(double[] @Nullable [] values) implements Vector {

  @Override
  public boolean isMissing(int row) {
    return values[row] == null;
  }
}
