package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TimeWindow;
import java.util.List;

/** Traffic, averages and sums. */
final class TrafficMeasure {

  private static final String NO_ROWS = "no row of the bin has a value";

  private final EventStore events;
  private final SlotSums sums;

  TrafficMeasure(EventStore events) {
    this.events = events;
    this.sums = new SlotSums(events);
  }

  /** Events of each bin. */
  long[] rows(ModelVersion model, TimeBins bins) {
    SlotSeries slots = events.traffic(model, bins.window());
    long[] rows = new long[bins.size()];
    for (int bin = 0; bin < bins.size(); bin++) {
      rows[bin] = sums.traffic(model, slots, bins.window(bin)).rows();
    }
    return rows;
  }

  Series traffic(Query query, TimeBins bins) {
    long[] counts = rows(query.model().events(), bins);
    double[][] values = new double[bins.size()][1];
    long[][] rows = new long[bins.size()][1];
    for (int bin = 0; bin < bins.size(); bin++) {
      rows[bin][0] = counts[bin];
      values[bin][0] = rows[bin][0] == 0 ? Double.NaN : rows[bin][0];
    }
    return new CountSeries(List.of(Metric.TRAFFIC.id()), values, rows, "no event");
  }

  Series statistic(Query query, TimeBins bins) {
    ModelVersion model = query.model().events();
    int columns = query.columns().size();
    double[][] values = new double[bins.size()][columns];
    long[][] rows = new long[bins.size()][columns];
    for (int column = 0; column < columns; column++) {
      String name = query.columns().get(column);
      SlotSeries slots = events.sums(model, name, bins.window());
      for (int bin = 0; bin < bins.size(); bin++) {
        TimeWindow window = bins.window(bin);
        SlotSums.Total total = sums.column(model, name, slots, window);
        rows[bin][column] = total.rows();
        values[bin][column] = figure(query.metric(), total);
      }
    }
    return new CountSeries(query.columns(), values, rows, NO_ROWS);
  }

  private static double figure(Metric metric, SlotSums.Total total) {
    if (total.rows() == 0) {
      return Double.NaN;
    }
    return metric == Metric.SUM ? total.sum() : total.sum() / total.rows();
  }
}
