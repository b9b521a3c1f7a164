package io.ballast.tables.compare;

import io.ballast.tables.Batch;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The windows over the current table: one, by calendar, between edges or by row number. */
public final class Windows {

  /** The key of a row without an instant. */
  public static final long NONE = Long.MIN_VALUE;

  /** More windows than this are refused. */
  static final int MAX_WINDOWS = 10_000;

  private final @Nullable Every every;
  private final @Nullable String column;
  private final @Nullable Timestamps instants;
  private final long[] edges;
  private int at = -1;
  private long lastStart = Long.MAX_VALUE;
  private long lastEnd = Long.MIN_VALUE;
  private final TreeSet<Long> seen = new TreeSet<>();
  private List<Long> keys = List.of(0L);
  private final Map<Long, Integer> indexes = new HashMap<>();
  private long lastKey = NONE;
  private int lastIndex = -1;

  /**
   * Windows that no row was seen in yet.
   *
   * @param every their length; null for one window
   * @param column the timestamp; null without
   * @param instants reads it; null without
   */
  public Windows(@Nullable Every every, @Nullable String column, @Nullable Timestamps instants) {
    this.every = every;
    this.column = column;
    this.instants = instants;
    this.edges =
        every instanceof Every.Between between
            ? between.edges().stream().mapToLong(Windows::micros).toArray()
            : new long[0];
    if (edges.length - 1 > MAX_WINDOWS) {
      throw tooMany(String.valueOf(edges.length - 1));
    }
  }

  /** The timestamp column that the windows need; null for none. */
  public @Nullable String column() {
    return every != null && every.isOfTime() ? column : null;
  }

  /** Where a scan has the timestamp, counted from its offset. */
  public void readAt(int position) {
    at = position;
  }

  /** The key of a row's window: the microsecond at which it starts, or its number. */
  public long keyOf(Batch batch, int offset, int row, long rowNumber) {
    if (every == null) {
      return 0;
    }
    if (every instanceof Every.Rows rows) {
      return rowNumber / rows.rows();
    }
    if (instants == null || batch.vector(offset + at).isMissing(row)) {
      return NONE;
    }
    long micros = instants.micros(batch.vector(offset + at), row);
    if (micros == Timestamps.NONE) {
      return NONE;
    }
    if (edges.length > 0) {
      return between(micros);
    }
    if (micros < lastStart || micros >= lastEnd) {
      Every.Calendar calendar = (Every.Calendar) every;
      Instant start = calendar.startOf(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      lastStart = micros(start);
      lastEnd = micros(calendar.next(start));
    }
    return lastStart;
  }

  private long between(long micros) {
    if (micros < lastStart || micros >= lastEnd) {
      int found = Arrays.binarySearch(edges, micros);
      int index = found < 0 ? -found - 2 : found;
      if (index < 0 || index >= edges.length - 1) {
        return NONE;
      }
      lastStart = edges[index];
      lastEnd = edges[index + 1];
    }
    return lastStart;
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  /** Notes that a window has rows. */
  public void note(long key) {
    if (key != NONE && key != lastKey) {
      lastKey = key;
      seen.add(key);
      if (seen.size() > MAX_WINDOWS) {
        throw tooMany(seen.size() + " or more");
      }
    }
  }

  private ProblemException tooMany(String count) {
    return ProblemException.input(
        count + " windows of a " + (every == null ? "table" : every.spelled()),
        "at most " + MAX_WINDOWS + " windows are compared in one run",
        "choose longer windows with --every, or leave out rows with instants far from the others");
  }

  /**
   * Ends the survey: windows follow each other without a gap from the first to the last that has
   * rows.
   */
  public void fix() {
    lastKey = NONE;
    if (edges.length > 0) {
      keys = Arrays.stream(edges, 0, edges.length - 1).boxed().toList();
      index();
      return;
    }
    if (every == null || seen.isEmpty()) {
      indexes.put(0L, 0);
      return;
    }
    List<Long> all = new ArrayList<>();
    for (long key = seen.first(); key <= seen.last(); key = after(key)) {
      all.add(key);
      if (all.size() > MAX_WINDOWS) {
        throw tooMany("more than " + MAX_WINDOWS);
      }
    }
    keys = List.copyOf(all);
    index();
  }

  private void index() {
    for (int i = 0; i < keys.size(); i++) {
      indexes.put(keys.get(i), i);
    }
  }

  private long after(long key) {
    return every instanceof Every.Calendar calendar
        ? micros(calendar.next(Instant.EPOCH.plus(key, ChronoUnit.MICROS)))
        : key + 1;
  }

  /** Number of windows, at least 1. */
  public int size() {
    return keys.size();
  }

  /** The index of the window with that key; -1 for {@link #NONE}. */
  public int indexOf(long key) {
    if (key != lastKey || lastIndex < 0) {
      lastIndex = key == NONE ? -1 : indexes.getOrDefault(key, -1);
      lastKey = key;
    }
    return lastIndex;
  }

  /** The window at an index, as reports show it. */
  public DriftReport.Window window(int index) {
    if (every == null || !every.isOfTime()) {
      return new DriftReport.Window(null, null, index);
    }
    long key = keys.get(index);
    long end = edges.length > 0 ? edges[index + 1] : after(key);
    return new DriftReport.Window(
        Instant.EPOCH.plus(key, ChronoUnit.MICROS),
        Instant.EPOCH.plus(end, ChronoUnit.MICROS),
        index);
  }
}
