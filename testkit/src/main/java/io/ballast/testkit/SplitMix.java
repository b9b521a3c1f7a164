package io.ballast.testkit;

/**
 * SplitMix64: the same numbers on every JDK, which the random classes of the library do not
 * promise.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * figure 20 (without splitting).
 */
final class SplitMix {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;
  private static final double NORMAL_MEAN = 8 * 0xFFFF / 2.0;
  private static final double NORMAL_DEVIATION = Math.sqrt(8 * (0x1.0p32 - 1) / 12);

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  long nextLong() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double nextUnit() {
    return (nextLong() >>> 11) * UNIT;
  }

  /**
   * Uniform in [0, bound); the bias is below bound / 2^53.
   *
   * @param bound at least 1
   */
  int nextInt(int bound) {
    return (int) (nextUnit() * bound);
  }

  /**
   * Mean 0, variance 1, nearly normal: the sum of eight uniform numbers (Irwin and Hall), which
   * needs no function whose last bit may differ between machines. Never beyond 4.9.
   */
  double nextNormal() {
    long sum = 0;
    for (int half = 0; half < 2; half++) {
      for (long bits = nextLong(), i = 0; i < 4; i++, bits >>>= 16) {
        sum += bits & 0xFFFF;
      }
    }
    return (sum - NORMAL_MEAN) / NORMAL_DEVIATION;
  }

  /** Puts the values in random order. */
  void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}
