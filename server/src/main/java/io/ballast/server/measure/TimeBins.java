package io.ballast.server.measure;

import io.ballast.eventstore.TimeWindow;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import io.ballast.tables.compare.Every;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of a question: calendar windows of a zone, the outer ones cut by the asked range.
 *
 * @param edges where they begin; the last one is the end
 * @param labels the calendar start of each, also of one that is cut
 * @param zone of the calendar
 */
record TimeBins(List<Instant> edges, List<Instant> labels, ZoneId zone) {

  /** Windows that a question may have. */
  static final int MAX_BINS = 10_000;

  TimeBins {
    edges = List.copyOf(edges);
    labels = List.copyOf(labels);
  }

  static TimeBins of(BinSize size, Instant start, Instant end, ZoneId zone) {
    if (!start.isBefore(end)) {
      throw ApiException.badRequest(
          "time_range from " + start + " to " + end,
          "a range ends after its start",
          "swap them or widen it");
    }
    if (size == BinSize.RANGE) {
      return new TimeBins(List.of(start, end), List.of(start), zone);
    }
    List<Instant> edges = new ArrayList<>();
    List<Instant> labels = new ArrayList<>();
    ZonedDateTime at = size.startOf(start.atZone(zone));
    while (at.toInstant().isBefore(end)) {
      labels.add(at.toInstant());
      edges.add(at.toInstant().isBefore(start) ? start : at.toInstant());
      if (labels.size() > MAX_BINS) {
        throw ApiException.badRequest(
            "more than " + MAX_BINS + " bins of " + size.word(),
            "a question has at most " + MAX_BINS,
            "ask for larger bins or a shorter range");
      }
      at = size.next(at);
    }
    edges.add(end);
    return new TimeBins(edges, labels, zone);
  }

  int size() {
    return labels.size();
  }

  Instant start() {
    return edges.get(0);
  }

  Instant end() {
    return edges.get(edges.size() - 1);
  }

  /** Those from one on, another not included. */
  TimeBins part(int from, int to) {
    return new TimeBins(edges.subList(from, to + 1), labels.subList(from, to), zone);
  }

  /** One of them alone. */
  TimeBins only(int bin) {
    return new TimeBins(
        List.of(edges.get(bin), edges.get(bin + 1)), List.of(labels.get(bin)), zone);
  }

  /** All of them as one. */
  TimeWindow window() {
    return TimeWindow.of(start(), end());
  }

  /** One of them. */
  TimeWindow window(int bin) {
    return TimeWindow.of(edges.get(bin), edges.get(bin + 1));
  }

  /** The bin of a time in microseconds since 1970; -1 for none. */
  int indexOf(long micros) {
    int low = 0;
    int high = edges.size() - 1;
    if (micros < Times.micros(start()) || micros >= Times.micros(end())) {
      return -1;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (Times.micros(edges.get(middle)) <= micros) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Every.Between every() {
    return new Every.Between(edges);
  }
}
