package io.ballast.eventstore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How a time is read from what senders write.
 *
 * <p>A number is seconds, milliseconds, microseconds or nanoseconds since 1970-01-01T00:00:00Z by
 * its size: below 1e11, 1e14, 1e17, and above, so that each unit reaches from 1970 to beyond the
 * year 5000 and numbers of the usual years are never mistaken. Text is ISO 8601 with a blank or a T
 * between date and time, UTC when it names no zone.
 */
public final class EventTimes {

  private static final double SECONDS_BELOW = 1e11;
  private static final double MILLIS_BELOW = 1e14;
  private static final double MICROS_BELOW = 1e17;

  /** Beyond are no instants: some 292,000 years. */
  private static final double MAX_MICROS = 9.2e18;

  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double NANOS_PER_MICRO = 1e3;

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private EventTimes() {}

  /** Microseconds of a number; empty when no instant is so far away. */
  public static OptionalLong ofNumber(double value) {
    double size = Math.abs(value);
    if (!(size < Double.POSITIVE_INFINITY)) {
      return OptionalLong.empty();
    }
    if (size < SECONDS_BELOW) {
      return OptionalLong.of((long) Math.rint(value * MICROS_PER_SECOND));
    }
    if (size < MILLIS_BELOW) {
      return OptionalLong.of((long) Math.rint(value * MICROS_PER_MILLI));
    }
    double micros = Math.floor(size < MICROS_BELOW ? value : value / NANOS_PER_MICRO);
    return Math.abs(micros) < MAX_MICROS ? OptionalLong.of((long) micros) : OptionalLong.empty();
  }

  /** Microseconds of a whole number. */
  public static long ofNumber(long value) {
    double size = Math.abs((double) value);
    if (size < SECONDS_BELOW) {
      return value * (long) MICROS_PER_SECOND;
    }
    if (size < MILLIS_BELOW) {
      return value * (long) MICROS_PER_MILLI;
    }
    return size < MICROS_BELOW ? value : Math.floorDiv(value, (long) NANOS_PER_MICRO);
  }

  /** Microseconds of a text; empty when it is no time. */
  public static OptionalLong ofText(String text) {
    try {
      TemporalAccessor parsed = TEXT.parse(text.trim());
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneOffset zone = parsed.query(TemporalQueries.offset());
      OffsetDateTime at =
          OffsetDateTime.of(
              parsed.query(TemporalQueries.localDate()),
              time == null ? LocalTime.MIDNIGHT : time,
              zone == null ? ZoneOffset.UTC : zone);
      return OptionalLong.of(TimeWindow.micros(at.toInstant()));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** The instant of so many microseconds, for messages. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }
}
