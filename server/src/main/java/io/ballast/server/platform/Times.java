package io.ballast.server.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Microseconds since 1970-01-01T00:00:00Z as they are stored, and how answers spell them. */
public final class Times {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private Times() {}

  /** Now. */
  public static long now(InstantSource clock) {
    return micros(clock.instant());
  }

  /** The microseconds of an instant, rounded down. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The instant of microseconds. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** {@code 2026-11-24T09:30:00.000000+00:00}. */
  public static String text(long micros) {
    return MICROS.format(instant(micros).atOffset(ZoneOffset.UTC));
  }

  /** {@code 2026-11-24T09:30:00+00:00}: the start of a bin, in a zone. */
  public static String binStart(long micros, ZoneId zone) {
    return SECONDS.format(instant(micros).atZone(zone));
  }
}
