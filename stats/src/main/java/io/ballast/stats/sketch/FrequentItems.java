package io.ballast.stats.sketch;

import io.ballast.stats.State;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The most frequent texts of a stream: the counters of J. Misra and D. Gries (1982), lowered by
 * their median when there are too many (D. Anderson and others, "A high-performance algorithm for
 * identifying frequent items in data streams", 2017).
 *
 * <p>Never random: a count is too low by at most {@link #maxError()}, which is at most 2 rows /
 * capacity, and never too high. Until the first lowering all counts are exact. Not thread-safe.
 *
 * <p>Bytes, little-endian: "BFI1", int capacity, long rows, long error, int items, then for each,
 * in falling order of count (ties by code point): long count, int bytes, UTF-8.
 */
public final class FrequentItems implements State<FrequentItems> {
  private static final int MAGIC = 0x31494642; // BFI1
  private static final int MIN_CAPACITY = 8;
  private static final int MAX_CAPACITY = 1 << 24;

  private final int capacity;
  private final TextCounts counts = new TextCounts();
  private long rows;
  private long error;

  /**
   * A text and how often it was seen at least.
   *
   * @param count never above the true one, below it by at most {@link #maxError()}
   */
  public record Item(String text, long count) {}

  /**
   * An empty sketch.
   *
   * @param capacity counters kept, 8 to 16,777,216
   * @throws IllegalArgumentException if the capacity is out of range
   */
  public FrequentItems(int capacity) {
    if (capacity < MIN_CAPACITY || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity is " + capacity + ", from 8 to 16777216 are possible, try 1024");
    }
    this.capacity = capacity;
  }

  /** Adds a text once. */
  public void add(String text) {
    add(text, 1);
  }

  /**
   * Adds a text several times.
   *
   * @param times at least 0
   * @throws IllegalArgumentException if {@code times} is negative
   */
  public void add(String text, long times) {
    if (times < 0) {
      throw new IllegalArgumentException(
          "a text is added " + times + " times, at least 0 are needed");
    }
    if (times == 0) {
      return;
    }
    rows += times;
    counts.add(text, times);
    if (counts.size() > capacity) {
      error += counts.lower();
    }
  }

  @Override
  public void merge(FrequentItems other) {
    if (other.capacity != capacity) {
      throw new IllegalArgumentException(
          "sketches of capacity " + capacity + " and " + other.capacity + " cannot be merged");
    }
    rows += other.rows;
    error += other.error;
    other.counts.forEach(counts::add);
    if (counts.size() > capacity) {
      error += counts.lower();
    }
  }

  /** How many texts were added. */
  public long rows() {
    return rows;
  }

  /** How much too low a count may be; a text that is not listed was seen at most that often. */
  public long maxError() {
    return error;
  }

  /** The texts kept, most frequent first, ties by code point. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    counts.forEach((text, count) -> items.add(new Item(text, count)));
    items.sort(
        Comparator.comparingLong(Item::count)
            .reversed()
            .thenComparing(item -> item.text().codePoints().toArray(), Arrays::compare));
    return items;
  }

  /** The state in the layout above. */
  public byte[] toBytes() {
    List<Item> items = items();
    List<byte[]> texts =
        items.stream().map(item -> item.text().getBytes(StandardCharsets.UTF_8)).toList();
    int length = texts.stream().mapToInt(text -> 12 + text.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(28 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(capacity).putLong(rows).putLong(error).putInt(items.size());
    for (int i = 0; i < items.size(); i++) {
      bytes.putLong(items.get(i).count()).putInt(texts.get(i).length).put(texts.get(i));
    }
    return bytes.array();
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws IllegalArgumentException if the bytes are no sketch of this kind
   */
  public static FrequentItems of(byte[] array) {
    ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (bytes.getInt() != MAGIC) {
        throw new IllegalArgumentException("the bytes are no frequent items, they begin otherwise");
      }
      FrequentItems sketch = new FrequentItems(bytes.getInt());
      sketch.rows = bytes.getLong();
      sketch.error = bytes.getLong();
      int items = bytes.getInt();
      for (int i = 0; i < items; i++) {
        long count = bytes.getLong();
        int length = bytes.getInt();
        if (count < 1 || length < 0 || length > bytes.remaining()) {
          throw new IllegalArgumentException("item " + i + " of the sketch is damaged");
        }
        byte[] text = new byte[length];
        bytes.get(text);
        sketch.counts.add(new String(text, StandardCharsets.UTF_8), count);
      }
      if (bytes.hasRemaining() || items < 0 || sketch.counts.size() != items) {
        throw new IllegalArgumentException("the bytes of the frequent items are damaged");
      }
      return sketch;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bytes of the frequent items are cut off", e);
    }
  }
}
