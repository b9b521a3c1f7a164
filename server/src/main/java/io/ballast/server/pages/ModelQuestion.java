package io.ballast.server.pages;

import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Environment;
import io.ballast.server.catalog.Model;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's page is asked; its address holds all of it.
 *
 * @param model whose page
 * @param baseline null while the model has none
 * @param column as asked; null for the one that leads
 * @param range as asked: {@code 7d}, {@code all}, {@code dates}
 * @param from first instant
 * @param to end, excluded
 * @param by {@code Hour}, {@code Day}, {@code Week}, {@code Month}
 * @param at start of the window that is looked at; null for none
 * @param link to the page as it is asked
 */
record ModelQuestion(
    Model model,
    @Nullable Baseline baseline,
    @Nullable String column,
    String range,
    Instant from,
    Instant to,
    String by,
    @Nullable Instant at,
    Link link) {

  /** The ranges by their word: days before the end of the last one, or all. */
  private static final List<String> RANGES = List.of("1d", "7d", "14d", "30d", "90d", "all");

  /** The lengths of windows on the wire. */
  static final List<String> SIZES = List.of("Hour", "Day", "Week", "Month");

  private static final int MOST_HOURS = 24 * 32;
  private static final int MOST_DAYS = 366;

  static List<String> ranges() {
    return RANGES;
  }

  /** A range in words. */
  static String words(String range) {
    return switch (range) {
      case "1d" -> "the last day";
      case "all" -> "all events";
      default -> "the last " + range.replace("d", "") + " days";
    };
  }

  static ModelQuestion of(Visit visit, Model model, List<Baseline> baselines, Extent extent) {
    return of(visit, model, baselines, extent, Link.to("/models/" + model.id()));
  }

  static ModelQuestion of(
      Visit visit, Model model, List<Baseline> baselines, Extent extent, Link base) {
    Baseline baseline = baseline(visit, baselines);
    String range = visit.query("range", visit.query("from") == null ? "30d" : "dates");
    Instant to = extent.endOfLastDay();
    Instant from = extent.firstDay();
    if (range.equals("dates")) {
      from = day(visit, "from", from);
      to = day(visit, "to", to.minus(Duration.ofDays(1))).plus(Duration.ofDays(1));
    } else {
      if (!RANGES.contains(range)) {
        throw ApiException.badRequest(
            "range '" + Parse.shortened(range) + "'",
            "it is one of " + String.join(", ", RANGES),
            "choose one");
      }
      from = start(range, from, to);
    }
    if (!from.isBefore(to)) {
      throw ApiException.badRequest(
          "dates from " + Moments.day(from) + " to " + Moments.day(to),
          "a range ends after its start",
          "swap them");
    }
    String by = size(visit.query("by"), Duration.between(from, to));
    String at = visit.query("at");
    Link link =
        base.with("column", visit.query("column"))
            .with("baseline", visit.query("baseline"))
            .with("range", visit.query("range"))
            .with("from", visit.query("from"))
            .with("to", visit.query("to"))
            .with("by", visit.query("by"))
            .with("compare", visit.query("compare"));
    return new ModelQuestion(
        model,
        baseline,
        visit.query("column"),
        range,
        from,
        to,
        by,
        at == null ? null : instant("at", at),
        link);
  }

  private static Instant start(String range, Instant first, Instant to) {
    if (range.equals("all")) {
      return first;
    }
    Instant start = to.minus(Duration.ofDays(Long.parseLong(range.replace("d", ""))));
    return start.isBefore(first) ? first : start;
  }

  /** The one that was asked for, else the first that has rows. */
  private static @Nullable Baseline baseline(Visit visit, List<Baseline> baselines) {
    String asked = visit.query("baseline");
    if (asked == null) {
      return baselines.isEmpty() ? null : baselines.get(0);
    }
    return baselines.stream()
        .filter(found -> found.id().toString().equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "baseline '" + Parse.shortened(asked) + "'",
                    "the model has none of that id",
                    "choose one in the sentence"));
  }

  private static String size(@Nullable String asked, Duration span) {
    String fitting = span.toDays() <= 2 ? "Hour" : span.toDays() <= 62 ? "Day" : "Week";
    if (asked == null || !SIZES.contains(asked)) {
      return fitting;
    }
    boolean isTooMany =
        (asked.equals("Hour") && span.toHours() > MOST_HOURS)
            || (asked.equals("Day") && span.toDays() > MOST_DAYS);
    return isTooMany ? fitting : asked;
  }

  private static Instant day(Visit visit, String name, Instant fallback) {
    String text = visit.query(name);
    return text == null
        ? fallback
        : text.length() == "2026-11-21".length() ? date(name, text) : instant(name, text);
  }

  private static Instant date(String name, String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw refused(name, text);
    }
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refused(name, text);
    }
  }

  private static ApiException refused(String name, String text) {
    return ApiException.badRequest(
        name + " '" + Parse.shortened(text) + "'",
        "a time such as 2026-11-21 or 2026-11-21T00:00:00Z is needed",
        "choose it on the page");
  }

  /** The question of another model about the same windows. */
  ModelQuestion ofAnother(Model other, @Nullable Baseline itsBaseline, @Nullable String itsColumn) {
    return new ModelQuestion(other, itsBaseline, itsColumn, range, from, to, by, null, link);
  }

  /**
   * A column in a window of this page, for good: also once the page's range has moved on. It begins
   * with {@code ?}, a page holds hundreds of them.
   */
  String place(String name, Instant start) {
    return new Link("", link.parameters())
            .with("column", name)
            .with("by", by)
            .with("at", start.toString())
        + "#window";
  }

  /** When the window ends that begins then; the calendar is that of UTC. */
  Instant endOf(Instant start) {
    ZonedDateTime at = start.atZone(ZoneOffset.UTC);
    ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime end =
        switch (by) {
          case "Hour" -> at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
          case "Week" -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
          case "Month" -> day.withDayOfMonth(1).plusMonths(1);
          default -> day.plusDays(1);
        };
    return end.toInstant();
  }

  /** Whether a window may begin then. */
  boolean isStart(Instant time) {
    return time.equals(time.truncatedTo(by.equals("Hour") ? ChronoUnit.HOURS : ChronoUnit.DAYS));
  }

  /** The length of a window in small letters. */
  String noun() {
    return by.toLowerCase(java.util.Locale.ROOT);
  }

  /** The baseline in a sentence. */
  static String spoken(Baseline baseline) {
    return baseline.type() == Baseline.Type.ROLLING
        ? baseline.offsetDelta()
            + " "
            + String.valueOf(baseline.windowBinSize()).toLowerCase(java.util.Locale.ROOT)
            + (Integer.valueOf(1).equals(baseline.offsetDelta()) ? "" : "s")
            + " earlier"
        : baseline.name();
  }

  /** Baselines that have rows: those whose data set is there, and those of production. */
  static List<Baseline> usable(List<Baseline> baselines, List<Environment> environments) {
    return baselines.stream()
        .filter(
            baseline ->
                environments.stream()
                    .filter(found -> found.id().equals(baseline.environmentId()))
                    .anyMatch(
                        found ->
                            found.dataset() != null || found.name().equals(Environment.PRODUCTION)))
        .toList();
  }
}
