package io.ballast.balance.columns;

import io.ballast.tables.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Levels as people write them. */
public final class LevelText {

  private static final long DAY = 86_400_000_000L;

  private LevelText() {}

  /**
   * The text of a level: whole numbers and booleans as such, instants as a date or in ISO 8601,
   * floating-point numbers in their shortest form.
   *
   * @param level a level, not missing
   */
  public static String of(ColumnType type, Levels levels, int level) {
    if (levels instanceof Levels.Texts texts) {
      return texts.values().get(level);
    }
    if (levels instanceof Levels.Numbers numbers) {
      return number(numbers.values()[level]);
    }
    return whole(type, ((Levels.Wholes) levels).values()[level]);
  }

  /** The text of a number, instants as microseconds. */
  public static String of(ColumnType type, double value) {
    return type == ColumnType.FLOATING ? number(value) : whole(type, Math.round(value));
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String whole(ColumnType type, long value) {
    return switch (type) {
      case BOOLEAN -> value == 1 ? "true" : "false";
      case TIMESTAMP ->
          value % DAY == 0
              ? LocalDate.ofEpochDay(value / DAY).toString()
              : Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
      case INTEGER, FLOATING, CATEGORY, TEXT, NUMBERS, MISSING -> Long.toString(value);
    };
  }
}
