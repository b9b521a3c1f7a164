package io.ballast.server.measure;

import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.web.ApiException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows that a baseline stands for. */
final class BaselineRows {

  private final Catalog catalog;
  private final EventStore events;

  BaselineRows(Catalog catalog, EventStore events) {
    this.catalog = catalog;
    this.events = events;
  }

  /**
   * The reference of a bin.
   *
   * @param binStart of the bin, for a rolling baseline
   * @param time name under which the rows' time is found; null: it is not
   * @throws ApiException if the baseline has no rows yet
   */
  StoredTable of(
      Model model, Baseline baseline, Instant binStart, ZoneId zone, @Nullable String time) {
    DatasetVersion dataset = dataset(baseline);
    if (dataset != null) {
      EventSchema own = events.schema(dataset).orElseThrow();
      return new StoredTable(
          events,
          dataset,
          baseline.name(),
          own,
          TimeWindow.ALL,
          time != null && own.indexOf(time) >= 0 ? time : null);
    }
    TimeWindow window = window(baseline, binStart, zone);
    EventSchema schema = events.schema(model.events()).orElseThrow();
    return new StoredTable(events, model.events(), baseline.name(), schema, window, time);
  }

  /** The events of the model that each bin is compared with; null when they are a data set's. */
  IntFunction<@Nullable TimeWindow> productionWindows(Baseline baseline, TimeBins bins) {
    return dataset(baseline) != null
        ? bin -> null
        : bin -> window(baseline, bins.labels().get(bin), bins.zone());
  }

  private @Nullable DatasetVersion dataset(Baseline baseline) {
    return catalog.environment(baseline.environmentId()).dataset();
  }

  private static TimeWindow window(Baseline baseline, Instant binStart, ZoneId zone) {
    if (baseline.type() == Baseline.Type.ROLLING) {
      return RollingWindow.of(baseline, binStart, zone);
    }
    Long start = baseline.startMicros();
    Long end = baseline.endMicros();
    if (start == null || end == null) {
      throw ApiException.conflict(
          "baseline '" + baseline.name() + "'",
          "it has no rows yet",
          "wait for the job that publishes them");
    }
    return new TimeWindow(start, end);
  }
}
