package io.ballast.balance.synthesis;

/**
 * Random numbers that belong to a place (a seed, a step, a row), so that any thread draws the same.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators); one
 * object is used again for row after row.
 */
final class RowRandom {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  /** Begins the numbers of a place. */
  RowRandom at(long seed, long step, long row) {
    state = mix(mix(seed + GOLDEN * step) + GOLDEN * row);
    return this;
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number in [0, bound). */
  int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** A number in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
