package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.BinSetKey;
import io.ballast.eventstore.BinSetStatus;
import io.ballast.eventstore.HourlyCounts;
import io.ballast.eventstore.IntegritySeries;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers questions from what is kept, and counts the hours that changed since from their events,
 * all in one snapshot.
 */
final class RollUpAnswers {

  private final Scanner scanner;
  private final Manifest manifest;

  RollUpAnswers(Scanner scanner, Manifest manifest) {
    this.scanner = scanner;
    this.manifest = manifest;
  }

  /**
   * Hours.
   *
   * @param first first that begins in the window
   * @param last last that begins in the window
   */
  private record Hours(int first, int last) {

    static Hours of(TimeWindow given) {
      TimeWindow window = Days.clamp(given);
      long start = window.startMicros();
      int first =
          start == Long.MIN_VALUE
              ? Integer.MIN_VALUE
              : (int) -Math.floorDiv(-start, Days.HOUR_MICROS);
      int last =
          window.endMicros() == Long.MAX_VALUE
              ? Integer.MAX_VALUE
              : Days.hourOf(window.endMicros() - 1);
      return new Hours(first, last);
    }
  }

  private SetRecord record(ModelVersion model) {
    return manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
  }

  List<BinSetStatus> binSets(ModelVersion model) {
    SetRecord record = record(model);
    Set<Long> filled = new HashSet<>();
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) ->
            filled.addAll(RollUpStore.filled(connection, record.binSets().keySet())),
        record);
    return record.binSets().entrySet().stream()
        .map(entry -> new BinSetStatus(entry.getValue(), filled.contains(entry.getKey())))
        .toList();
  }

  RollUps rollUps(ModelVersion model, List<BinSetKey> keys, TimeWindow window) {
    SetRecord record = record(model);
    Map<BinSetKey, Long> ids = new LinkedHashMap<>();
    for (BinSetKey key : keys) {
      ids.put(key, idOf(record, key));
    }
    List<RollUps> answer = new ArrayList<>();
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) ->
            answer.add(rollUps(connection, snapshot, ids, keys, Hours.of(window))),
        record);
    return answer.get(0);
  }

  private static long idOf(SetRecord record, BinSetKey key) {
    return record.binSets().entrySet().stream()
        .filter(entry -> entry.getValue().key().equals(key))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.input(
                    "bin set " + key.name() + " of column " + key.column() + " is not known",
                    "a bin set is added to " + record.set().label() + " before it is asked for",
                    "add it or check its name"));
  }

  private RollUps rollUps(
      DuckDb connection,
      SetSnapshot snapshot,
      Map<BinSetKey, Long> ids,
      List<BinSetKey> keys,
      Hours hours) {
    Collection<Long> filled = RollUpStore.filled(connection, ids.values());
    List<BinSetKey> open = keys.stream().filter(key -> !filled.contains(ids.get(key))).toList();
    if (!open.isEmpty()) {
      return new RollUps.MustScan(open);
    }
    SetRecord record = snapshot.record();
    Map<Long, BinSet> binSets = new TreeMap<>();
    ids.values()
        .forEach(
            id -> {
              BinSet binSet = record.binSets().get(id);
              if (binSet != null) {
                binSets.put(id, binSet);
              }
            });
    RollUpPlan plan = RollUpPlan.bins(record, binSets);
    NavigableSet<Integer> dirty =
        RollUpStore.dirtyHours(connection, record.id(), hours.first(), hours.last());
    Map<Long, List<CountedHour>> counts = new HashMap<>();
    binSets.keySet().forEach(id -> counts.put(id, new ArrayList<>()));
    read(connection, plan, dirty, hours, counts);
    RollUpPass.countEach(
        scanner,
        connection,
        snapshot,
        plan,
        dirty,
        (hour, totals) -> addCounted(plan, hour, totals, counts));
    if (!dirty.isEmpty()) {
      counts.values().forEach(found -> found.sort(Comparator.comparingInt(CountedHour::hour)));
    }
    NavigableSet<Integer> kept =
        RollUpStore.keptHours(connection, record.id(), hours.first(), hours.last());
    kept.removeAll(dirty);
    List<HourlyCounts> series = new ArrayList<>();
    for (BinSetKey key : keys) {
      long id = ids.getOrDefault(key, -1L);
      BinSet binSet = record.binSets().get(id);
      List<CountedHour> found = counts.getOrDefault(id, List.of());
      List<Integer> foundHours = found.stream().map(CountedHour::hour).toList();
      series.add(
          new HourlyCounts(
              key,
              binSet == null ? List.of() : binSet.rule().bins(),
              foundHours,
              found.stream().map(CountedHour::counts).toList(),
              uncounted(kept, foundHours)));
    }
    return new RollUps.Ready(series);
  }

  /** The counts of a bin set in an hour. */
  private record CountedHour(int hour, PairCounts counts) {}

  private static List<Integer> uncounted(NavigableSet<Integer> kept, List<Integer> counted) {
    if (counted.size() == kept.size() && kept.containsAll(counted)) {
      return List.of();
    }
    Set<Integer> left = new TreeSet<>(kept);
    counted.forEach(left::remove);
    return List.copyOf(left);
  }

  private static void read(
      DuckDb connection,
      RollUpPlan plan,
      NavigableSet<Integer> dirty,
      Hours hours,
      Map<Long, List<CountedHour>> counts) {
    int classes = plan.schema().classes().classes().size();
    boolean weighted = plan.schema().weight() != null;
    Map<Long, Integer> bins = new HashMap<>();
    plan.binSets().forEach((id, binSet) -> bins.put(id, binSet.rule().bins().size()));
    if (bins.isEmpty()) {
      return;
    }
    RollUpStore.counts(
        connection,
        bins.keySet(),
        hours.first(),
        hours.last(),
        (id, hour, bytes) -> {
          List<CountedHour> found = counts.get(id);
          if (found != null && !dirty.contains(hour)) {
            found.add(
                new CountedHour(
                    hour,
                    RollUpFormat.readCounts(bytes, classes, bins.getOrDefault(id, 0), weighted)));
          }
        });
  }

  private static void addCounted(
      RollUpPlan plan, int hour, HourTotals totals, Map<Long, List<CountedHour>> counts) {
    List<Long> ids = List.copyOf(plan.binSets().keySet());
    for (int set = 0; set < ids.size() && totals.rows() > 0; set++) {
      List<CountedHour> found = counts.get(ids.get(set));
      if (found != null) {
        found.add(new CountedHour(hour, totals.pairCounts(set)));
      }
    }
  }

  SlotSeries traffic(ModelVersion model, TimeWindow window) {
    return slots(record(model), RollUpStore.TRAFFIC, window);
  }

  SlotSeries sums(ModelVersion model, String column, TimeWindow window) {
    SetRecord record = record(model);
    int index = record.schema().schema().indexOf(column);
    if (index < 0) {
      throw Problems.unknownColumn(model, column);
    }
    if (!RollUpPlan.hasSums(record.schema().column(index))) {
      throw ProblemException.input(
          "column " + column + " holds " + record.schema().column(index).type(),
          "sums are kept of numbers and booleans",
          "ask for a column of numbers");
    }
    return slots(record, index, window);
  }

  private SlotSeries slots(SetRecord record, int column, TimeWindow given) {
    TimeWindow window = Days.clamp(given);
    // Slots and not hours begin in the window: the hours at its ends are cut.
    Hours hours =
        new Hours(
            window.startMicros() == Long.MIN_VALUE
                ? Integer.MIN_VALUE
                : Days.hourOf(window.startMicros()),
            Hours.of(window).last());
    TreeMap<Long, double[]> slots = new TreeMap<>();
    RollUpPlan plan =
        RollUpPlan.sums(record, column == RollUpStore.TRAFFIC ? List.of() : List.of(column));
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) -> {
          NavigableSet<Integer> dirty =
              RollUpStore.dirtyHours(connection, record.id(), hours.first(), hours.last());
          RollUpStore.sums(
              connection,
              record.id(),
              column,
              hours.first(),
              hours.last(),
              (hour, bytes) -> {
                if (!dirty.contains(hour)) {
                  RollUpFormat.readSlots(
                      bytes,
                      (slot, rows, sum, squares) ->
                          put(slots, window, hour, slot, new double[] {rows, sum, squares}));
                }
              });
          RollUpPass.countEach(
              scanner,
              connection,
              snapshot,
              plan,
              dirty,
              (hour, totals) -> {
                for (int slot = 0; slot < HourTotals.SLOTS; slot++) {
                  put(slots, window, hour, slot, slot(totals, column, slot));
                }
              });
        },
        record);
    return new SlotSeries(
        slots.keySet().stream().mapToLong(Long::longValue).toArray(),
        slots.values().stream().mapToLong(slot -> (long) slot[0]).toArray(),
        slots.values().stream().mapToDouble(slot -> slot[1]).toArray(),
        slots.values().stream().mapToDouble(slot -> slot[2]).toArray());
  }

  private static double[] slot(HourTotals totals, int column, int slot) {
    return column == RollUpStore.TRAFFIC
        ? new double[] {totals.rowsOfSlot()[slot], 0, 0}
        : new double[] {
          totals.valuesOfSlot[0][slot],
          HourTotals.value(totals.sums[0][slot]),
          HourTotals.value(totals.squaresOfSlot[0][slot])
        };
  }

  private static void put(
      Map<Long, double[]> slots, TimeWindow window, int hour, int slot, double[] values) {
    long start = Days.startOfHour(hour) + slot * SlotSeries.SLOT_MICROS;
    if (values[0] > 0 && window.contains(start)) {
      slots.put(start, values);
    }
  }

  IntegritySeries integrity(ModelVersion model, String column, TimeWindow window) {
    SetRecord record = record(model);
    int index = record.schema().schema().indexOf(column);
    if (index < 0) {
      throw Problems.unknownColumn(model, column);
    }
    return integrity(record, index, window);
  }

  IntegritySeries integrity(ModelVersion model, TimeWindow window) {
    return integrity(record(model), RollUpStore.ANY_COLUMN, window);
  }

  private IntegritySeries integrity(SetRecord record, int column, TimeWindow window) {
    Hours hours = Hours.of(window);
    TreeMap<Integer, long[]> result = new TreeMap<>();
    RollUpPlan all = RollUpPlan.integrity(record);
    RollUpPlan plan =
        column == RollUpStore.ANY_COLUMN
            ? all
            : new RollUpPlan(all.schema(), all.binSets(), List.of(), List.of(column));
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) -> {
          NavigableSet<Integer> dirty =
              RollUpStore.dirtyHours(connection, record.id(), hours.first(), hours.last());
          result.putAll(
              RollUpStore.violations(connection, record.id(), column, hours.first(), hours.last()));
          result.keySet().removeAll(dirty);
          RollUpPass.countEach(
              scanner,
              connection,
              snapshot,
              plan,
              dirty,
              (hour, totals) -> {
                long[] found =
                    column == RollUpStore.ANY_COLUMN
                        ? totals.rowViolations
                        : withAny(totals.violations[0]);
                if (found[3] > 0) {
                  result.put(hour, found);
                }
              });
        },
        record);
    return new IntegritySeries(
        result.keySet().stream().mapToInt(Integer::intValue).toArray(),
        part(result, 0),
        part(result, 1),
        part(result, 2),
        part(result, 3));
  }

  private static long[] withAny(long[] found) {
    return new long[] {found[0], found[1], found[2], found[0] + found[1] + found[2]};
  }

  private static long[] part(Map<Integer, long[]> result, int index) {
    return result.values().stream().mapToLong(found -> found[index]).toArray();
  }
}
