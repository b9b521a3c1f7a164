package io.ballast.files;

import java.util.Arrays;

/**
 * Codes by the 128 bits that stand for a string in a result of DuckDB, so that no row needs a
 * String.
 *
 * <p>Open addressing with linear probing, at most half full. Not thread-safe.
 */
final class StringCodes {

  /** What is found under a key that is not there. */
  static final int EMPTY = Integer.MIN_VALUE;

  private long[] keys = new long[2 * 64];
  private int[] codes = filled(64);
  private int size;

  /** The code under that key, or {@link #EMPTY}. */
  int find(long first, long second) {
    int mask = codes.length - 1;
    for (int slot = slot(first, second, mask); ; slot = (slot + 1) & mask) {
      if (codes[slot] == EMPTY || (keys[2 * slot] == first && keys[2 * slot + 1] == second)) {
        return codes[slot];
      }
    }
  }

  /** Adds a key that is not there yet. */
  void put(long first, long second, int code) {
    if (2 * (size + 1) > codes.length) {
      grow();
    }
    insert(first, second, code);
    size++;
  }

  private void insert(long first, long second, int code) {
    int mask = codes.length - 1;
    int slot = slot(first, second, mask);
    while (codes[slot] != EMPTY) {
      slot = (slot + 1) & mask;
    }
    keys[2 * slot] = first;
    keys[2 * slot + 1] = second;
    codes[slot] = code;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCodes = codes;
    keys = new long[oldKeys.length * 2];
    codes = filled(oldCodes.length * 2);
    for (int slot = 0; slot < oldCodes.length; slot++) {
      if (oldCodes[slot] != EMPTY) {
        insert(oldKeys[2 * slot], oldKeys[2 * slot + 1], oldCodes[slot]);
      }
    }
  }

  private static int slot(long first, long second, int mask) {
    long mixed = (first * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(second * 0xC2B2AE3D27D4EB4FL, 31);
    mixed *= 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }

  private static int[] filled(int length) {
    int[] codes = new int[length];
    Arrays.fill(codes, EMPTY);
    return codes;
  }
}
