package io.ballast.server.measure;

import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Prediction;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelShape;
import io.ballast.server.platform.Times;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Drift of a model's production against a baseline: the comparison of the drift command. */
final class DriftMeasure {

  private final Catalog catalog;
  private final EventStore events;
  private final BaselineRows rows;
  private final Measurements measurements;
  private final InstantSource clock;
  private final String version;

  DriftMeasure(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      String version) {
    this.catalog = catalog;
    this.rows = new BaselineRows(catalog, events);
    this.events = events;
    this.measurements = measurements;
    this.clock = clock;
    this.version = version;
  }

  Series measure(Query query, TimeBins bins) {
    Baseline baseline = Objects.requireNonNull(query.baseline());
    if (catalog.environment(baseline.environmentId()).dataset() != null) {
      return new DriftSeries(query, kept(query, baseline, bins));
    }
    // A reference of production may change, so that nothing is kept.
    List<DriftReport.Result> results = new ArrayList<>();
    if (baseline.type() == Baseline.Type.STATIC) {
      results.addAll(compare(query, baseline, bins));
    } else {
      // Each bin has a reference of its own.
      for (int bin = 0; bin < bins.size(); bin++) {
        results.addAll(compare(query, baseline, bins.only(bin)));
      }
    }
    boolean weighted = query.shape().isWeighted();
    return new DriftSeries(
        query, results.stream().map(one -> WindowFormat.statement(one, weighted)).toList());
  }

  /**
   * What was said before of windows that have not changed, and what is to be said of the others.
   */
  private List<WindowStatement> kept(Query query, Baseline baseline, TimeBins bins) {
    Model model = query.model();
    long generation = measurements.generation(model.id());
    Set<Integer> dirty = events.dirtyHours(model.events()).keySet();
    List<Measurements.Key> keys = keys(query, baseline, bins);
    List<Measurements.Key> clean = keys.stream().filter(key -> isClean(key, dirty)).toList();
    Map<Measurements.Key, WindowStatement> found = measurements.find(clean);
    int first =
        IntStream.range(0, bins.size())
            .filter(i -> !found.containsKey(keys.get(i)))
            .findFirst()
            .orElse(bins.size());
    int last = bins.size() - 1;
    while (last > first && found.containsKey(keys.get(last))) {
      last--;
    }
    if (first == bins.size()) {
      return keys.stream().map(key -> Objects.requireNonNull(found.get(key))).toList();
    }
    List<DriftReport.Result> results = compare(query, baseline, bins.part(first, last + 1));
    boolean weighted = query.shape().isWeighted();
    List<WindowStatement> statements = new ArrayList<>();
    List<Measurements.Made> made = new ArrayList<>();
    Set<Integer> dirtyNow = events.dirtyHours(model.events()).keySet();
    long now = Times.now(clock);
    for (int bin = 0; bin < bins.size(); bin++) {
      Measurements.Key key = keys.get(bin);
      WindowStatement statement = found.get(key);
      if (statement == null) {
        DriftReport.Result result = results.get(bin - first);
        statement = WindowFormat.statement(result, weighted);
        boolean closed = key.endMicros() <= now && result.referenceRows() > 0;
        if (closed && isClean(key, dirty) && isClean(key, dirtyNow)) {
          made.add(new Measurements.Made(key, result, statement));
        }
      }
      statements.add(statement);
    }
    if (!made.isEmpty()) {
      measurements.keep(
          model.id(),
          generation,
          made,
          new WindowFormat.Provenance(version, now, ComparisonRequest.defaults().seed()));
    }
    return statements;
  }

  private List<Measurements.Key> keys(Query query, Baseline baseline, TimeBins bins) {
    Model model = query.model();
    String scope =
        String.join(
            "/",
            model.id().toString(),
            Long.toString(model.changes().updatedAt()),
            baseline.id().toString(),
            version);
    return IntStream.range(0, bins.size())
        .mapToObj(bins::window)
        .map(
            window ->
                new Measurements.Key(model.id(), scope, window.startMicros(), window.endMicros()))
        .toList();
  }

  private static boolean isClean(Measurements.Key key, Set<Integer> dirty) {
    if (dirty.isEmpty()) {
      return true;
    }
    int last = Measurements.lastHour(key.endMicros());
    for (int hour = Measurements.firstHour(key.startMicros()); hour <= last; hour++) {
      if (dirty.contains(hour)) {
        return false;
      }
    }
    return true;
  }

  /** One result for each of the bins, against the reference of the first. */
  private List<DriftReport.Result> compare(Query query, Baseline baseline, TimeBins bins) {
    Model model = query.model();
    ModelShape shape = query.shape();
    EventSchema schema = events.schema(model.events()).orElseThrow();
    String time = timeColumn(model, schema);
    StoredTable current =
        new StoredTable(events, model.events(), model.name(), schema, bins.window(), time);
    StoredTable reference = rows.of(model, baseline, bins.labels().get(0), bins.zone(), time);
    if (reference.rows() == 0) {
      return IntStream.range(0, bins.size()).mapToObj(DriftMeasure::nothing).toList();
    }
    ComparisonRequest request =
        ComparisonRequest.defaults()
            .weighted(roles(shape, time, model.time().id()), weighting(shape))
            .between(bins.every(), shape.parityBins());
    return Comparison.run(reference, current, request, (done, expected) -> {}).results();
  }

  private static DriftReport.Result nothing(int bin) {
    return new DriftReport.Result(
        new DriftReport.Window(null, null, bin),
        null,
        0,
        0,
        Verdict.NOT_ENOUGH_DATA,
        null,
        List.of());
  }

  /** The name of the time among the columns: the model's own, else one that is free. */
  private static String timeColumn(Model model, EventSchema schema) {
    String named = model.time().time();
    if (named != null) {
      return named;
    }
    String name = "event_time";
    while (schema.indexOf(name) >= 0) {
      name = "_" + name;
    }
    return name;
  }

  private static Roles roles(ModelShape shape, String time, @Nullable String id) {
    if (shape.classes().isEmpty()) {
      return new Roles(null, null, null, shape.threshold(), time, id, List.of());
    }
    boolean scored = shape.prediction() instanceof Prediction.Threshold;
    return new Roles(
        shape.target(),
        null,
        scored ? shape.outputs().get(0) : null,
        shape.threshold(),
        time,
        id,
        shape.classes());
  }

  private static Weighting weighting(ModelShape shape) {
    if (shape.hasEventWeight()) {
      return new Weighting.ByColumn(ModelShape.EVENT_WEIGHT);
    }
    if (shape.classes().isEmpty()) {
      return new Weighting.None();
    }
    return shape.weights() == null
        ? new Weighting.Balanced()
        : new Weighting.ByClass(shape.weights());
  }
}
