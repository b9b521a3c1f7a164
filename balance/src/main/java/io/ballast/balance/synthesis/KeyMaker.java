package io.ballast.balance.synthesis;

import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Makes values of a key anew: they look like the input's, are none of them and differ. */
final class KeyMaker {

  private static final int TRIES = 20;
  private static final int MOST_ROOM = 100_000_000;

  private final RowRandom random;
  private final int rows;

  /**
   * Prepares.
   *
   * @param rows number of values
   * @param random begun at the column's place
   */
  KeyMaker(int rows, RowRandom random) {
    this.rows = rows;
    this.random = random;
  }

  /**
   * The values.
   *
   * @param before rows that stand before these, for an index that goes on
   */
  Vector make(KeyPattern pattern, int before) {
    if (pattern instanceof KeyPattern.Steps steps) {
      long[] values = new long[rows];
      for (int row = 0; row < rows; row++) {
        values[row] = steps.first() + steps.step() * (before + row);
      }
      return new LongVector(values, new boolean[rows]);
    }
    if (pattern instanceof KeyPattern.Range range) {
      return new LongVector(numbers(range), new boolean[rows]);
    }
    return texts((KeyPattern.Shapes) pattern);
  }

  private long[] numbers(KeyPattern.Range range) {
    double width = (double) range.max() - range.min() + 1;
    double wider = Math.min(width * 2 + 4.0 * rows, (double) Long.MAX_VALUE - range.min());
    Set<Long> used = new HashSet<>();
    long[] values = new long[rows];
    for (int row = 0; row < rows; row++) {
      long value;
      do {
        value = range.min() + (long) (random.nextDouble() * wider);
      } while (isTaken(range, Hashes.of(value)) || !used.add(value));
      values[row] = value;
    }
    return values;
  }

  private CodeVector texts(KeyPattern.Shapes shapes) {
    Dictionary dictionary = Dictionary.ofAll();
    int[] codes = new int[rows];
    for (int row = 0; row < rows; row++) {
      if (shapes.shapes().isEmpty() || random.nextDouble() < shapes.missing()) {
        codes[row] = CodeVector.MISSING;
      } else {
        codes[row] = fresh(shapes, dictionary);
      }
    }
    return new CodeVector(codes, dictionary);
  }

  private int fresh(KeyPattern.Shapes shapes, Dictionary dictionary) {
    String shape = shapes.shapes().get(random.nextInt(shapes.shapes().size()));
    int room = 1;
    for (int tried = 1; ; tried++) {
      // shapes with too few free characters run out: then digits are put behind, more and more
      String value =
          fill(shape, shapes) + (room == 1 ? "" : Integer.toString(random.nextInt(room)));
      room = tried % TRIES == 0 && room < MOST_ROOM ? 10 * room : room;
      if (!isTaken(shapes, Hashes.of(value))) {
        int size = dictionary.size();
        int code = dictionary.add(value);
        if (code == size) {
          return code;
        }
      }
    }
  }

  private String fill(String shape, KeyPattern.Shapes shapes) {
    StringBuilder value = new StringBuilder(shape);
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case KeyPattern.DIGIT -> value.setCharAt(i, one(shapes.digits()));
        case KeyPattern.LOWER -> value.setCharAt(i, one(shapes.lower()));
        case KeyPattern.UPPER -> value.setCharAt(i, one(shapes.upper()));
        default -> {
          // the same in all values, or no letter or digit
        }
      }
    }
    return value.toString();
  }

  private char one(String characters) {
    return characters.charAt(random.nextInt(characters.length()));
  }

  private static boolean isTaken(KeyPattern pattern, long hash) {
    return Arrays.binarySearch(pattern.taken(), hash) >= 0;
  }
}
