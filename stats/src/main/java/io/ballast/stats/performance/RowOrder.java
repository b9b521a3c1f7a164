package io.ballast.stats.performance;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A stable order of rows by keys, the last of which counts most: a radix sort, byte by byte, whose
 * time grows with the rows.
 */
final class RowOrder {
  private static final int DIGITS = 8;
  private static final int VALUES = 256;
  private static final int FEW = 24;

  private int[] rows;
  private int[] otherRows;
  private long[] keys;
  private long[] otherKeys;

  /** The order in which the rows came. */
  RowOrder(int count) {
    this(new int[count]);
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
  }

  private RowOrder(int[] rows) {
    this.rows = rows;
    otherRows = new int[rows.length];
    keys = new long[rows.length];
    otherKeys = new long[rows.length];
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
      long known = key.applyAsLong(rows[i]);
      keys[i] = known;
      for (int digit = 0; digit < DIGITS; digit++) {
        counts[digit][byteOf(known, digit)]++;
      }
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      if (keys.length > 0 && counts[digit][byteOf(keys[0], digit)] < keys.length) {
        move(digit, counts[digit]);
      }
    }
    return this;
  }

  /** Moves rows and keys together, so that each pass reads both from the start to the end. */
  private void move(int digit, int[] counts) {
    int from = 0;
    for (int value = 0; value < VALUES; value++) {
      int count = counts[value];
      counts[value] = from;
      from += count;
    }
    int[] fromRows = rows;
    long[] fromKeys = keys;
    for (int i = 0; i < fromRows.length; i++) {
      long key = fromKeys[i];
      int to = counts[byteOf(key, digit)]++;
      otherRows[to] = fromRows[i];
      otherKeys[to] = key;
    }
    rows = otherRows;
    keys = otherKeys;
    otherRows = fromRows;
    otherKeys = fromKeys;
  }

  /**
   * Orders by a key, and rows of one key by further ones, the first of which counts least. Only the
   * rows of one key are ordered again.
   */
  RowOrder by(IntToLongFunction key, List<IntToLongFunction> further) {
    by(key);
    int to;
    for (int from = 0; from < rows.length; from = to) {
      for (to = from + 1; to < rows.length && keys[to] == keys[from]; ) {
        to++;
      }
      if (to - from > FEW) {
        RowOrder run = new RowOrder(Arrays.copyOfRange(rows, from, to));
        further.forEach(run::by);
        System.arraycopy(run.rows, 0, rows, from, to - from);
      } else {
        for (int place = from + 1; place < to; place++) {
          insert(from, place, further);
        }
      }
    }
    return this;
  }

  /** Brings the row of a place to where it belongs among those from another place on. */
  private void insert(int from, int place, List<IntToLongFunction> further) {
    int row = rows[place];
    int to = place;
    for (; to > from && isBefore(row, rows[to - 1], further); to--) {
      rows[to] = rows[to - 1];
    }
    rows[to] = row;
  }

  private static boolean isBefore(int row, int other, List<IntToLongFunction> further) {
    for (int i = further.size() - 1; i >= 0; i--) {
      int order =
          Long.compareUnsigned(further.get(i).applyAsLong(row), further.get(i).applyAsLong(other));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
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
