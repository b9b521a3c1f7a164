package io.ballast.eventstore;

import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of one column row by row, as they come from JSON or text, in the column's
 * type.
 *
 * <p>What counts as which type is written once more in SQL for files ({@code FileColumns}); a test
 * holds the two together.
 */
final class ColumnBuffer {

  /** Texts that stand for no value in columns that are not of text. */
  private static final Set<String> NO_VALUE =
      Set.of("", "nan", "NaN", "NAN", "None", "NaT", "<NA>", "null", "NULL");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
  private static final double MAX_EXACT = 9.007199254740992e15;

  private final EventColumn column;
  private int rows;
  private double[] doubles = new double[0];
  private long[] longs = new long[0];
  private boolean[] missing = new boolean[0];
  private int[] codes = new int[0];
  private double[] @Nullable [] numbers = new double[0][];
  private final Dictionary dictionary = new Dictionary();

  ColumnBuffer(EventColumn column) {
    this.column = column;
  }

  /**
   * Sets the value of a row; rows between the last one and this one have none.
   *
   * @param value null, a Boolean, Number or String, a list of numbers, or double[]
   * @return whether the value fits the column's type; if not the row has no value
   */
  boolean set(int row, @Nullable Object value) {
    fill(row);
    if (value == null || isMissing(value)) {
      fill(row + 1);
      return true;
    }
    boolean fits =
        switch (column.type()) {
          case FLOATING -> setDouble(row, value);
          case INTEGER -> setLong(row, integer(value));
          case BOOLEAN -> setLong(row, bool(value));
          case TIMESTAMP -> setLong(row, time(value));
          case CATEGORY, TEXT -> setText(row, value);
          case NUMBERS -> setNumbers(row, value);
          case MISSING -> throw new IllegalStateException("a column has a type");
        };
    fill(row + 1);
    return fits;
  }

  private boolean isMissing(Object value) {
    if (value instanceof String text) {
      return column.missingWords().contains(text)
          || (!column.type().isString() && NO_VALUE.contains(text.trim()));
    }
    if (value instanceof Number number && !column.missingWords().isEmpty()) {
      return column.missingWords().stream()
          .map(ColumnBuffer::parseDouble)
          .anyMatch(word -> word != null && word == number.doubleValue());
    }
    return false;
  }

  /** Makes it so many rows; new ones have no value. */
  private void fill(int count) {
    if (rows >= count) {
      return;
    }
    ensure(count);
    if (column.type() == ColumnType.FLOATING) {
      Arrays.fill(doubles, rows, count, Double.NaN);
    } else if (column.type().isString()) {
      Arrays.fill(codes, rows, count, CodeVector.MISSING);
    } else if (column.type() == ColumnType.NUMBERS) {
      Arrays.fill(numbers, rows, count, null);
    } else {
      Arrays.fill(missing, rows, count, true);
    }
    rows = count;
  }

  private void ensure(int count) {
    int length = Math.max(count, Math.min(rows * 2, rows + EventBatch.MAX_ROWS));
    if (column.type() == ColumnType.FLOATING) {
      doubles = doubles.length < count ? Arrays.copyOf(doubles, length) : doubles;
    } else if (column.type().isString()) {
      codes = codes.length < count ? Arrays.copyOf(codes, length) : codes;
    } else if (column.type() == ColumnType.NUMBERS) {
      numbers = numbers.length < count ? Arrays.copyOf(numbers, length) : numbers;
    } else if (longs.length < count) {
      longs = Arrays.copyOf(longs, length);
      missing = Arrays.copyOf(missing, length);
    }
  }

  private boolean setDouble(int row, Object value) {
    double number;
    if (value instanceof Number given) {
      number = given.doubleValue();
    } else if (value instanceof String text) {
      Double parsed = parseDouble(text.trim());
      if (parsed == null) {
        return false;
      }
      number = parsed;
    } else {
      return false;
    }
    fill(row + 1);
    doubles[row] = number;
    return true;
  }

  private static @Nullable Double parseDouble(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private boolean setLong(int row, OptionalLong value) {
    if (value.isEmpty()) {
      return false;
    }
    fill(row + 1);
    longs[row] = value.getAsLong();
    missing[row] = false;
    return true;
  }

  private static OptionalLong integer(Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return OptionalLong.of(((Number) value).longValue());
    }
    if (value instanceof String text) {
      OptionalLong whole = wholeNumber(text.trim());
      if (whole.isPresent()) {
        return whole;
      }
      Double number = parseDouble(text.trim());
      return number == null ? OptionalLong.empty() : integral(number);
    }
    return value instanceof Number number ? integral(number.doubleValue()) : OptionalLong.empty();
  }

  /** A number without a fraction, when a double knows it exactly. */
  private static OptionalLong integral(double number) {
    return number == Math.rint(number) && Math.abs(number) <= MAX_EXACT
        ? OptionalLong.of((long) number)
        : OptionalLong.empty();
  }

  private static OptionalLong bool(Object value) {
    if (value instanceof Boolean given) {
      return OptionalLong.of(given ? 1 : 0);
    }
    if (value instanceof String text) {
      return switch (text.trim().toLowerCase(Locale.ROOT)) {
        case "true", "1", "1.0" -> OptionalLong.of(1);
        case "false", "0", "0.0" -> OptionalLong.of(0);
        default -> OptionalLong.empty();
      };
    }
    OptionalLong number = integer(value);
    return number.isPresent() && (number.getAsLong() & ~1L) == 0 ? number : OptionalLong.empty();
  }

  private static OptionalLong time(Object value) {
    if (value instanceof Number number) {
      return number instanceof Long || number instanceof Integer
          ? OptionalLong.of(EventTimes.ofNumber(number.longValue()))
          : EventTimes.ofNumber(number.doubleValue());
    }
    if (!(value instanceof String text)) {
      return OptionalLong.empty();
    }
    OptionalLong whole = wholeNumber(text.trim());
    if (whole.isPresent()) {
      return OptionalLong.of(EventTimes.ofNumber(whole.getAsLong()));
    }
    Double number = parseDouble(text.trim());
    return number == null ? EventTimes.ofText(text) : EventTimes.ofNumber(number);
  }

  /** A whole number that a long holds, in ASCII digits. */
  private static OptionalLong wholeNumber(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private boolean setText(int row, Object value) {
    if (value instanceof List || value instanceof double[]) {
      return false;
    }
    fill(row + 1);
    codes[row] = dictionary.add(value.toString());
    return true;
  }

  private boolean setNumbers(int row, Object value) {
    double[] list;
    if (value instanceof double[] given) {
      list = given.clone();
    } else if (value instanceof String text) {
      list = parseList(text.trim());
      if (list == null) {
        return false;
      }
    } else if (value instanceof List<?> given) {
      list = new double[given.size()];
      for (int i = 0; i < list.length; i++) {
        Object item = given.get(i);
        if (item != null && !(item instanceof Number)) {
          return false;
        }
        list[i] = item == null ? Double.NaN : ((Number) item).doubleValue();
      }
    } else {
      return false;
    }
    fill(row + 1);
    numbers[row] = list;
    return true;
  }

  private static double @Nullable [] parseList(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return null;
    }
    String inner = text.substring(1, text.length() - 1).trim();
    if (inner.isEmpty()) {
      return new double[0];
    }
    String[] items = inner.split(",", -1);
    double[] list = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      String item = items[i].trim();
      Double number = NO_VALUE.contains(item) ? (Double) Double.NaN : parseDouble(item);
      if (number == null) {
        return null;
      }
      list[i] = number;
    }
    return list;
  }

  /** The column with so many rows; null when no row has a value. */
  @Nullable Vector toVector(int count) {
    if (rows == 0) {
      return null;
    }
    fill(count);
    return switch (column.type()) {
      case FLOATING -> new DoubleVector(doubles);
      case INTEGER, BOOLEAN, TIMESTAMP -> new LongVector(longs, missing);
      case CATEGORY, TEXT -> new CodeVector(codes, dictionary);
      case NUMBERS -> new NumbersVector(numbers);
      case MISSING -> throw new IllegalStateException("a column has a type");
    };
  }
}
