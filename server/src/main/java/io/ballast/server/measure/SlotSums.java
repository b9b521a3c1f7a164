package io.ballast.server.measure;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.stats.ExactSum;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * Rows and sums in windows: whole slots of five minutes from the roll-ups, what is left at the ends
 * of a window from its events.
 */
final class SlotSums {

  private static final long SLOT = SlotSeries.SLOT_MICROS;

  private final EventStore events;

  SlotSums(EventStore events) {
    this.events = events;
  }

  /**
   * What a window holds.
   *
   * @param rows with a value; for traffic all rows
   * @param sum of the values
   */
  record Total(long rows, double sum) {}

  /** Rows in a window. */
  Total traffic(ModelVersion model, SlotSeries slots, TimeWindow window) {
    return total(
        slots,
        window,
        part ->
            new Total(
                events.count(ScanRequest.of(model, List.of()).within(part), new TaskControl()), 0));
  }

  /** Rows and sum of a column in a window. */
  Total column(ModelVersion model, String column, SlotSeries slots, TimeWindow window) {
    return total(slots, window, part -> scan(model, column, part));
  }

  private interface Rest {
    Total of(TimeWindow part);
  }

  private static Total total(SlotSeries slots, TimeWindow window, Rest rest) {
    long from = -Math.floorDiv(-window.startMicros(), SLOT) * SLOT;
    long to = Math.floorDiv(window.endMicros(), SLOT) * SLOT;
    if (from >= to) {
      return rest.of(window);
    }
    long rows = 0;
    ExactSum sum = new ExactSum();
    long[] starts = slots.startMicros();
    int first = Arrays.binarySearch(starts, from);
    for (int i = first < 0 ? -first - 1 : first; i < starts.length && starts[i] < to; i++) {
      rows += slots.rows()[i];
      sum.add(slots.sums()[i]);
    }
    for (TimeWindow part :
        List.of(
            new TimeWindow(window.startMicros(), from), new TimeWindow(to, window.endMicros()))) {
      if (part.startMicros() < part.endMicros()) {
        Total more = rest.of(part);
        rows += more.rows();
        sum.add(more.sum());
      }
    }
    return new Total(rows, sum.value());
  }

  private Total scan(ModelVersion model, String column, TimeWindow part) {
    long[] rows = new long[1];
    ExactSum sum = new ExactSum();
    events.scan(
        ScanRequest.of(model, List.of(ColumnRef.of(column))).within(part),
        batch -> {
          Vector vector = batch.vector(0);
          for (int row = 0; row < batch.rows(); row++) {
            if (!vector.isMissing(row)) {
              rows[0]++;
              sum.add(
                  vector instanceof DoubleVector doubles
                      ? doubles.values()[row]
                      : ((LongVector) vector).values()[row]);
            }
          }
          return true;
        },
        new TaskControl());
    return new Total(rows[0], sum.value());
  }
}
