package io.ballast.server.measure;

import io.ballast.eventstore.EventTimes;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Members;
import io.ballast.server.web.Parse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Reads the time part of {@code /v3/queries}: label or range, bin size, zone. */
final class Question {

  private static final Duration DEFAULT_RANGE = Duration.ofDays(30);

  private Question() {}

  static TimeBins bins(Members filters, Instant now) {
    ZoneId zone = zone(filters);
    BinSize size =
        filters
            .optionalText("bin_size")
            .map(
                word ->
                    BinSize.of(word)
                        .orElseThrow(
                            () ->
                                filters.refused(
                                    "bin_size", "one of " + BinSize.words() + " is needed")))
            .orElse(BinSize.DAY);
    String label = filters.optionalText("time_label").filter(text -> !text.isEmpty()).orElse("");
    if (!label.isEmpty()) {
      ZonedDateTime[] range = labelled(filters, label, now.atZone(zone));
      return TimeBins.of(size, range[0].toInstant(), range[1].toInstant(), zone);
    }
    Members range = filters.optionalMembers("time_range").orElse(null);
    if (range == null) {
      return TimeBins.of(size, now.minus(DEFAULT_RANGE), now, zone);
    }
    return TimeBins.of(size, time(range, "start_time"), time(range, "end_time"), zone);
  }

  static ZoneId zone(Members filters) {
    String name = filters.optionalText("time_zone").filter(text -> !text.isEmpty()).orElse("UTC");
    try {
      return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw filters.refused("time_zone", "a zone of the tz database is needed, such as Etc/GMT");
    }
  }

  private static ZonedDateTime[] labelled(Members filters, String label, ZonedDateTime now) {
    ZonedDateTime today = now.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime start =
        switch (label.toLowerCase(java.util.Locale.ROOT)) {
          case "yesterday" -> today.minusDays(1);
          case "today" -> today;
          case "7d" -> now.minusDays(7);
          case "30d" -> now.minusDays(30);
          case "90d" -> now.minusDays(90);
          case "6m" -> now.minusMonths(6);
          case "12m" -> now.minusMonths(12);
          case "ytd" -> today.withDayOfYear(1);
          default ->
              throw filters.refused(
                  "time_label", "one of yesterday, today, 7d, 30d, 90d, 6m, 12m, ytd is needed");
        };
    return new ZonedDateTime[] {start, label.equalsIgnoreCase("yesterday") ? today : now};
  }

  static Instant time(Members members, String name) {
    JsonNode value = members.object().path(name);
    OptionalLong micros = OptionalLong.empty();
    if (value.isString()) {
      micros = EventTimes.ofText(value.asString());
    } else if (value.isNumber()) {
      micros = EventTimes.ofNumber(value.asDouble());
    }
    if (micros.isEmpty()) {
      throw ApiException.badRequest(
          name + " '" + Parse.shortened(value.isMissingNode() ? "" : value.toString()) + "'",
          "a time is text such as 2026-11-24T09:30:00Z, or a number since 1970",
          "give one");
    }
    return Times.instant(micros.getAsLong());
  }
}
