package io.ballast.balance.structure;

import io.ballast.balance.columns.Levels;

/**
 * How fine the values of a column are.
 *
 * @param places decimal places, 0 to {@link #MOST}; -1 when values have more or are not decimal
 * @param step distance of which all values are a multiple away from the first, in units of the last
 *     place; at least 1, and 1 when there is no common one
 */
public record Decimals(int places, long step) {

  /** Most decimal places that are told apart. */
  public static final int MOST = 9;

  private static final double LARGEST_EXACT = 9e15;

  /** The fineness of some levels; strings have none and give {@code (0, 1)}. */
  public static Decimals of(Levels levels) {
    if (levels instanceof Levels.Wholes wholes) {
      return new Decimals(0, step(wholes.values()));
    }
    if (levels instanceof Levels.Numbers numbers) {
      return ofNumbers(numbers.values());
    }
    return new Decimals(0, 1);
  }

  private static Decimals ofNumbers(double[] values) {
    int places = 0;
    for (double value : values) {
      while (places <= MOST && !isWhole(value, places)) {
        places++;
      }
      if (places > MOST) {
        return new Decimals(-1, 1);
      }
    }
    long[] units = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      units[i] = Math.round(values[i] * power(places));
    }
    return new Decimals(places, step(units));
  }

  private static boolean isWhole(double value, int places) {
    double units = value * power(places);
    return Math.abs(units) < LARGEST_EXACT && Math.rint(units) / power(places) == value;
  }

  private static double power(int places) {
    return Math.pow(10, places);
  }

  private static long step(long[] values) {
    long step = 0;
    for (long value : values) {
      step = greatestCommonDivisor(step, Math.abs(value - values[0]));
      if (step == 1) {
        return 1;
      }
    }
    return Math.max(step, 1);
  }

  private static long greatestCommonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  /** The nearest value of that many places. */
  public double round(double value) {
    if (places < 0) {
      return value;
    }
    return Math.rint(value * power(places)) / power(places);
  }
}
