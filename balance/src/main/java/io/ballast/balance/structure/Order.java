package io.ballast.balance.structure;

/**
 * The value of one column is never above that of another, where both are there.
 *
 * @param low the column whose values are at most
 * @param high those of this one
 */
public record Order(int low, int high) {

  /** The same two columns the other way round. */
  Order reversed() {
    return new Order(/* low= */ high, /* high= */ low);
  }
}
