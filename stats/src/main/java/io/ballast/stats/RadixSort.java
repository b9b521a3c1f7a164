package io.ballast.stats;

import java.util.Arrays;

/**
 * Doubles in rising order, as {@link Arrays#sort(double[])} has them: -0.0 before 0.0, NaN last.
 * Many values are put in order byte by byte, in a time that grows with them alone.
 */
public final class RadixSort {
  private static final int FEW = 2_000;
  private static final int DIGITS = 8;
  private static final int VALUES = 256;

  private RadixSort() {}

  /** Puts the values in order; takes twice their memory meanwhile. */
  public static void sort(double[] values) {
    if (values.length < FEW) {
      Arrays.sort(values);
      return;
    }
    long[] keys = new long[values.length];
    int[][] counts = new int[DIGITS][VALUES];
    for (int i = 0; i < keys.length; i++) {
      long key = key(values[i]);
      keys[i] = key;
      for (int digit = 0; digit < DIGITS; digit++) {
        counts[digit][digit(key, digit)]++;
      }
    }
    long[] other = new long[keys.length];
    for (int digit = 0; digit < DIGITS; digit++) {
      if (counts[digit][digit(keys[0], digit)] < keys.length) {
        move(keys, other, digit, counts[digit]);
        long[] moved = other;
        other = keys;
        keys = moved;
      }
    }
    for (int i = 0; i < keys.length; i++) {
      values[i] = value(keys[i]);
    }
  }

  private static void move(long[] from, long[] to, int digit, int[] counts) {
    int place = 0;
    for (int value = 0; value < VALUES; value++) {
      int count = counts[value];
      counts[value] = place;
      place += count;
    }
    for (long key : from) {
      to[counts[digit(key, digit)]++] = key;
    }
  }

  private static int digit(long key, int digit) {
    return (int) (key >>> (Byte.SIZE * digit)) & (VALUES - 1);
  }

  /** A number that, without sign, rises with a double; that of NaN is the greatest. */
  static long key(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
  }

  private static double value(long key) {
    return Double.longBitsToDouble(key ^ (~key >> (Long.SIZE - 1) | Long.MIN_VALUE));
  }

  /**
   * The values that would be in some places if all were in order.
   *
   * @param values in any order, left as they are; no NaN
   * @param places from 0, each below the number of values
   */
  public static double[] at(double[] values, int... places) {
    if (values.length < FEW) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return Arrays.stream(places).mapToDouble(place -> sorted[place]).toArray();
    }
    int[] counts = new int[1 << Short.SIZE];
    for (double value : values) {
      counts[upper(value)]++;
    }
    double[] found = new double[places.length];
    int known = -1;
    double[] bucket = {};
    for (int i = 0; i < places.length; i++) {
      int upper = 0;
      int below = 0;
      while (below + counts[upper] <= places[i]) {
        below += counts[upper++];
      }
      if (upper != known) {
        bucket = bucket(values, upper, counts[upper]);
        known = upper;
      }
      found[i] = bucket[places[i] - below];
    }
    return found;
  }

  /** The values of which the upper bits are these, in order. */
  private static double[] bucket(double[] values, int upper, int count) {
    double[] bucket = new double[count];
    int size = 0;
    for (double value : values) {
      if (upper(value) == upper) {
        bucket[size++] = value;
      }
    }
    sort(bucket);
    return bucket;
  }

  private static int upper(double value) {
    return (int) (key(value) >>> (Long.SIZE - Short.SIZE));
  }
}
