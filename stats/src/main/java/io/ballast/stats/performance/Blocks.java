package io.ballast.stats.performance;

import io.ballast.stats.ExactSum;
import io.ballast.stats.Quantile;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
  private static final int AT_ONCE = 4;

  /** Draws that differ by no more of the value do so by rounding. */
  private static final double SAME = 1e-13;

  private static final double OUTSIDE = 0.025;
  private static final int FIXED_BITS = 61;

  private final double[][] sums;
  private final boolean[] filled = new boolean[COUNT];
  private final double[] @Nullable [] drawn;
  private boolean hasDraws;
  private short @Nullable [] picks;

  /** Sums of that many quantities. */
  Blocks(int quantities) {
    sums = new double[quantities][COUNT];
    drawn = new double[quantities][];
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

  /** Adds to one quantity of a row. */
  void addTo(int block, int quantity, double value) {
    sums[quantity][block] += value;
    filled[block] = true;
    if (hasDraws) {
      forgetDraws();
    }
  }

  private void forgetDraws() {
    Arrays.fill(drawn, null);
    hasDraws = false;
  }

  /**
   * Adds one quantity of all rows. The sums of blocks are those of the values rounded to a unit
   * that is 2^-62 of what they could come to, and do not depend on the order of rows.
   *
   * @param values one for each row, or more
   * @param rows whose blocks the values are added to
   * @return the exact sum of all values, rounded once
   */
  double addAll(int quantity, double[] values, PairColumns rows) {
    ExactSum total = new ExactSum();
    for (int i = 0; i < rows.rows(); i++) {
      total.add(values[i]);
    }
    addRounded(new int[] {quantity}, new byte[rows.rows()], values, rows);
    return total.value();
  }

  /**
   * Adds a value of each row to a quantity of the row's own, rounded in the same way.
   *
   * @param quantities the quantities
   * @param places which of them a row's value is added to
   * @param values one for each row, or more
   * @param rows whose blocks the values are added to
   */
  void addRounded(int[] quantities, byte[] places, double[] values, PairColumns rows) {
    double largest = 0;
    for (int i = 0; i < rows.rows(); i++) {
      largest = Math.max(largest, Math.abs(values[i]));
      filled[rows.block(i)] = true;
    }
    forgetDraws();
    if (!Double.isFinite(largest)) {
      for (int quantity : quantities) {
        Arrays.fill(sums[quantity], Double.NaN);
      }
      return;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(rows.rows());
    int exponent = Math.min(Double.MAX_EXPONENT, FIXED_BITS - bits - Math.getExponent(largest));
    double scale = Math.scalb(1.0, exponent);
    long[] fixed = new long[quantities.length * COUNT];
    for (int i = 0; i < rows.rows(); i++) {
      fixed[places[i] * COUNT + rows.block(i)] += (long) Math.rint(values[i] * scale);
    }
    for (int place = 0; place < quantities.length; place++) {
      for (int block = 0; block < COUNT; block++) {
        double sum = (double) fixed[place * COUNT + block];
        sums[quantities[place]][block] += Math.scalb(sum, -exponent);
      }
    }
  }

  /** Adds the weights of all rows, in the manner of {@link #addAll}; their exact sum. */
  double addWeights(int quantity, PairColumns rows) {
    if (rows.hasWeights()) {
      return addAll(quantity, rows.weights(), rows);
    }
    for (int i = 0; i < rows.rows(); i++) {
      addTo(rows.block(i), quantity, 1);
    }
    return rows.rows();
  }

  /**
   * The metric with its interval: ends are twice the metric less the other quantile of the draws.
   *
   * @param value the metric of all rows
   * @param metric from sums; NaN when undefined
   */
  Estimate interval(double value, ToDoubleFunction<double[]> metric) {
    return interval(value, metric, IntStream.range(0, sums.length).toArray());
  }

  /**
   * The same of a metric that looks at some quantities only.
   *
   * @param looked places of these quantities; the metric sees 0 in the others
   */
  Estimate interval(double value, ToDoubleFunction<double[]> metric, int... looked) {
    int[] used = used(filled);
    if (used.length < 2) {
      return Estimate.withoutInterval(value, "too few rows for an interval");
    }
    double[][] ofDraws = new double[sums.length][];
    for (int quantity : looked) {
      ofDraws[quantity] = drawn(quantity, used);
    }
    double[] draws = new double[DRAWS];
    double[] quantities = new double[sums.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int quantity : looked) {
        quantities[quantity] = ofDraws[quantity][draw];
      }
      draws[draw] = metric.applyAsDouble(quantities);
    }
    return basic(value, draws);
  }

  /** The sums of a quantity in each draw, kept for the next metric of it. */
  private double[] drawn(int quantity, int[] used) {
    double[] made = drawn[quantity];
    if (made != null) {
      return made;
    }
    short[] known = picks;
    if (known == null || known.length != DRAWS * used.length) {
      known = used.length == COUNT ? Picks.OF_ALL : Picks.of(used.length);
      picks = known;
    }
    double[] ofUsed = new double[used.length];
    Arrays.setAll(ofUsed, i -> sums[quantity][used[i]]);
    double[] fresh = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw += AT_ONCE) {
      draw(draw, ofUsed, known, fresh);
    }
    drawn[quantity] = fresh;
    hasDraws = true;
    return fresh;
  }

  /** Four draws at once, so that an addition need not wait for the one before. */
  private static void draw(int draw, double[] ofUsed, short[] picks, double[] into) {
    int first = draw * ofUsed.length;
    int second = first + ofUsed.length;
    int third = second + ofUsed.length;
    int fourth = third + ofUsed.length;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < ofUsed.length; i++) {
      a += ofUsed[picks[first + i]];
      b += ofUsed[picks[second + i]];
      c += ofUsed[picks[third + i]];
      d += ofUsed[picks[fourth + i]];
    }
    into[draw] = a;
    into[draw + 1] = b;
    into[draw + 2] = c;
    into[draw + 3] = d;
  }

  /** Which blocks the draws pick, draw by draw; the same in every run. */
  private static final class Picks {
    private static final short[] OF_ALL = of(COUNT);

    private Picks() {}

    static short[] of(int blocks) {
      SplittableRandom random = new SplittableRandom(SEED);
      short[] picks = new short[DRAWS * blocks];
      for (int i = 0; i < picks.length; i++) {
        picks[i] = (short) random.nextInt(blocks);
      }
      return picks;
    }
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
    if (draws[defined - 1] - draws[0] <= SAME * Math.abs(value)) {
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
