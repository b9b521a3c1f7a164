package io.ballast.eventstore.embedded;

import io.ballast.eventstore.IntegritySeries;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * Answers questions about traffic, sums and broken rules from what is kept, and counts the hours
 * that changed since from their events, all in one snapshot.
 */
final class SumAnswers {

  private final Scanner scanner;
  private final Manifest manifest;

  SumAnswers(Scanner scanner, Manifest manifest) {
    this.scanner = scanner;
    this.manifest = manifest;
  }

  private SetRecord record(ModelVersion model) {
    return manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
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
    Hours hours = Hours.touching(window);
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
