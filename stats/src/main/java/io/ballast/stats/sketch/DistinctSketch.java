package io.ballast.stats.sketch;

import io.ballast.stats.State;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How many different values a stream has: HyperLogLog (P. Flajolet and others, 2007) with hashes of
 * 64 bits and the estimator of O. Ertl, "New cardinality estimation algorithms for HyperLogLog
 * sketches" (2017, algorithm 6), which needs no table of corrections at small or middle counts.
 *
 * <p>Order and splits do not matter at all: merged sketches have the bytes of one pass. Relative
 * standard error {@link #relativeError()}. Not thread-safe.
 *
 * <p>Bytes, little-endian: "BDS1", int precision, long seed, then one byte for each register.
 */
public final class DistinctSketch implements State<DistinctSketch> {
  private static final int MAGIC = 0x31534442; // BDS1
  private static final int HEADER = 16;
  private static final int MIN_PRECISION = 4;
  private static final int MAX_PRECISION = 18;
  private static final double INFINITE_REGISTERS = 0.5 / Math.log(2);

  /** Relative standard error times the root of the registers: sqrt(3 ln 2 - 1), rounded up. */
  private static final double ERROR = 1.04;

  private final int precision;
  private final long seed;
  private final byte[] registers;

  /**
   * An empty sketch.
   *
   * @param precision 4 to 18: 2^precision registers of a byte each; 12 gives an error of 1.6%
   * @param seed of the hash; only sketches of one seed can be merged
   * @throws IllegalArgumentException if the precision is out of range
   */
  public DistinctSketch(int precision, long seed) {
    if (precision < MIN_PRECISION || precision > MAX_PRECISION) {
      throw new IllegalArgumentException(
          "precision is " + precision + ", from 4 to 18 are possible, try 12");
    }
    this.precision = precision;
    this.seed = seed;
    this.registers = new byte[1 << precision];
  }

  /** Adds a number; -0.0 and 0.0 are one value, and so are all NaN. */
  public void add(double value) {
    addHash(Hash.of(Double.doubleToLongBits(value + 0.0), seed));
  }

  /** Adds a whole number. */
  public void add(long value) {
    addHash(Hash.of(value, seed));
  }

  /** Adds a text. */
  public void add(CharSequence value) {
    addHash(Hash.of(value, seed));
  }

  private void addHash(long hash) {
    int register = (int) (hash >>> (Long.SIZE - precision));
    byte rank =
        (byte) (Long.numberOfLeadingZeros((hash << precision) | (1L << (precision - 1))) + 1);
    if (rank > registers[register]) {
      registers[register] = rank;
    }
  }

  @Override
  public void merge(DistinctSketch other) {
    if (other.precision != precision || other.seed != seed) {
      throw new IllegalArgumentException(
          "sketches of precision %d and %d, seed %d and %d cannot be merged, use one of each"
              .formatted(precision, other.precision, seed, other.seed));
    }
    for (int i = 0; i < registers.length; i++) {
      if (other.registers[i] > registers[i]) {
        registers[i] = other.registers[i];
      }
    }
  }

  /** Relative standard error of {@link #estimate()}. */
  public double relativeError() {
    return ERROR / Math.sqrt(registers.length);
  }

  /** About how many different values were added; 0 for an empty sketch. */
  public double estimate() {
    int last = Long.SIZE - precision + 1;
    int[] counts = new int[last + 1];
    for (byte register : registers) {
      counts[register]++;
    }
    double m = registers.length;
    double z = m * tau(1 - counts[last] / m);
    for (int rank = last - 1; rank >= 1; rank--) {
      z = 0.5 * (z + counts[rank]);
    }
    z += m * sigma(counts[0] / m);
    return INFINITE_REGISTERS * m * m / z;
  }

  /** The sum of x^(2^k) 2^(k - 1), plus x. */
  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double z = x;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (before != z);
    return z;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double z = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (before != z);
    return z / 3;
  }

  /** The state in the layout above. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(HEADER + registers.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(MAGIC)
        .putInt(precision)
        .putLong(seed)
        .put(registers)
        .array();
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws IllegalArgumentException if the bytes are no sketch of this kind
   */
  public static DistinctSketch of(byte[] array) {
    ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    if (array.length < HEADER || bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException("the bytes are no distinct sketch, they begin otherwise");
    }
    DistinctSketch sketch = new DistinctSketch(bytes.getInt(), bytes.getLong());
    if (bytes.remaining() != sketch.registers.length) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes for " + sketch.registers.length + " registers are damaged");
    }
    bytes.get(sketch.registers);
    for (byte register : sketch.registers) {
      if (register < 0 || register > Long.SIZE - sketch.precision + 1) {
        throw new IllegalArgumentException("a register of " + register + " is damaged");
      }
    }
    return sketch;
  }
}
