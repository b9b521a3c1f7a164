package io.ballast.eventstore.embedded;

import java.util.Arrays;

/**
 * Tells which numbers were surely never added, so that a new event id costs no look-up.
 *
 * <p>Keeps 44 of the 63 bits of each number: 12 choose one of 4096 segments, 32 are stored there by
 * open addressing. Of numbers that were not added a share of (numbers added) / 2^44 is not told; 50
 * million make it 3 in a million. Takes about 6 bytes for each number. Not thread-safe.
 */
final class IdFilter {

  private static final int SEGMENT_BITS = 12;
  private static final int FIRST_SIZE = 16;

  private final int[][] segments = new int[1 << SEGMENT_BITS][];
  private final int[] sizes = new int[1 << SEGMENT_BITS];

  /** Whether the number may have been added. */
  boolean mayContain(long hash) {
    int[] slots = segments[segment(hash)];
    if (slots == null) {
      return false;
    }
    int key = key(hash);
    for (int slot = slot(key, slots.length); ; slot = slot + 1 == slots.length ? 0 : slot + 1) {
      if (slots[slot] == 0) {
        return false;
      }
      if (slots[slot] == key) {
        return true;
      }
    }
  }

  void add(long hash) {
    int segment = segment(hash);
    int[] slots = segments[segment];
    if (slots == null) {
      slots = new int[FIRST_SIZE];
      segments[segment] = slots;
    }
    if (insert(slots, key(hash))) {
      sizes[segment]++;
      if (sizes[segment] * 4 > slots.length * 3) {
        segments[segment] = grown(slots);
      }
    }
  }

  private static int[] grown(int[] slots) {
    int[] larger = new int[slots.length + (slots.length >> 1) + 1];
    Arrays.stream(slots).filter(key -> key != 0).forEach(key -> insert(larger, key));
    return larger;
  }

  private static boolean insert(int[] slots, int key) {
    int slot = slot(key, slots.length);
    while (slots[slot] != 0) {
      if (slots[slot] == key) {
        return false;
      }
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    slots[slot] = key;
    return true;
  }

  private static int segment(long hash) {
    return (int) (hash >>> (63 - SEGMENT_BITS));
  }

  /** The lower bits, never 0. */
  private static int key(long hash) {
    int key = (int) hash;
    return key == 0 ? 1 : key;
  }

  /** The upper bits of a key scaled to the length, which need not be a power of two. */
  private static int slot(int key, int length) {
    return (int) (((key & 0xFFFFFFFFL) * length) >>> 32);
  }
}
