package io.ballast.eventstore.embedded;

import io.ballast.eventstore.TimeWindow;
import java.time.LocalDate;

/** Hours and days since 1970-01-01T00:00:00Z. */
final class Days {

  static final long HOUR_MICROS = 3_600_000_000L;
  static final long DAY_MICROS = 24 * HOUR_MICROS;
  static final int HOURS_PER_DAY = 24;

  /** The year 1: earlier times are none that an event has, and hours of them have no number. */
  static final long FIRST_MICROS = -62_135_596_800_000_000L;

  /** The end of the year 9999. */
  static final long LAST_MICROS = 253_402_300_799_999_999L;

  private Days() {}

  /** The same window of the times that events may have, so that hours of its ends have numbers. */
  static TimeWindow clamp(TimeWindow window) {
    long start = window.startMicros();
    long end = window.endMicros();
    return new TimeWindow(
        start == Long.MIN_VALUE ? start : clamp(start), end == Long.MAX_VALUE ? end : clamp(end));
  }

  private static long clamp(long micros) {
    return Math.max(FIRST_MICROS, Math.min(LAST_MICROS + 1, micros));
  }

  static int hourOf(long micros) {
    return (int) Math.floorDiv(micros, HOUR_MICROS);
  }

  static int dayOf(long micros) {
    return (int) Math.floorDiv(micros, DAY_MICROS);
  }

  static int dayOfHour(int hour) {
    return Math.floorDiv(hour, HOURS_PER_DAY);
  }

  static long startOfHour(int hour) {
    return hour * HOUR_MICROS;
  }

  static long startOfDay(int day) {
    return day * DAY_MICROS;
  }

  /** The hour of a timestamp, as an expression; whole numbers only, so that no year is too far. */
  static String hourSql(String timestamp) {
    String micros = "epoch_us(" + timestamp + ")";
    return "(CASE WHEN "
        + micros
        + " >= 0 THEN "
        + micros
        + " // "
        + HOUR_MICROS
        + " ELSE -((-"
        + micros
        + " + "
        + (HOUR_MICROS - 1)
        + ") // "
        + HOUR_MICROS
        + ") END)::INTEGER";
  }

  static String text(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
