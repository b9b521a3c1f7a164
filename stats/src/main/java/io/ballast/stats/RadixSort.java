package io.ballast.stats;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
    int[] uppers = new int[places.length];
    int[] below = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      while (below[i] + counts[uppers[i]] <= places[i]) {
        below[i] += counts[uppers[i]++];
      }
    }
    Map<Integer, double[]> buckets = buckets(values, counts, uppers);
    double[] found = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      found[i] = requireNonNull(buckets.get(uppers[i]))[places[i] - below[i]];
    }
    return found;
  }

  /**
   * The values of which the upper bits are one of these, in order for each. All others are written
   * to one place: a branch for them would be guessed wrong too often.
   */
  private static Map<Integer, double[]> buckets(double[] values, int[] counts, int[] uppers) {
    int[] distinct = Arrays.stream(uppers).distinct().toArray();
    int[] buckets = new int[counts.length]; // 0: no bucket
    int[] starts = new int[distinct.length + 2];
    int[] steps = new int[distinct.length + 1];
    starts[1] = 1;
    for (int bucket = 1; bucket <= distinct.length; bucket++) {
      int upper = distinct[bucket - 1];
      buckets[upper] = bucket;
      starts[bucket + 1] = starts[bucket] + counts[upper];
      steps[bucket] = 1;
    }
    double[] kept = new double[starts[distinct.length + 1]];
    int[] next = starts.clone();
    for (double value : values) {
      int bucket = buckets[upper(value)];
      kept[next[bucket]] = value;
      next[bucket] += steps[bucket];
    }
    Map<Integer, double[]> sorted = new HashMap<>();
    for (int bucket = 1; bucket <= distinct.length; bucket++) {
      double[] own = Arrays.copyOfRange(kept, starts[bucket], starts[bucket + 1]);
      sort(own);
      sorted.put(distinct[bucket - 1], own);
    }
    return sorted;
  }

  private static int upper(double value) {
    return (int) (key(value) >>> (Long.SIZE - Short.SIZE));
  }
}
