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
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    hash ^= hash >>> 32;
    return (short) Long.remainderUnsigned(hash, COUNT);
  }

  void add(int block, double... values) {
    for (int q = 0; q < values.length; q++) {
      sums[block][q] += values[q];
    }
  }

  /**
   * The metric with its interval: ends are twice the metric less the other quantile of the draws.
   *
   * @param value the metric of all rows
   * @param metric from sums; NaN when undefined
   */
  Estimate interval(double value, ToDoubleFunction<double[]> metric) {
    double[][] filled =
        Arrays.stream(sums)
            .filter(block -> Arrays.stream(block).anyMatch(sum -> sum != 0))
            .toArray(double[][]::new);
    if (filled.length < 2) {
      return Estimate.withoutInterval(value, "too few rows for an interval");
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] draws = new double[DRAWS];
    double[] drawn = new double[sums[0].length];
    int undefined = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.fill(drawn, 0);
      for (int i = 0; i < filled.length; i++) {
        double[] block = filled[random.nextInt(filled.length)];
        for (int q = 0; q < drawn.length; q++) {
          drawn[q] += block[q];
        }
      }
      draws[draw] = metric.applyAsDouble(drawn);
      undefined += Double.isNaN(draws[draw]) ? 1 : 0;
    }
    Arrays.sort(draws); // NaN last
    int defined = DRAWS - undefined;
    if (defined < DRAWS / 2) {
      return Estimate.withoutInterval(value, "too few rows for an interval");
    }
    double low = Quantile.of(draws, defined, OUTSIDE);
    double high = Quantile.of(draws, defined, 1 - OUTSIDE);
    return Estimate.of(value, 2 * value - high, 2 * value - low);
  }
}
