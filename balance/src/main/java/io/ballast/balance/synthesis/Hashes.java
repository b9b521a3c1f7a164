package io.ballast.balance.synthesis;

/** 64-bit hashes of values and rows, the same on every machine. */
final class Hashes {

  private static final long PRIME = 0x100000001b3L;
  private static final long START = 0xcbf29ce484222325L;

  private Hashes() {}

  /** Of a string. */
  static long of(String value) {
    long hash = START;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * PRIME;
    }
    return mix(hash);
  }

  /** Of a number. */
  static long of(long value) {
    return mix(value + 0x9e3779b97f4a7c15L);
  }

  /** Of a row: what came before and one more value. */
  static long and(long before, long value) {
    return mix(before * 31 + value);
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
