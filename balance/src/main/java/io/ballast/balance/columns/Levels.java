package io.ballast.balance.columns;

import java.util.List;

/** The distinct values of a column, numbered from 0. */
public sealed interface Levels {

  /** Number of distinct values. */
  int size();

  /** Whether the numbers of the levels ascend with their values. */
  default boolean ordered() {
    return true;
  }

  /**
   * The value of a level as a number.
   *
   * @throws IllegalStateException if the levels are strings
   */
  double number(int level);

  /**
   * Whole numbers, booleans or microseconds, ascending.
   *
   * @param values not copied
   */
  record Wholes(long[] values) implements Levels {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double number(int level) {
      return values[level];
    }
  }

  /**
   * Floating-point numbers, ascending.
   *
   * @param values not copied
   */
  record Numbers(double[] values) implements Levels {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double number(int level) {
      return values[level];
    }
  }

  /** Strings, the most frequent first, equal ones by their text. */
  record Texts(List<String> values) implements Levels {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public boolean ordered() {
      return false;
    }

    @Override
    public double number(int level) {
      throw new IllegalStateException("strings are no numbers");
    }
  }
}
