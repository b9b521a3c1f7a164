package io.ballast.server.catalog;

import io.ballast.eventstore.TimeWindow;
import io.ballast.server.web.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Reads text times of a form in the letters of strptime; UTC when the form has no zone. */
public final class TimeFormat {

  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('Y', "uuuu"),
          Map.entry('y', "uu"),
          Map.entry('m', "M"),
          Map.entry('d', "d"),
          Map.entry('H', "H"),
          Map.entry('I', "h"),
          Map.entry('M', "m"),
          Map.entry('S', "s"),
          Map.entry('p', "a"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('j', "D"),
          Map.entry('z', "[XXX][XX][X]"));

  private final String text;
  private final DateTimeFormatter formatter;

  private TimeFormat(String text, DateTimeFormatter formatter) {
    this.text = text;
    this.formatter = formatter;
  }

  /**
   * A form.
   *
   * @throws ApiException if it has a letter that is not known
   */
  public static TimeFormat of(String text) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%' || i + 1 == text.length()) {
        builder.appendLiteral(c);
        continue;
      }
      char letter = text.charAt(++i);
      if (letter == '%') {
        builder.appendLiteral('%');
      } else if (letter == 'f') {
        builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false);
      } else {
        String pattern = LETTERS.get(letter);
        if (pattern == null) {
          throw ApiException.badRequest(
              "event_ts_format '" + text + "'",
              "%" + letter + " is not known; %Y %m %d %H %I %M %S %f %p %b %B %a %A %j %z are",
              "write the form with these");
        }
        builder.appendPattern(pattern);
      }
    }
    builder
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
    return new TimeFormat(text, builder.toFormatter(Locale.ROOT));
  }

  /** The form as it was written. */
  public String text() {
    return text;
  }

  /** Microseconds since 1970 of a text; empty when it has another form. */
  public OptionalLong micros(String value) {
    try {
      var parsed = formatter.parseBest(value.strip(), OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof OffsetDateTime dated
              ? dated.toInstant()
              : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
      return OptionalLong.of(TimeWindow.micros(instant));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
