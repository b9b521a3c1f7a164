package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelShape;
import io.ballast.server.platform.Times;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Drift of one window with its bins, for pages: what {@code /v3/queries} answers for the bin size
 * {@code Range}, by the same code, as a report that charts are drawn from.
 *
 * <p>The latest are held in memory and given again until something of the model changes; of a
 * window that has ended and is compared with a data set, until an hour of it changes or one of the
 * model is counted again. Thread-safe.
 */
public final class WholeDrift {

  private static final int HELD = 256;

  private final DriftMeasure measure;
  private final Measurements measurements;
  private final EventStore events;
  private final InstantSource clock;
  private final Map<Key, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  /** Drift measured with those stores. */
  public WholeDrift(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      String version) {
    this.measure = new DriftMeasure(catalog, events, measurements, clock, version);
    this.measurements = measurements;
    this.events = events;
    this.clock = clock;
  }

  private record Key(UUID model, long updatedAt, UUID baseline, Instant start, Instant end) {}

  private record Held(DriftReport report, long changes, long generation, boolean closed) {}

  /** One result for the window. */
  public DriftReport of(Model model, Baseline baseline, Instant start, Instant end) {
    Key key = new Key(model.id(), model.changes().updatedAt(), baseline.id(), start, end);
    long changes = events.changes(model.events());
    long generation = measurements.generation(model.id());
    boolean clean = isClean(model, start, end);
    synchronized (held) {
      Held found = held.get(key);
      boolean isGood =
          found != null
              && (found.changes() == changes
                  || (found.closed() && clean && found.generation() == generation));
      if (found != null && isGood) {
        return found.report();
      }
    }
    TimeBins bins = TimeBins.of(BinSize.RANGE, start, end, ZoneOffset.UTC);
    List<DriftReport.Result> made =
        measurements.making(() -> measure.results(model, baseline, bins));
    List<DriftReport.Result> results =
        (made.isEmpty() ? List.of(nothing()) : made)
            .stream()
                .map(
                    result ->
                        new DriftReport.Result(
                            new DriftReport.Window(start, end, 0),
                            null,
                            result.referenceRows(),
                            result.currentRows(),
                            result.verdict(),
                            result.classes(),
                            result.predicted(),
                            result.columns()))
                .toList();
    DriftReport report = report(model, baseline, null, results);
    boolean isOfDataset = baseline.type() == Baseline.Type.STATIC && baseline.startMicros() == null;
    boolean closed =
        clean && isOfDataset && Times.micros(end) <= Times.now(clock) && isClean(model, start, end);
    synchronized (held) {
      held.put(key, new Held(report, changes, generation, closed));
      var oldest = held.entrySet().iterator();
      while (held.size() > HELD && oldest.hasNext()) {
        oldest.next();
        oldest.remove();
      }
    }
    return report;
  }

  /** What is said when the baseline has no row. */
  private static DriftReport.Result nothing() {
    return new DriftReport.Result(
        new DriftReport.Window(null, null, 0),
        null,
        0,
        0,
        Verdict.NOT_ENOUGH_DATA,
        null,
        null,
        List.of());
  }

  /** Whether no hour of the window waits to be counted again. */
  private boolean isClean(Model model, Instant start, Instant end) {
    return !new Measurements.Key(model.id(), "", TimeWindow.of(start, end), null)
        .touches(events.dirtyHours(model.events()).keySet());
  }

  /**
   * A report around results of a model's windows.
   *
   * @param every length of a window; null for one
   */
  public static DriftReport report(
      Model model, Baseline baseline, @Nullable String every, List<DriftReport.Result> results) {
    ComparisonRequest request = ComparisonRequest.defaults();
    ModelShape shape = model.shape();
    return new DriftReport(
        baseline.name(),
        model.name(),
        request.seed(),
        request.rule().alpha(),
        request.rule().metric(),
        new DriftReport.Settings(
            request.binning(), weights(shape), every, shape.target(), shape.outputs()),
        List.of(),
        List.of(),
        results);
  }

  private static String weights(ModelShape shape) {
    if (shape.hasEventWeight()) {
      return "column:" + ModelShape.EVENT_WEIGHT;
    }
    if (shape.classes().isEmpty()) {
      return "none";
    }
    return shape.weights() == null ? "balanced" : shape.weights().toString();
  }
}
