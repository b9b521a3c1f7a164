package io.ballast.stats.performance;

import io.ballast.stats.Quantile;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Sums of rows in up to 1,000 blocks, for the basic bootstrap of metrics that are functions of
 * sums: blocks are drawn in place of rows. With at most a row in each block that is the bootstrap
 * of rows.
 *
 * <p>A row's block follows from its id alone, so that the interval does not depend on the order of
 * rows.
 */
final class Blocks {

  /** Blocks that rows are put into. */
  static final int COUNT = 1000;

  /** The seed of the draws. */
  static final long SEED = 1;

  private static final int DRAWS = 1000;
  private static final double OUTSIDE = 0.025;

  private final double[][] sums;
  private final boolean[] filled = new boolean[COUNT];

  /** Sums of that many quantities. */
  Blocks(int quantities) {
    sums = new double[COUNT][quantities];
  }

  /** The block of a row by its id. */
  static short of(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return of(hash);
  }

  /** The block of a row by a number of its own. */
  static short of(long number) {
    long hash = number;
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    return (short) Long.remainderUnsigned(hash, COUNT);
  }

  /** Adds a row's quantities. */
  void add(int block, double... values) {
    for (int q = 0; q < values.length; q++) {
      sums[block][q] += values[q];
    }
    filled[block] = true;
  }

  /** Adds to one quantity of a row. */
  void addTo(int block, int quantity, double value) {
    sums[block][quantity] += value;
    filled[block] = true;
  }

  /** The sums of all blocks. */
  double[] all() {
    double[] all = new double[sums[0].length];
    for (double[] block : sums) {
      for (int q = 0; q < all.length; q++) {
        all[q] += block[q];
      }
    }
    return all;
  }

  /**
   * The metric with its interval: ends are twice the metric less the other quantile of the draws.
   *
   * @param value the metric of all rows
   * @param metric from sums; NaN when undefined
   */
  Estimate interval(double value, ToDoubleFunction<double[]> metric) {
    int[] used = used(filled);
    if (used.length < 2) {
      return Estimate.withoutInterval(value, "too few rows for an interval");
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] draws = new double[DRAWS];
    double[] drawn = new double[sums[0].length];
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.fill(drawn, 0);
      for (int i = 0; i < used.length; i++) {
        double[] block = sums[used[random.nextInt(used.length)]];
        for (int q = 0; q < drawn.length; q++) {
          drawn[q] += block[q];
        }
      }
      draws[draw] = metric.applyAsDouble(drawn);
    }
    return basic(value, draws);
  }

  private static int[] used(boolean[] filled) {
    int[] used = new int[COUNT];
    int size = 0;
    for (int block = 0; block < COUNT; block++) {
      if (filled[block]) {
        used[size++] = block;
      }
    }
    return Arrays.copyOf(used, size);
  }

  /**
   * The interval of a metric that is no function of sums: the metric is computed again from the
   * rows for each draw, each row as often as its block was drawn.
   *
   * @param value the metric of all rows
   * @param rows in which blocks are looked up
   * @param draws how many, at most 1,000
   * @param metric from the number of times each block is drawn; NaN when undefined
   */
  static Estimate ofRows(
      double value, PairColumns rows, int draws, ToDoubleFunction<int[]> metric) {
    boolean[] filled = new boolean[COUNT];
    for (int i = 0; i < rows.rows(); i++) {
      filled[rows.block(i)] = true;
    }
    int[] used = used(filled);
    if (used.length < 2) {
      return Estimate.withoutInterval(value, "too few rows for an interval");
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[draws];
    int[] times = new int[COUNT];
    for (int draw = 0; draw < draws; draw++) {
      Arrays.fill(times, 0);
      for (int i = 0; i < used.length; i++) {
        times[used[random.nextInt(used.length)]]++;
      }
      values[draw] = metric.applyAsDouble(times);
    }
    return basic(value, values);
  }

  private static Estimate basic(double value, double[] draws) {
    int undefined = 0;
    for (double draw : draws) {
      undefined += Double.isNaN(draw) ? 1 : 0;
    }
    Arrays.sort(draws); // NaN last
    int defined = draws.length - undefined;
    if (defined < draws.length / 2) {
      return Estimate.withoutInterval(value, "too few rows for an interval");
    }
    if (draws[0] == draws[defined - 1]) {
      return Estimate.withoutInterval(value, "all draws of the bootstrap give the same value");
    }
    double low = Quantile.of(draws, defined, OUTSIDE);
    double high = Quantile.of(draws, defined, 1 - OUTSIDE);
    double lower = 2 * value - high;
    double upper = 2 * value - low;
    return Double.isFinite(lower) && Double.isFinite(upper)
        ? Estimate.of(value, lower, upper)
        : Estimate.withoutInterval(value, "the ends are beyond the numbers that a computer holds");
  }
}
