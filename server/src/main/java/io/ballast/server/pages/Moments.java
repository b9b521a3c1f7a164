package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.platform.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people: UTC in the page, the reader's zone by its script. */
final class Moments {

  private static final DateTimeFormatter DAY = formatter("d MMM uuuu");
  private static final DateTimeFormatter SHORT_DAY = formatter("d MMM");
  private static final DateTimeFormatter WHOLE = formatter("d MMM uuuu HH:mm:ss");

  private Moments() {}

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** {@code 21 Nov 2026}. */
  static String day(Instant instant) {
    return DAY.format(instant);
  }

  /** {@code 15 Nov to 21 Nov 2026}, the end excluded. */
  static String range(Instant from, Instant to) {
    Instant last = to.minusMillis(1);
    return day(from).equals(day(last)) ? day(from) : SHORT_DAY.format(from) + " to " + day(last);
  }

  /** {@code 2 min ago}; the instant itself is in the element. */
  static void ago(Markup html, long micros, Instant now) {
    Instant then = Times.instant(micros);
    html.element("time", words(Duration.between(then, now), then), "datetime", then.toString());
  }

  /** The instant, for a table. */
  static void write(Markup html, long micros) {
    Instant then = Times.instant(micros);
    html.element("time", WHOLE.format(then) + " UTC", "datetime", then.toString(), "data-whole");
  }

  private static String words(Duration age, Instant then) {
    if (age.toDays() > 13) {
      return day(then);
    }
    if (age.toDays() > 1) {
      return age.toDays() + " days ago";
    }
    if (age.toHours() > 1) {
      return age.toHours() + " h ago";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min ago" : "just now";
  }
}
