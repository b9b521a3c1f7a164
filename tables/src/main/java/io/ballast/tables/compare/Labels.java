package io.ballast.tables.compare;

import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct values of label-like columns (classes, segments) as strings, numbered in order of
 * appearance.
 *
 * <p>Columns of different types share one numbering: the whole number 1, the floating 1.0 and the
 * text "1" are one label.
 */
public final class Labels {

  /** The number of a missing value. */
  public static final int MISSING = -1;

  /** The number of a value that came after the limit. */
  public static final int TOO_MANY = -2;

  private final int limit;
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private boolean frozen;

  /** No label yet, and at most so many. */
  public Labels(int limit) {
    this.limit = limit;
  }

  /** The labels in order of their numbers. */
  public List<String> all() {
    return List.copyOf(labels);
  }

  /** Number of labels. */
  public int size() {
    return labels.size();
  }

  /** The number of a label, added when new; {@link #TOO_MANY} when that cannot be. */
  public int add(String label) {
    Integer known = numbers.get(label);
    if (known != null) {
      return known;
    }
    if (frozen || labels.size() == limit) {
      return TOO_MANY;
    }
    numbers.put(label, labels.size());
    labels.add(label);
    return labels.size() - 1;
  }

  /** From now on an unknown value is {@link #TOO_MANY}. */
  public void freeze() {
    frozen = true;
  }

  /** Numbers the values of one column; keeps what it has looked up. */
  public Reader reader(ColumnType type) {
    return new Reader(type);
  }

  /** Reads one column's vectors. */
  public final class Reader {
    private final boolean truth;
    private final Map<Object, Integer> known = new HashMap<>();
    private int[] ofCode = new int[0];
    private long lastLong;
    private int lastNumber = Integer.MIN_VALUE;

    private Reader(ColumnType type) {
      truth = type == ColumnType.BOOLEAN;
    }

    /** The number of a row's label, {@link #MISSING} or {@link #TOO_MANY}. */
    public int number(Vector vector, int row) {
      if (vector.isMissing(row)) {
        return MISSING;
      }
      if (vector instanceof CodeVector codes) {
        return ofCode(codes, codes.codes()[row]);
      }
      if (vector instanceof LongVector longs) {
        long value = longs.values()[row];
        if (value != lastLong || lastNumber == Integer.MIN_VALUE) {
          lastNumber =
              known.computeIfAbsent(
                  value, v -> add(truth ? (value != 0 ? "true" : "false") : Long.toString(value)));
          lastLong = value;
        }
        return lastNumber;
      }
      double value = ((DoubleVector) vector).values()[row];
      return known.computeIfAbsent(value, v -> add(label(value)));
    }

    private int ofCode(CodeVector codes, int code) {
      if (code < 0) {
        return TOO_MANY;
      }
      if (code >= ofCode.length) {
        int from = ofCode.length;
        ofCode = Arrays.copyOf(ofCode, Math.max(16, 2 * code));
        Arrays.fill(ofCode, from, ofCode.length, Integer.MIN_VALUE);
      }
      if (ofCode[code] == Integer.MIN_VALUE) {
        ofCode[code] = add(codes.dictionary().value(code));
      }
      return ofCode[code];
    }
  }

  /** A floating label as a whole number where it is one. */
  static String label(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Labels in their natural order: as numbers when all are numbers, else by code point. */
  public static List<String> sorted(List<String> labels) {
    List<String> sorted = new ArrayList<>(labels);
    boolean numbers = labels.stream().allMatch(Labels::isNumber);
    if (numbers) {
      sorted.sort((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)));
    } else {
      sorted.sort(String::compareTo);
    }
    return sorted;
  }

  private static boolean isNumber(String label) {
    return label.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");
  }
}
