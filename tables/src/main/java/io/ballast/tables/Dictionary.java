package io.ballast.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct strings of a column in order of their first appearance, at most so many. Not
 * thread-safe.
 */
public final class Dictionary {

  /** Distinct values that are kept usually; later ones get {@link CodeVector#OVERFLOW}. */
  public static final int MAX_SIZE = 1_000_000;

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private final int capacity;

  /** An empty dictionary of at most {@link #MAX_SIZE} values. */
  public Dictionary() {
    this(MAX_SIZE);
  }

  private Dictionary(int capacity) {
    this.capacity = capacity;
  }

  /** An empty dictionary that never overflows: it takes memory for each distinct value. */
  public static Dictionary ofAll() {
    return new Dictionary(Integer.MAX_VALUE);
  }

  /** Number of values. */
  public int size() {
    return values.size();
  }

  /**
   * The value of a code.
   *
   * @param code in [0, size)
   */
  public String value(int code) {
    return values.get(code);
  }

  /**
   * The code of a value, added when new; {@link CodeVector#OVERFLOW} when the dictionary is full.
   */
  public int add(String value) {
    Integer known = codes.get(value);
    if (known != null) {
      return known;
    }
    if (values.size() == capacity) {
      return CodeVector.OVERFLOW;
    }
    codes.put(value, values.size());
    values.add(value);
    return values.size() - 1;
  }
}
