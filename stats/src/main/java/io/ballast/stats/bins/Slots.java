package io.ballast.stats.bins;

/**
 * A monotone map of values to a few thousand slots, by which a value's neighbours among sorted
 * values are found without a search: linear over the middle of the sorted values, or linear in
 * their logarithm.
 */
abstract sealed class Slots {

  /** Number of slots. */
  static final int SIZE = 1 << 14;

  private Slots() {}

  /** The slot of a value; of NaN any slot. */
  abstract int of(double value);

  /** The slots of the values from one to another, excluded. */
  abstract void of(double[] values, int from, int to, int[] slots);

  /** Slots of equal width over the middle 99% of sorted values. */
  static Slots linear(double[] sorted) {
    int count = sorted.length;
    double low = count == 0 ? 0 : sorted[count / 200];
    double high = count == 0 ? 0 : sorted[count - 1 - count / 200];
    double slotsPerUnit = (SIZE - 2) / (high - low);
    boolean usable = slotsPerUnit > 0 && slotsPerUnit < Double.POSITIVE_INFINITY;
    return new Linear(usable ? low : 0, usable ? slotsPerUnit : 0);
  }

  /** Slots of equal width in the logarithm, as far as the bits of a double are one. */
  static Slots logarithmic(double[] sorted) {
    int count = sorted.length;
    long low = count == 0 ? 0 : rank(sorted[count / 200]);
    long high = count == 0 ? 0 : rank(sorted[count - 1 - count / 200]);
    int shift = 1;
    while (((high >> shift) - (low >> shift)) > SIZE - 2) {
      shift++;
    }
    return new Logarithmic(low >> shift, shift);
  }

  /** A whole number in the order of the values. */
  private static long rank(double value) {
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static final class Linear extends Slots {
    private final double origin;
    private final double slotsPerUnit;

    Linear(double origin, double slotsPerUnit) {
      this.origin = origin;
      this.slotsPerUnit = slotsPerUnit;
    }

    @Override
    int of(double value) {
      double position = (value - origin) * slotsPerUnit;
      return position > 0 ? (int) Math.min(position, SIZE - 1) : 0;
    }

    @Override
    void of(double[] values, int from, int to, int[] slots) {
      for (int row = from; row < to; row++) {
        slots[row - from] = of(values[row]);
      }
    }
  }

  private static final class Logarithmic extends Slots {
    private final long origin;
    private final int shift;

    Logarithmic(long origin, int shift) {
      this.origin = origin;
      this.shift = shift;
    }

    @Override
    int of(double value) {
      long position = (rank(value) >> shift) - origin;
      return (int) Math.max(0, Math.min(position, SIZE - 1));
    }

    @Override
    void of(double[] values, int from, int to, int[] slots) {
      for (int row = from; row < to; row++) {
        slots[row - from] = of(values[row]);
      }
    }
  }
}
