package io.ballast.stats.performance;

import java.util.function.IntToLongFunction;

/**
 * A stable order of rows by keys, the last of which counts most: a radix sort, byte by byte, whose
 * time grows with the rows.
 */
final class RowOrder {
  private static final int DIGITS = 8;
  private static final int VALUES = 256;

  private int[] rows;
  private int[] other;
  private final long[] keys;

  /** The order in which the rows came. */
  RowOrder(int count) {
    rows = new int[count];
    other = new int[count];
    keys = new long[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
  }

  /** A number that rises with a double; NaN comes last. */
  static long key(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  /** Orders by a key, unsigned; rows of one key keep their order. */
  RowOrder by(IntToLongFunction key) {
    int[][] counts = new int[DIGITS][VALUES];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key.applyAsLong(i);
      for (int digit = 0; digit < DIGITS; digit++) {
        counts[digit][byteOf(keys[i], digit)]++;
      }
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      if (keys.length > 0 && counts[digit][byteOf(keys[0], digit)] < keys.length) {
        move(digit, counts[digit]);
      }
    }
    return this;
  }

  private void move(int digit, int[] counts) {
    int from = 0;
    for (int value = 0; value < VALUES; value++) {
      int count = counts[value];
      counts[value] = from;
      from += count;
    }
    for (int row : rows) {
      other[counts[byteOf(keys[row], digit)]++] = row;
    }
    int[] moved = other;
    other = rows;
    rows = moved;
  }

  private static int byteOf(long key, int digit) {
    return (int) (key >>> (DIGITS * digit)) & (VALUES - 1);
  }

  /** The row that is in that place. */
  int row(int place) {
    return rows[place];
  }

  /** The values in this order, with room for at least one. */
  double[] applied(double[] values) {
    double[] ordered = new double[Math.max(1, rows.length)];
    for (int i = 0; i < rows.length; i++) {
      ordered[i] = values[rows[i]];
    }
    return ordered;
  }

  /** The values in this order, with room for at least one. */
  short[] applied(short[] values) {
    short[] ordered = new short[Math.max(1, rows.length)];
    for (int i = 0; i < rows.length; i++) {
      ordered[i] = values[rows[i]];
    }
    return ordered;
  }
}
