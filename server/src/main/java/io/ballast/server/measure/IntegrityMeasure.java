package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.IntegritySeries;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TimeWindow;
import java.util.List;

/**
 * Rows that break the schema. They are counted by the hour: an hour belongs to the bin that its
 * start lies in.
 */
final class IntegrityMeasure {

  private static final long HOUR_MICROS = 3_600L * 1_000_000;

  private final EventStore events;

  IntegrityMeasure(EventStore events) {
    this.events = events;
  }

  Series measure(Query query, TimeBins bins) {
    ModelVersion model = query.model().events();
    List<String> columns = query.columns();
    boolean any = columns.equals(List.of(Query.ANY_COLUMN));
    double[][] values = new double[bins.size()][columns.size()];
    long[][] rows = new long[bins.size()][columns.size()];
    TimeWindow window = hours(bins);
    long[] traffic = traffic(model, bins, window);
    for (int column = 0; column < columns.size(); column++) {
      IntegritySeries found =
          any
              ? events.integrity(model, window)
              : events.integrity(model, columns.get(column), window);
      for (int i = 0; i < found.hours().length; i++) {
        int bin = bin(bins, found.hours()[i] * HOUR_MICROS);
        if (bin >= 0) {
          values[bin][column] += count(query.metric(), found, i);
        }
      }
      for (int bin = 0; bin < bins.size(); bin++) {
        rows[bin][column] = traffic[bin];
        if (traffic[bin] == 0) {
          values[bin][column] = Double.NaN;
        } else if (isShare(query.metric())) {
          values[bin][column] /= traffic[bin];
        }
      }
    }
    List<String> names = any ? List.of(query.metric().id()) : columns;
    return new CountSeries(names, values, rows, "no event");
  }

  /**
   * Rows of a window that break the schema in any column.
   *
   * @param rows of the window
   * @param missing rows without a value
   * @param outOfRange rows outside the limits
   * @param wrongType rows whose value does not fit the type
   * @param any rows with one of these at least
   */
  record Violations(long rows, long missing, long outOfRange, long wrongType, long any) {}

  /** The counts of {@link #measure} for any column and the first of the bins, all at once. */
  Violations violations(ModelVersion model, TimeBins bins) {
    TimeWindow window = hours(bins);
    long[] sums = new long[4];
    IntegritySeries found = events.integrity(model, window);
    for (int i = 0; i < found.hours().length; i++) {
      if (bin(bins, found.hours()[i] * HOUR_MICROS) == 0) {
        sums[0] += found.missing()[i];
        sums[1] += found.outOfRange()[i];
        sums[2] += found.wrongType()[i];
        sums[3] += found.any()[i];
      }
    }
    return new Violations(traffic(model, bins, window)[0], sums[0], sums[1], sums[2], sums[3]);
  }

  /** The hour in which the range begins counts to its first bin. */
  private static TimeWindow hours(TimeBins bins) {
    TimeWindow asked = bins.window();
    return new TimeWindow(
        Math.floorDiv(asked.startMicros(), HOUR_MICROS) * HOUR_MICROS, asked.endMicros());
  }

  private static int bin(TimeBins bins, long hourMicros) {
    return bins.indexOf(Math.max(hourMicros, bins.window().startMicros()));
  }

  private long[] traffic(ModelVersion model, TimeBins bins, TimeWindow window) {
    SlotSeries slots = events.traffic(model, window);
    long[] rows = new long[bins.size()];
    for (int i = 0; i < slots.startMicros().length; i++) {
      long hour = Math.floorDiv(slots.startMicros()[i], HOUR_MICROS) * HOUR_MICROS;
      int bin = bin(bins, hour);
      if (bin >= 0) {
        rows[bin] += slots.rows()[i];
      }
    }
    return rows;
  }

  private static long count(Metric metric, IntegritySeries found, int hour) {
    return switch (metric) {
      case NULL_COUNT, NULL_SHARE -> found.missing()[hour];
      case RANGE_COUNT, RANGE_SHARE -> found.outOfRange()[hour];
      case TYPE_COUNT, TYPE_SHARE -> found.wrongType()[hour];
      default -> found.any()[hour];
    };
  }

  private static boolean isShare(Metric metric) {
    return metric == Metric.NULL_SHARE
        || metric == Metric.RANGE_SHARE
        || metric == Metric.TYPE_SHARE
        || metric == Metric.ANY_SHARE;
  }
}
