package io.ballast.files;

import io.ballast.tables.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which type the values of a text column have: the rule of {@code docs/reference/files.md}.
 *
 * <p>The rule is about all values of a column. It is applied to a sample first, in Java, and then
 * checked on every row, in SQL; the patterns are the same in both.
 */
final class TextType {

  /** What stands for a missing value. */
  static final List<String> MISSING_TOKENS =
      List.of(
          "", "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "NaN", "nan", "-NaN", "-nan", "NULL",
          "Null", "null", "None", "NaT");

  static final String INTEGER = "[+-]?(?:0|[1-9][0-9]*)";

  static final String BOOLEAN = "(?i:true|false)";

  static final String TIMESTAMP =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?"
          + "(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?";

  /**
   * A whole number written as a code: with leading zeros or with underscores between its digits.
   */
  static final String CODE = "[+-]?(?:0[0-9_]+|[0-9]+(?:_[0-9]+)+)";

  private static final Pattern INTEGERS = Pattern.compile(INTEGER);
  private static final Pattern BOOLEANS = Pattern.compile(BOOLEAN);
  private static final Pattern TIMESTAMPS = Pattern.compile(TIMESTAMP);
  private static final Pattern CODES = Pattern.compile(CODE);

  private TextType() {}

  /** Any number, with that decimal separator. */
  static String number(char decimal) {
    String point = "[" + decimal + "]";
    String digits = "[0-9]+(?:_[0-9]+)*";
    return "[+-]?(?:(?:"
        + digits
        + "(?:"
        + point
        + "[0-9]*)?|"
        + point
        + "[0-9]+)(?:[eE][+-]?[0-9]+)?"
        + "|(?i:inf|infinity))";
  }

  /** A number that is not a plain whole one: with a decimal separator or exponent, or infinite. */
  static String decimal(char decimal) {
    return ".*[" + decimal + "eEiI].*";
  }

  /** The type that the sample allows; MISSING when it holds no value. */
  static ColumnType of(Iterable<String> sample, char decimal) {
    Pattern numbers = Pattern.compile(number(decimal));
    Pattern decimals = Pattern.compile(decimal(decimal));
    boolean any = false;
    boolean integer = true;
    boolean number = true;
    boolean anyDecimal = false;
    boolean anyCode = false;
    boolean bool = true;
    boolean timestamp = true;
    for (String written : sample) {
      String value = written.strip();
      if (MISSING_TOKENS.contains(value)) {
        continue;
      }
      any = true;
      boolean isNumber = numbers.matcher(value).matches();
      number &= isNumber;
      integer &= isNumber && isLong(value);
      anyDecimal |= isNumber && decimals.matcher(value).matches();
      anyCode |= isNumber && CODES.matcher(value).matches();
      bool &= BOOLEANS.matcher(value).matches();
      timestamp &= TIMESTAMPS.matcher(value).matches();
    }
    return any
        ? choose(integer, number && (anyDecimal || !anyCode), bool, timestamp)
        : ColumnType.MISSING;
  }

  /** The type of a column from what holds for all of its values. */
  static ColumnType choose(boolean integer, boolean floating, boolean bool, boolean timestamp) {
    if (integer) {
      return ColumnType.INTEGER;
    }
    if (floating) {
      return ColumnType.FLOATING;
    }
    if (bool) {
      return ColumnType.BOOLEAN;
    }
    return timestamp ? ColumnType.TIMESTAMP : ColumnType.CATEGORY;
  }

  private static boolean isLong(String value) {
    if (!INTEGERS.matcher(value).matches()) {
      return false;
    }
    try {
      Long.parseLong(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
