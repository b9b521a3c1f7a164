package io.ballast.tables.compare;

import io.ballast.tables.ProblemException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/** The length of a window over the current table. */
public sealed interface Every {

  /** As the {@code --every} flag spells it. */
  String spelled();

  /**
   * Windows of the calendar in UTC; a week starts on Monday.
   *
   * @param unit hours, days, weeks, months or years
   */
  record Calendar(ChronoUnit unit) implements Every {
    @Override
    public String spelled() {
      String plural = unit.name().toLowerCase(Locale.ROOT);
      return plural.substring(0, plural.length() - 1);
    }

    /** The window that holds an instant: its start. */
    Instant startOf(Instant instant) {
      if (unit == ChronoUnit.HOURS || unit == ChronoUnit.DAYS) {
        return instant.truncatedTo(unit);
      }
      LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
      LocalDate start =
          switch (unit) {
            case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHS -> day.withDayOfMonth(1);
            default -> day.withDayOfYear(1);
          };
      return start.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The start of the window after the one that starts there. */
    Instant next(Instant start) {
      return start.atZone(ZoneOffset.UTC).plus(1, unit).toInstant();
    }
  }

  /**
   * Windows that follow each other between given instants; rows outside are in no window.
   *
   * @param edges rising, at least two: a window begins at each but the last, which is its end
   */
  record Between(List<Instant> edges) implements Every {
    public Between {
      edges = List.copyOf(edges);
      if (edges.size() < 2) {
        throw new IllegalArgumentException(edges.size() + " edges make no window");
      }
      for (int i = 1; i < edges.size(); i++) {
        if (!edges.get(i - 1).isBefore(edges.get(i))) {
          throw new IllegalArgumentException(edges.get(i) + " is not after " + edges.get(i - 1));
        }
      }
    }

    @Override
    public String spelled() {
      return "window";
    }
  }

  /** Whether windows are spans of time. */
  default boolean isOfTime() {
    return !(this instanceof Rows);
  }

  /**
   * Windows of as many rows, in row order.
   *
   * @param rows at least 1
   */
  record Rows(long rows) implements Every {
    @Override
    public String spelled() {
      return rows + "rows";
    }
  }

  /**
   * Reads the flag.
   *
   * @param text {@code hour}, {@code day}, {@code week}, {@code month}, {@code year} or {@code
   *     1000rows}
   * @throws ProblemException if it is none of them
   */
  static Every parse(String text) {
    return switch (text) {
      case "hour" -> new Calendar(ChronoUnit.HOURS);
      case "day" -> new Calendar(ChronoUnit.DAYS);
      case "week" -> new Calendar(ChronoUnit.WEEKS);
      case "month" -> new Calendar(ChronoUnit.MONTHS);
      case "year" -> new Calendar(ChronoUnit.YEARS);
      default -> rows(text);
    };
  }

  private static Every rows(String text) {
    if (text.matches("[1-9][0-9]{0,17}rows")) {
      return new Rows(Long.parseLong(text.substring(0, text.length() - 4)));
    }
    throw ProblemException.usage(
        "--every " + text,
        "a window is hour, day, week, month, year or a number of rows",
        "write for example --every day or --every 1000rows");
  }
}
