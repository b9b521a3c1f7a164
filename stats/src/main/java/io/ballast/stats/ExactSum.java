package io.ballast.stats;

/**
 * The exact sum of doubles, rounded once when it is asked for: the same in whatever order the
 * values come and however the states are merged.
 *
 * <p>Radford M. Neal, Fast exact summation using small and large superaccumulators, 2015,
 * arXiv:1505.05571: the small superaccumulator. Infinities and NaN add up as IEEE 754 says. Not
 * thread-safe.
 */
public final class ExactSum implements State<ExactSum> {

  /*
   * A finite double is an integer of 53 bits times a power of two, the smallest of which is 2^-1074.
   * The sum is kept as a fixed-point number in units of it: chunk i counts 2^(32 i) units. A value
   * touches two chunks with at most 52 bits each, so chunks of 64 bits take many values before the
   * upper halves must be carried on.
   */
  private static final int CHUNKS = 67;

  private static final int CHUNK_BITS = 32;
  private static final long CHUNK_MASK = 0xFFFFFFFFL;
  private static final int MAX_PENDING = 1000;
  private static final int FRACTION_BITS = 52;
  private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
  private static final int MAX_EXPONENT = 0x7FF;
  private static final int DROPPED_BITS = 11;

  private final long[] chunks = new long[CHUNKS];
  private int pending;
  private double notFinite;

  /** Adds a value. */
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & MAX_EXPONENT;
    long fraction = bits & FRACTION_MASK;
    if (exponent == MAX_EXPONENT) {
      notFinite += value;
      return;
    }
    if (exponent == 0) {
      exponent = 1;
    } else {
      fraction |= 1L << FRACTION_BITS;
    }
    int chunk = (exponent - 1) >>> 5;
    int shift = (exponent - 1) & 31;
    long low = (fraction << shift) & CHUNK_MASK;
    long high = fraction >>> (CHUNK_BITS - shift);
    if (bits < 0) {
      chunks[chunk] -= low;
      chunks[chunk + 1] -= high;
    } else {
      chunks[chunk] += low;
      chunks[chunk + 1] += high;
    }
    if (++pending == MAX_PENDING) {
      carry();
    }
  }

  /** Leaves less than 32 bits, not negative, in all chunks but the last. */
  private void carry() {
    for (int i = 0; i < CHUNKS - 1; i++) {
      chunks[i + 1] += chunks[i] >> CHUNK_BITS;
      chunks[i] &= CHUNK_MASK;
    }
    pending = 0;
  }

  @Override
  public void merge(ExactSum other) {
    carry();
    other.carry();
    for (int i = 0; i < CHUNKS; i++) {
      chunks[i] += other.chunks[i];
    }
    pending = 1;
    notFinite += other.notFinite;
  }

  /**
   * The sum, rounded to the nearest double, ties to even; 0 when nothing was added, an infinity
   * when it is beyond the doubles.
   */
  public double value() {
    if (notFinite != 0) {
      return notFinite;
    }
    carry();
    boolean negative = chunks[CHUNKS - 1] < 0;
    if (negative) {
      negate();
    }
    double magnitude = magnitude();
    if (negative) {
      negate();
    }
    return negative ? -magnitude : magnitude;
  }

  private void negate() {
    for (int i = 0; i < CHUNKS; i++) {
      chunks[i] = -chunks[i];
    }
    carry();
  }

  private double magnitude() {
    int top = CHUNKS - 1;
    while (top > 1 && chunks[top] == 0) {
      top--;
    }
    long bits = (chunks[top] << CHUNK_BITS) | chunks[top - 1];
    if (top == 1 && bits >>> (FRACTION_BITS + 1) == 0) {
      return Double.longBitsToDouble(bits); // exact: subnormal or of the smallest exponent
    }
    int leading = Long.numberOfLeadingZeros(bits);
    long next = top >= 2 ? chunks[top - 2] : 0;
    boolean rest = false;
    if (leading > 0) {
      bits = (bits << leading) | (next >>> (CHUNK_BITS - leading));
      next = (next << leading) & CHUNK_MASK;
    }
    for (int i = top - 3; i >= 0 && next == 0 && !rest; i--) {
      rest = chunks[i] != 0;
    }
    return rounded(bits, next != 0 || rest, CHUNK_BITS * (top - 1) - leading);
  }

  /**
   * The double nearest to {@code bits * 2^(unit - 1074)} and a little more when there is a rest.
   */
  private static double rounded(long bits, boolean rest, int unit) {
    long fraction = bits >>> DROPPED_BITS;
    long dropped = bits & ((1L << DROPPED_BITS) - 1);
    long half = 1L << (DROPPED_BITS - 1);
    if (dropped > half || (dropped == half && (rest || (fraction & 1) == 1))) {
      fraction++;
    }
    // Adding the hidden bit to the exponent below also takes care of a fraction that grew by a bit.
    long exponent = (long) unit + DROPPED_BITS;
    long encoded = (exponent << FRACTION_BITS) + fraction;
    return encoded >= (long) MAX_EXPONENT << FRACTION_BITS
        ? Double.POSITIVE_INFINITY
        : Double.longBitsToDouble(encoded);
  }
}
