package io.ballast.report;

import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names of windows, in UTC.
 *
 * @param every length of a window as asked for; null for one window
 */
record Windows(@Nullable String every) {
  private static final String ROWS = "rows";
  private static final int MOST_HOURS = 48;
  private static final DateTimeFormatter DAY = formatter("d MMM uuuu");
  private static final DateTimeFormatter SHORT_DAY = formatter("d MMM");
  private static final DateTimeFormatter WEEKDAY = formatter("EEE d MMM uuuu");
  private static final DateTimeFormatter TIME = formatter("HH:mm");
  private static final DateTimeFormatter HOUR = formatter("d MMM uuuu HH:mm");

  static Windows of(DriftReport report) {
    return new Windows(report.settings().every());
  }

  /** One window in the singular: {@code day}, {@code window} of rows. */
  String noun() {
    return every == null || every.endsWith(ROWS) ? "window" : every;
  }

  /** The whole name of a result's window, unique in the report. */
  String name(Result result) {
    Instant start = result.window().start();
    Instant end = result.window().end();
    if (start == null || end == null) {
      return rows(result);
    }
    ZonedDateTime from = start.atZone(ZoneOffset.UTC);
    return switch (noun()) {
      case "hour" -> HOUR.format(from);
      case "day" -> WEEKDAY.format(from);
      case "week" ->
          SHORT_DAY.format(from) + " to " + DAY.format(end.atZone(ZoneOffset.UTC).minusNanos(1));
      case "month" -> formatter("MMMM uuuu").format(from);
      case "year" -> formatter("uuuu").format(from);
      default -> DAY.format(from) + " to " + DAY.format(end.atZone(ZoneOffset.UTC).minusNanos(1));
    };
  }

  /** A short name under an axis or above a table's column, two lines at most. */
  String tick(Result result) {
    Instant start = result.window().start();
    if (start == null) {
      return Integer.toString(result.window().index() + 1);
    }
    ZonedDateTime from = start.atZone(ZoneOffset.UTC);
    return switch (noun()) {
      case "hour" -> from.getHour() == 0 ? SHORT_DAY.format(from) : TIME.format(from);
      case "month" -> formatter("MMM uuuu").format(from);
      case "year" -> formatter("uuuu").format(from);
      default -> SHORT_DAY.format(from);
    };
  }

  /**
   * As {@link #tick}, for an axis of many windows: of hours over more than two days only the days.
   */
  String tick(Result result, int windows) {
    Instant start = result.window().start();
    if (start == null || !noun().equals("hour") || windows <= MOST_HOURS) {
      return tick(result);
    }
    return start.atZone(ZoneOffset.UTC).getHour() == 0 ? tick(result) : "";
  }

  private String rows(Result result) {
    if (every == null || !every.endsWith(ROWS)) {
      return "all rows";
    }
    long length = Long.parseLong(every.substring(0, every.length() - ROWS.length()));
    long first = result.window().index() * length;
    return "rows " + (first + 1) + " to " + (first + result.currentRows());
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
