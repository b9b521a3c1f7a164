package io.ballast.server.ingest;

import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.TimeFormat;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The times of the events of one call: of their column, else the time of the call. */
final class EventClock {

  private final @Nullable String column;
  private final @Nullable TimeFormat format;
  private final long now;

  EventClock(Model model, Instant now) {
    this.column = model.time().time();
    String text = model.time().format();
    this.format = text == null ? null : TimeFormat.of(text);
    this.now = TimeWindow.micros(now);
  }

  /**
   * The time of an event in microseconds since 1970.
   *
   * @throws ApiException if its column has none that can be read
   */
  long micros(ObjectNode event, int row) {
    if (column == null) {
      return now;
    }
    JsonNode value = event.path(column);
    return read(value)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "event "
                        + row
                        + " with "
                        + column
                        + " '"
                        + Parse.shortened(value.isMissingNode() ? "" : value.toString())
                        + "'",
                    format == null
                        ? "a time is a number since 1970 or text such as 2026-11-24T09:30:00Z"
                        : "a time has the form " + format.text(),
                    "mend the column " + column));
  }

  private OptionalLong read(JsonNode value) {
    if (value.isString()) {
      return format == null ? text(value.asString()) : format.micros(value.asString());
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return OptionalLong.of(EventTimes.ofNumber(value.asLong()));
    }
    return value.isNumber() ? EventTimes.ofNumber(value.asDouble()) : OptionalLong.empty();
  }

  private static OptionalLong text(String text) {
    String stripped = text.strip();
    if (stripped.matches("[+-]?\\d{1,18}")) {
      return OptionalLong.of(EventTimes.ofNumber(Long.parseLong(stripped)));
    }
    return EventTimes.ofText(stripped);
  }
}
