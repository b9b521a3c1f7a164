package io.ballast.server.measure;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The length of a window; calendar windows in the zone of the question. */
enum BinSize {
  /** Five minutes. */
  FIVE_MINUTES("5Minute"),
  /** Thirty minutes. */
  THIRTY_MINUTES("30Minute"),
  /** An hour. */
  HOUR("Hour"),
  /** A day. */
  DAY("Day"),
  /** A week from Monday. */
  WEEK("Week"),
  /** A month. */
  MONTH("Month"),
  /** Three months from January. */
  QUARTER("Quarter"),
  /** The whole range as one. */
  RANGE("Range");

  private final String word;

  BinSize(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(BinSize::word).toList();
  }

  static Optional<BinSize> of(String word) {
    return Arrays.stream(values()).filter(size -> size.word.equalsIgnoreCase(word)).findFirst();
  }

  /** The start of the window that holds a time. */
  ZonedDateTime startOf(ZonedDateTime time) {
    ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case FIVE_MINUTES -> minutes(time, 5);
      case THIRTY_MINUTES -> minutes(time, 30);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).withMonth((time.getMonthValue() - 1) / 3 * 3 + 1);
      case RANGE -> time;
    };
  }

  private static ZonedDateTime minutes(ZonedDateTime time, int length) {
    ZonedDateTime hour = time.truncatedTo(ChronoUnit.HOURS);
    return hour.plusMinutes(time.getMinute() - time.getMinute() % length);
  }

  /** The start of the window after the one that starts there. */
  ZonedDateTime next(ZonedDateTime start) {
    return switch (this) {
      case FIVE_MINUTES -> start.plusMinutes(5);
      case THIRTY_MINUTES -> start.plusMinutes(30);
      case HOUR -> start.plusHours(1);
      case DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
      case QUARTER -> start.plusMonths(3);
      case RANGE -> throw new IllegalStateException("a range has no next");
    };
  }
}
