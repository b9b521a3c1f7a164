package io.ballast.eventstore;

import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Late values by event id, as columns; the same rules as for {@link EventRows}.
 *
 * @param eventIds of the events; they need not have arrived yet
 * @param values one vector for each column of the schema in its order, null where no row has a
 *     value; a missing value leaves the event's as it is. Only columns whose role {@link
 *     ColumnRole#isUpdatable} may have values
 */
public record UpdateRows(String[] eventIds, List<@Nullable Vector> values) {
  public UpdateRows {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    EventRows.requireIds(eventIds);
  }

  /** Number of updates. */
  public int size() {
    return eventIds.length;
  }
}
