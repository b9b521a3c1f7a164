package io.ballast.server.measure;

import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Prediction;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelShape;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Drift of a model's production against a baseline: the comparison of the drift command. */
final class DriftMeasure {

  private final EventStore events;
  private final BaselineRows rows;

  DriftMeasure(Catalog catalog, EventStore events) {
    this.rows = new BaselineRows(catalog, events);
    this.events = events;
  }

  Series measure(Query query, TimeBins bins) {
    Baseline baseline = Objects.requireNonNull(query.baseline());
    if (baseline.type() == Baseline.Type.STATIC) {
      return new DriftSeries(query, compare(query, baseline, bins));
    }
    // Each bin has a reference of its own.
    List<DriftReport.Result> results = new ArrayList<>();
    for (int bin = 0; bin < bins.size(); bin++) {
      results.addAll(compare(query, baseline, bins.only(bin)));
    }
    return new DriftSeries(query, results);
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
