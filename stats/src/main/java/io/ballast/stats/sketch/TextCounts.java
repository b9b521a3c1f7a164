package io.ballast.stats.sketch;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A count of each text: a table of open addresses that is at most three quarters full, in which a
 * text stands at the first free place from that of its hash on. A new text allocates nothing. Not
 * thread-safe.
 */
final class TextCounts {
  private static final int LEAST_PLACES = 16;
  private static final int FREE = 0;

  /** Counts below it are counted themselves for their median. */
  private static final int SMALL = 64;

  private Places table = new Places(LEAST_PLACES);

  /** Of the same size, for the next lowering. */
  private Places spare = new Places(LEAST_PLACES);

  private int size;

  /** Parallel arrays; the hash of a free place is {@link #FREE}, that of a text never. */
  private static final class Places {
    private final int[] hashes;
    private final @Nullable String[] texts;
    private final long[] counts;

    Places(int length) {
      hashes = new int[length];
      texts = new @Nullable String[length];
      counts = new long[length];
    }

    void set(int place, int hash, @Nullable String text, long count) {
      hashes[place] = hash;
      texts[place] = text;
      counts[place] = count;
    }
  }

  /** Texts with a count. */
  int size() {
    return size;
  }

  /**
   * Adds to the count of a text.
   *
   * @param times at least 1
   */
  void add(String text, long times) {
    Places known = table;
    int last = known.hashes.length - 1;
    int mixed = (int) Hash.mix(text.hashCode());
    int hash = mixed == FREE ? 1 : mixed;
    int place = hash & last;
    for (int other = known.hashes[place]; other != FREE; other = known.hashes[place]) {
      if (other == hash && text.equals(known.texts[place])) {
        known.counts[place] += times;
        return;
      }
      place = (place + 1) & last;
    }
    known.set(place, hash, text, times);
    size++;
    if (4L * size > 3L * known.hashes.length) {
      move(new Places(2 * known.hashes.length), 0);
      spare = new Places(table.hashes.length);
    }
  }

  /** Takes the median count from all, drops what is left with none, and tells the median. */
  long lower() {
    long median = median();
    Places old = table;
    Arrays.fill(spare.hashes, FREE);
    Arrays.fill(spare.texts, null);
    move(spare, median);
    spare = old;
    return median;
  }

  /** Puts what is left of the counts less an amount into free places, which become the table. */
  private void move(Places free, long less) {
    Places old = table;
    int last = free.hashes.length - 1;
    int moved = 0;
    for (int i = 0; i < old.hashes.length; i++) {
      int hash = old.hashes[i];
      if (hash == FREE || old.counts[i] <= less) {
        continue;
      }
      int place = hash & last;
      while (free.hashes[place] != FREE) {
        place = (place + 1) & last;
      }
      free.set(place, hash, old.texts[i], old.counts[i] - less);
      moved++;
    }
    table = free;
    size = moved;
  }

  /** The count with half of them before it. */
  private long median() {
    int[] ofSmall = new int[SMALL];
    for (int i = 0; i < table.hashes.length; i++) {
      if (table.hashes[i] != FREE) {
        ofSmall[(int) Math.max(0, Math.min(SMALL - 1, table.counts[i]))]++; // 0: overflowed
      }
    }
    int before = 0;
    for (int count = 0; count < SMALL - 1; count++) {
      before += ofSmall[count];
      if (before > size / 2) {
        return count;
      }
    }
    long[] all = new long[size];
    int found = 0;
    for (int i = 0; i < table.hashes.length; i++) {
      if (table.hashes[i] != FREE) {
        all[found++] = table.counts[i];
      }
    }
    Arrays.sort(all);
    return all[size / 2];
  }

  /** Shows all texts with their counts, in no order. */
  void forEach(ObjLongConsumer<String> consumer) {
    for (int place = 0; place < table.hashes.length; place++) {
      if (table.hashes[place] != FREE) {
        consumer.accept(requireNonNull(table.texts[place]), table.counts[place]);
      }
    }
  }
}
