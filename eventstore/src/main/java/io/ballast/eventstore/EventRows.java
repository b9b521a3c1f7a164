package io.ballast.eventstore;

import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as columns. Arrays and vectors are not copied and may not change until the call that takes
 * them returns.
 *
 * @param eventIds one for each row, not empty
 * @param eventTimeMicros microseconds since 1970-01-01T00:00:00Z
 * @param details the optional fixed part
 * @param values one vector for each column of the schema in its order, null where no row has a
 *     value; of the type that the schema names
 */
public record EventRows(
    String[] eventIds,
    long[] eventTimeMicros,
    EventDetails details,
    List<@Nullable Vector> values) {

  /** Characters that an event id may have. */
  public static final int MAX_ID_LENGTH = 1000;

  public EventRows {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    if (eventTimeMicros.length != eventIds.length) {
      throw new IllegalArgumentException(
          eventTimeMicros.length + " times for " + eventIds.length + " event ids");
    }
    details.requireLength(eventIds.length);
    requireIds(eventIds);
  }

  static void requireIds(String[] eventIds) {
    for (int row = 0; row < eventIds.length; row++) {
      int length = eventIds[row].length();
      if (length == 0 || length > MAX_ID_LENGTH) {
        throw new IllegalArgumentException(
            "the event id of row " + row + " has " + length + " characters, 1 to " + MAX_ID_LENGTH);
      }
    }
  }

  /** Number of events. */
  public int size() {
    return eventIds.length;
  }
}
