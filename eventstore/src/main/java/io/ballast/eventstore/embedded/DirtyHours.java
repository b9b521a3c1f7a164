package io.ballast.eventstore.embedded;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hours of a set whose roll-ups are to be counted again; mirrors the table of that name.
 *
 * <p>Each change after a commit gives an hour a new number. Who counts an hour notes the number
 * before its snapshot and stores the result only if it is the same when the writer stores it: then
 * nothing was committed in between that the snapshot lacks. Thread-safe.
 */
final class DirtyHours {

  private final Map<Integer, Long> hours = new HashMap<>();
  private long changes;

  /** Called by the writer after it committed changes of these hours; none for other changes. */
  synchronized void changed(Collection<Integer> changedHours) {
    changes++;
    changedHours.forEach(hour -> hours.put(hour, changes));
  }

  /** Called by the writer after it committed that these hours are counted. */
  synchronized void clean(Collection<Integer> cleanHours) {
    cleanHours.forEach(hours::remove);
  }

  synchronized boolean isDirty(int hour) {
    return hours.containsKey(hour);
  }

  /** The number of an hour, -1 when it is clean. */
  synchronized long number(int hour) {
    return hours.getOrDefault(hour, -1L);
  }

  /** All dirty hours with their numbers. */
  synchronized NavigableMap<Integer, Long> numbers() {
    return new TreeMap<>(hours);
  }

  /** How often the set changed since the store was opened. */
  synchronized long changes() {
    return changes;
  }

  synchronized int size() {
    return hours.size();
  }

  /** Forgets hours that no longer exist. */
  synchronized void retain(Set<Integer> kept) {
    hours.keySet().retainAll(kept);
  }
}
