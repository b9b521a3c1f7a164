package io.ballast.eventstore.embedded;

import java.util.Arrays;

/**
 * Gives pairs of classes places 0, 1, 2, ... in the order in which they come up. Takes room for the
 * pairs that came up only: of a thousand classes there are a million pairs.
 */
final class PairPlaces {

  private static final int FREE = -1;

  /** Places by a hash of the pair, the next free one when it is taken; a power of two of them. */
  private int[] table = new int[16];

  private int[] pairs = new int[8];
  private int size;

  PairPlaces() {
    Arrays.fill(table, FREE);
  }

  /** The place of a pair, a new one if it has none. */
  int place(int pair) {
    int index = find(pair);
    int place = table[index];
    if (place != FREE) {
      return place;
    }
    if (size == pairs.length) {
      grow();
      index = find(pair);
    }
    table[index] = size;
    pairs[size] = pair;
    return size++;
  }

  private int find(int pair) {
    int index = (pair * 0x9E3779B9) >>> 7 & (table.length - 1);
    while (table[index] != FREE && pairs[table[index]] != pair) {
      index = (index + 1) & (table.length - 1);
    }
    return index;
  }

  private void grow() {
    pairs = Arrays.copyOf(pairs, size * 2);
    table = new int[table.length * 2];
    Arrays.fill(table, FREE);
    for (int place = 0; place < size; place++) {
      table[find(pairs[place])] = place;
    }
  }

  /** The pairs that have places, rising. */
  int[] sortedPairs() {
    int[] sorted = Arrays.copyOf(pairs, size);
    Arrays.sort(sorted);
    return sorted;
  }
}
