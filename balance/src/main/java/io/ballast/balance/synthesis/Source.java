package io.ballast.balance.synthesis;

import java.util.Arrays;

/** What a variable stands for. */
sealed interface Source {

  /** The column. */
  int column();

  /** The value of a column. */
  record Value(int column) implements Source {}

  /**
   * How far a column is above another, 0 or more.
   *
   * @param low the other column
   */
  record Distance(int column, int low) implements Source {}

  /**
   * The bin of a number that is balanced.
   *
   * @param edges inner edges, ascending; a value equal to an edge is in the bin above it
   */
  record Bin(int column, double[] edges) implements Source {

    /** The bin of a value, from 0. */
    int of(double value) {
      int at = Arrays.binarySearch(edges, value);
      return at >= 0 ? at + 1 : -1 - at;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bin bin && bin.column == column && Arrays.equals(bin.edges, edges);
    }

    @Override
    public int hashCode() {
      return 31 * column + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
      return "Bin[" + column + ", " + Arrays.toString(edges) + "]";
    }
  }
}
