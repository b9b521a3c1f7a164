package io.ballast.tables;

/**
 * Floating-point values; NaN is a missing value.
 *
 * @param values one for each row, possibly longer than the batch; owned by the table, valid until
 *     the consumer returns
 */
public record DoubleVector(double[] values) implements Vector {

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }
}
