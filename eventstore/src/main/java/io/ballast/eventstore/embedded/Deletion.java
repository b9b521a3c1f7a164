package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.Filter;
import io.ballast.eventstore.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events shall go.
 *
 * @param eventIds of the events; empty: all of the window
 * @param window in which they lie
 * @param upToSequence events that came later are not meant
 */
record Deletion(List<String> eventIds, TimeWindow window, long upToSequence) {

  Deletion {
    eventIds = List.copyOf(eventIds);
    window = Days.clamp(window);
  }

  static Deletion ofIds(List<String> eventIds) {
    return new Deletion(eventIds, TimeWindow.ALL, Long.MAX_VALUE);
  }

  static Deletion ofWindow(TimeWindow window) {
    return new Deletion(List.of(), window, Long.MAX_VALUE);
  }

  Deletion upTo(long sequence) {
    return new Deletion(eventIds, window, sequence);
  }

  boolean byId() {
    return !eventIds.isEmpty();
  }

  /** Whether all events of a day are meant. */
  boolean holdsDay(int day) {
    return !byId()
        && Days.startOfDay(day) >= window.startMicros()
        && Days.startOfDay(day + 1) <= window.endMicros();
  }

  /** Whether events of a day may be meant. */
  boolean touchesDay(int day) {
    return Days.startOfDay(day) < window.endMicros()
        && Days.startOfDay(day + 1) > window.startMicros();
  }

  /** The first hour that is meant as a whole. */
  int firstWholeHour() {
    return window.startMicros() == Long.MIN_VALUE
        ? Integer.MIN_VALUE
        : (int) -Math.floorDiv(-window.startMicros(), Days.HOUR_MICROS);
  }

  /** The hour after the last that is meant as a whole. */
  int endOfWholeHours() {
    return hourOf(window.endMicros());
  }

  /** The hour of the window's start. */
  int firstHour() {
    return hourOf(window.startMicros());
  }

  /** The hour of the last moment of the window. */
  int lastHour() {
    return hourOf(window.endMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : window.endMicros() - 1);
  }

  private static int hourOf(long micros) {
    if (micros == Long.MIN_VALUE) {
      return Integer.MIN_VALUE;
    }
    return micros == Long.MAX_VALUE ? Integer.MAX_VALUE : Days.hourOf(micros);
  }

  /** The parts of the window that are less than an hour. */
  List<TimeWindow> cutHours() {
    long first =
        window.startMicros() == Long.MIN_VALUE
            ? Long.MIN_VALUE
            : Days.startOfHour(firstWholeHour());
    long last =
        window.endMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : Days.startOfHour(endOfWholeHours());
    if (first > last) {
      return List.of(window);
    }
    List<TimeWindow> cut = new ArrayList<>();
    if (window.startMicros() < first) {
      cut.add(new TimeWindow(window.startMicros(), first));
    }
    if (last < window.endMicros()) {
      cut.add(new TimeWindow(last, window.endMicros()));
    }
    return cut;
  }

  /** The condition on the time of an event in a hot table. */
  String timeCondition() {
    String start =
        window.startMicros() == Long.MIN_VALUE
            ? "true"
            : "event_time >= " + Sql.timestamp(window.startMicros());
    return window.endMicros() == Long.MAX_VALUE
        ? start
        : start + " AND event_time < " + Sql.timestamp(window.endMicros());
  }

  /** What holds for the events that shall go. */
  Filter filter() {
    List<Filter> parts = new ArrayList<>();
    if (upToSequence != Long.MAX_VALUE) {
      parts.add(
          new Filter.Comparison(
              EventField.RECEIVED_SEQUENCE, Filter.Operator.AT_MOST, upToSequence));
    }
    if (byId()) {
      parts.add(new Filter.In(EventField.EVENT_ID, eventIds));
    }
    if (window.startMicros() != Long.MIN_VALUE) {
      parts.add(time(Filter.Operator.AT_LEAST, window.startMicros()));
    }
    if (window.endMicros() != Long.MAX_VALUE) {
      parts.add(time(Filter.Operator.LESS, window.endMicros()));
    }
    return new Filter.And(parts);
  }

  private static Filter time(Filter.Operator operator, long micros) {
    return new Filter.Comparison(EventField.EVENT_TIME, operator, EventTimes.instant(micros));
  }
}
