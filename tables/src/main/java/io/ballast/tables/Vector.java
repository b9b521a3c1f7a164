package io.ballast.tables;

/** The values of one column in one {@link Batch}. */
public sealed interface Vector permits DoubleVector, LongVector, CodeVector, NumbersVector {

  /** Whether the value of that row is missing. */
  boolean isMissing(int row);
}
