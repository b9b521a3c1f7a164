package io.ballast.eventstore.embedded;

import io.ballast.eventstore.PairCounts;
import io.ballast.files.DuckDb;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of roll-ups. */
final class RollUpStore {

  /** The column number under which the rows of all events stand. */
  static final int TRAFFIC = -1;

  /** The column number under which the violations of whole rows stand. */
  static final int ANY_COLUMN = -1;

  private RollUpStore() {}

  // Reading, within a reader's transaction.

  private static String in(Collection<Integer> hours) {
    return " AND hour IN (" + Sql.numbers(List.copyOf(hours)) + ")";
  }

  private static String between(int firstHour, int lastHour) {
    return " AND hour BETWEEN " + firstHour + " AND " + lastHour;
  }

  static NavigableSet<Integer> dirtyHours(
      DuckDb connection, long setId, int firstHour, int lastHour) {
    return new TreeSet<>(
        connection.query(
            "SELECT hour FROM dirty_hours WHERE set_id = ?" + between(firstHour, lastHour),
            List.of(setId),
            row -> row.getInt(1)));
  }

  /** The hours of which something is kept. */
  static NavigableSet<Integer> keptHours(
      DuckDb connection, long setId, int firstHour, int lastHour) {
    return new TreeSet<>(
        connection.query(
            "SELECT hour FROM roll_sums WHERE set_id = ? AND col = "
                + TRAFFIC
                + between(firstHour, lastHour),
            List.of(setId),
            row -> row.getInt(1)));
  }

  /** The bin sets whose hours are all counted. */
  static Collection<Long> filled(DuckDb connection, Collection<Long> binSets) {
    if (binSets.isEmpty()) {
      return List.of();
    }
    return connection.query(
        "SELECT bin_set_id FROM bin_states WHERE filled AND bin_set_id IN ("
            + Sql.numbers(List.copyOf(binSets))
            + ")",
        List.of(),
        row -> row.getLong(1));
  }

  /** The kept counts of each hour, see {@link RollUpFormat}. */
  static void counts(
      DuckDb connection,
      long setId,
      int firstHour,
      int lastHour,
      BiConsumer<Integer, byte[]> consumer) {
    counts(connection, setId, between(firstHour, lastHour), consumer);
  }

  private static void counts(
      DuckDb connection, long setId, String condition, BiConsumer<Integer, byte[]> consumer) {
    connection.query(
        "SELECT hour, counts FROM roll_bins WHERE set_id = ?" + condition,
        List.of(setId),
        row -> {
          consumer.accept(row.getInt(1), row.getBytes(2));
          return true;
        });
  }

  /** The kept sums of a column, or the traffic, for each hour. */
  static void sums(
      DuckDb connection,
      long setId,
      int column,
      int firstHour,
      int lastHour,
      BiConsumer<Integer, byte[]> consumer) {
    connection.query(
        "SELECT hour, slots FROM roll_sums WHERE set_id = ? AND col = "
            + column
            + between(firstHour, lastHour),
        List.of(setId),
        row -> {
          consumer.accept(row.getInt(1), row.getBytes(2));
          return true;
        });
  }

  /** The kept violations of a column, or of whole rows: four counts for each hour. */
  static SortedMap<Integer, long[]> violations(
      DuckDb connection, long setId, int column, int firstHour, int lastHour) {
    TreeMap<Integer, long[]> result = new TreeMap<>();
    connection.query(
        "SELECT hour, missing, out_of_range, wrong_type, any_rule FROM roll_integrity"
            + " WHERE set_id = ? AND col = "
            + column
            + between(firstHour, lastHour),
        List.of(setId),
        row ->
            result.put(
                row.getInt(1),
                new long[] {row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)}));
    return result;
  }

  // Writing, within the writer's transaction.

  /** Puts the totals of hours in the place of what was kept of them. */
  static void replace(
      DuckDb writer, long setId, RollUpPlan plan, NavigableMap<Integer, HourTotals> hours) {
    if (hours.isEmpty()) {
      return;
    }
    deleteHours(writer, setId, in(hours.keySet()));
    appendBins(writer, setId, plan, hours, Map.of());
    writer.append(
        "roll_sums",
        target ->
            hours.forEach(
                (hour, totals) -> {
                  if (totals.rows() == 0) {
                    return;
                  }
                  target.beginRow().append(setId).append(TRAFFIC).append((int) hour);
                  target.append(RollUpFormat.write(totals.rowsOfSlot(), null, null)).endRow();
                  for (int i = 0; i < plan.sums().size(); i++) {
                    byte @Nullable [] slots = slots(totals, i);
                    if (slots != null) {
                      target.beginRow().append(setId).append((int) plan.sums().get(i));
                      target.append((int) hour).append(slots).endRow();
                    }
                  }
                }));
    writer.append(
        "roll_integrity",
        target ->
            hours.forEach(
                (hour, totals) -> {
                  for (int i = 0; i < plan.integrity().size(); i++) {
                    long[] found = totals.violations[i];
                    long any = found[0] + found[1] + found[2];
                    if (any > 0) {
                      target.beginRow().append(setId).append((int) plan.integrity().get(i));
                      target.append((int) hour).append(found[0]).append(found[1]);
                      target.append(found[2]).append(any).endRow();
                    }
                  }
                  long[] rows = totals.rowViolations;
                  if (rows[3] > 0) {
                    target.beginRow().append(setId).append(ANY_COLUMN).append((int) hour);
                    target.append(rows[0]).append(rows[1]).append(rows[2]).append(rows[3]).endRow();
                  }
                }));
  }

  private static byte @Nullable [] slots(HourTotals totals, int column) {
    long rows = 0;
    double[] sums = new double[HourTotals.SLOTS];
    double[] squares = new double[HourTotals.SLOTS];
    for (int slot = 0; slot < HourTotals.SLOTS; slot++) {
      rows += totals.valuesOfSlot[column][slot];
      sums[slot] = HourTotals.value(totals.sums[column][slot]);
      squares[slot] = HourTotals.value(totals.squaresOfSlot[column][slot]);
    }
    return rows == 0 ? null : RollUpFormat.write(totals.valuesOfSlot[column], sums, squares);
  }

  /**
   * Puts the counts of some bin sets to those that are kept of other ones in the same hours. Counts
   * of bin sets that are not the record's any more go on that occasion.
   */
  static void addBins(
      DuckDb writer, SetRecord record, RollUpPlan plan, NavigableMap<Integer, HourTotals> hours) {
    if (hours.isEmpty()) {
      return;
    }
    String in = in(hours.keySet());
    Map<Integer, SortedMap<Long, byte[]>> kept = new HashMap<>();
    counts(
        writer,
        record.id(),
        in,
        (hour, bytes) -> {
          SortedMap<Long, byte[]> binSets = RollUpFormat.binSets(bytes);
          binSets.keySet().retainAll(record.binSets().keySet());
          kept.put(hour, binSets);
        });
    writer.execute("DELETE FROM roll_bins WHERE set_id = ?" + in, record.id());
    appendBins(writer, record.id(), plan, hours, kept);
  }

  private static void appendBins(
      DuckDb writer,
      long setId,
      RollUpPlan plan,
      NavigableMap<Integer, HourTotals> hours,
      Map<Integer, SortedMap<Long, byte[]>> kept) {
    if (plan.binSets().isEmpty()) {
      return;
    }
    List<Long> ids = List.copyOf(plan.binSets().keySet());
    writer.append(
        "roll_bins",
        target ->
            hours.forEach(
                (hour, totals) -> {
                  if (totals.rows() == 0) {
                    return;
                  }
                  SortedMap<Long, byte[]> binSets =
                      new TreeMap<>(kept.getOrDefault(hour, new TreeMap<>()));
                  PairCounts[] counts = totals.pairCounts();
                  for (int set = 0; set < counts.length; set++) {
                    binSets.put(ids.get(set), RollUpFormat.write(counts[set]));
                  }
                  target.beginRow().append(setId).append((int) hour);
                  target.append((long) plan.binSets().lastKey());
                  target.append(RollUpFormat.write(binSets)).endRow();
                }));
  }

  private static void deleteHours(DuckDb writer, long setId, String condition) {
    for (String table : List.of("roll_bins", "roll_sums", "roll_integrity")) {
      writer.execute("DELETE FROM " + table + " WHERE set_id = ?" + condition, setId);
    }
  }

  /** Removes what is kept of hours before one. */
  static long deleteBefore(DuckDb writer, SetRecord record, int hour) {
    int hours = keptHours(writer, record.id(), Integer.MIN_VALUE, hour - 1).size();
    if (hours > 0) {
      deleteHours(writer, record.id(), " AND hour < " + hour);
    }
    return hours;
  }

  /** Removes what is kept of hours from one to another, both included. */
  static long deleteBetween(DuckDb writer, SetRecord record, int firstHour, int lastHour) {
    int hours = keptHours(writer, record.id(), firstHour, lastHour).size();
    if (hours > 0) {
      deleteHours(writer, record.id(), between(firstHour, lastHour));
    }
    return hours;
  }

  static void cleaned(DuckDb writer, long setId, Collection<Integer> hours) {
    if (!hours.isEmpty()) {
      writer.execute("DELETE FROM dirty_hours WHERE set_id = ?" + in(hours), setId);
    }
  }

  /** Marks hours to be counted again, those that are not marked yet. */
  static void dirty(DuckDb writer, long setId, Collection<Integer> hours, DirtyHours known) {
    List<Integer> clean = hours.stream().filter(hour -> !known.isDirty(hour)).distinct().toList();
    if (!clean.isEmpty()) {
      writer.append(
          "dirty_hours",
          target ->
              clean.forEach(hour -> target.beginRow().append(setId).append((int) hour).endRow()));
    }
  }

  /**
   * The hours that are kept, are clean and lack counts of some of these bin sets. Numbers of bin
   * sets rise, and an hour is always counted for all that there are: none is lacking whose number
   * is not above the hour's newest.
   */
  static NavigableSet<Integer> hoursToFill(
      DuckDb connection, long setId, Collection<Long> binSets, int firstHour) {
    return new TreeSet<>(
        connection.query(
            "SELECT hour FROM roll_sums WHERE set_id = ? AND col = "
                + TRAFFIC
                + " AND hour >= "
                + firstHour
                + " AND hour NOT IN (SELECT hour FROM dirty_hours WHERE set_id = ?)"
                + " AND hour NOT IN (SELECT hour FROM roll_bins WHERE set_id = ? AND"
                + " newest_bin_set >= ?)",
            List.of(setId, setId, setId, Collections.max(binSets)),
            row -> row.getInt(1)));
  }

  static void setFilled(DuckDb writer, Collection<Long> binSets) {
    forgetBinSets(writer, binSets);
    binSets.forEach(id -> writer.execute("INSERT INTO bin_states VALUES (?, true)", id));
  }

  /**
   * Forgets that bin sets are filled. Their counts stay among those of their hours, where nobody
   * asks for them, until the hours are written again.
   */
  static void forgetBinSets(DuckDb writer, Collection<Long> binSets) {
    if (!binSets.isEmpty()) {
      writer.execute(
          "DELETE FROM bin_states WHERE bin_set_id IN (" + Sql.numbers(List.copyOf(binSets)) + ")");
    }
  }

  /** The numbers of the bin sets that are known to be filled. */
  static Collection<Long> knownBinSets(DuckDb connection) {
    return connection.query(
        "SELECT DISTINCT bin_set_id FROM bin_states", List.of(), row -> row.getLong(1));
  }
}
