package io.ballast.balance.synthesis;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Role.Regenerated.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the values of a key look, without the values.
 *
 * <p>Strings: shapes in which each letter and digit that is not the same in all values is replaced
 * by a stand-in of its kind, and the characters that each kind takes. Numbers: first, step and
 * range.
 */
sealed interface KeyPattern {

  /** Hashes of the values that must not come back, ascending; not copied. */
  long[] taken();

  /**
   * Whole numbers with one step.
   *
   * @param first of the input
   * @param step from row to row
   * @param rows of the input
   */
  record Steps(long first, long step, long rows) implements KeyPattern {
    @Override
    public long[] taken() {
      return new long[0];
    }
  }

  /**
   * Whole numbers.
   *
   * @param min smallest of the input
   * @param max largest of the input
   */
  record Range(long min, long max, long[] taken) implements KeyPattern {}

  /**
   * Strings.
   *
   * @param shapes as they occur, most {@link #MOST_SHAPES}
   * @param missing share of rows without a value
   * @param digits digits that occur
   * @param lower lower-case letters that occur
   * @param upper upper-case letters that occur
   */
  record Shapes(
      List<String> shapes, double missing, String digits, String lower, String upper, long[] taken)
      implements KeyPattern {
    public Shapes {
      shapes = List.copyOf(shapes);
    }
  }

  /** Most shapes kept. */
  int MOST_SHAPES = 1000;

  /** Stand-ins, from Unicode's private use area. */
  char DIGIT = '\ue000';

  /** Stands for a lower-case letter. */
  char LOWER = '\ue001';

  /** Stands for an upper-case letter. */
  char UPPER = '\ue002';

  /** The pattern of a column. */
  static KeyPattern of(CodedColumn column, Kind kind) {
    if (column.levels() instanceof Levels.Wholes wholes) {
      long[] values = wholes.values();
      if (kind == Kind.INDEX) {
        long first = values[column.codes()[0]];
        long second = values[column.codes()[1]];
        return new Steps(first, second - first, column.codes().length);
      }
      long[] taken = new long[values.length];
      for (int i = 0; i < taken.length; i++) {
        taken[i] = Hashes.of(values[i]);
      }
      Arrays.sort(taken);
      return new Range(values[0], values[values.length - 1], taken);
    }
    List<String> values = ((Levels.Texts) column.levels()).values();
    return shapes(values, (double) column.missing() / Math.max(1, column.codes().length));
  }

  private static Shapes shapes(List<String> values, double missing) {
    int same = commonPrefix(values);
    Set<Character> digits = new TreeSet<>();
    Set<Character> lower = new TreeSet<>();
    Set<Character> upper = new TreeSet<>();
    List<String> shapes = new ArrayList<>();
    long[] taken = new long[values.size()];
    int every = Math.max(1, values.size() / MOST_SHAPES);
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      taken[i] = Hashes.of(value);
      StringBuilder shape = new StringBuilder(value);
      for (int at = same; at < value.length(); at++) {
        char c = value.charAt(at);
        if (Character.isDigit(c)) {
          digits.add(c);
          shape.setCharAt(at, DIGIT);
        } else if (Character.isUpperCase(c)) {
          upper.add(c);
          shape.setCharAt(at, UPPER);
        } else if (Character.isLetter(c)) {
          lower.add(c);
          shape.setCharAt(at, LOWER);
        }
      }
      if (i % every == 0 && shapes.size() < MOST_SHAPES) {
        shapes.add(shape.toString());
      }
    }
    Arrays.sort(taken);
    return new Shapes(shapes, missing, join(digits), join(lower), join(upper), taken);
  }

  private static String join(Set<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  private static int commonPrefix(List<String> values) {
    if (values.size() < 2) {
      return 0;
    }
    int same = values.get(0).length();
    for (String value : values) {
      int at = 0;
      while (at < same && at < value.length() && value.charAt(at) == values.get(0).charAt(at)) {
        at++;
      }
      same = at;
    }
    return same;
  }
}
