package io.ballast.stats.sketch;

/** Hashes of 64 bits, the same on every machine. */
final class Hash {
  /** What a counter goes on by before each {@link #mix}: 2^64 over the golden ratio. */
  static final long STEP = 0x9E3779B97F4A7C15L;

  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  private Hash() {}

  /** A bijection in which each bit of the input changes half of the output (SplitMix64's end). */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * FIRST;
    z = (z ^ (z >>> 27)) * SECOND;
    return z ^ (z >>> 31);
  }

  static long of(long value, long seed) {
    return mix(mix(value + STEP) ^ seed);
  }

  /** Of a text, by its UTF-16 units. */
  static long of(CharSequence text, long seed) {
    long hash = seed ^ (text.length() * STEP);
    long word = 0;
    int filled = 0;
    for (int i = 0; i < text.length(); i++) {
      word = (word << 16) | text.charAt(i);
      if (++filled == 4) {
        hash = mix(hash ^ word) + STEP;
        word = 0;
        filled = 0;
      }
    }
    return mix(hash ^ word ^ ((long) filled << 62));
  }
}
