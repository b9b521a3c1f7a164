package io.ballast.server.measure;

import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Prediction;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelShape;
import io.ballast.server.platform.Times;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Drift of a model's production against a baseline: the comparison of the drift command. */
final class DriftMeasure {

  private final EventStore events;
  private final BaselineRows rows;
  private final KeptWindows<WindowStatement> kept;
  private final InstantSource clock;
  private final String version;

  DriftMeasure(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      String version) {
    this.rows = new BaselineRows(catalog, events);
    this.events = events;
    this.kept =
        new KeptWindows<>(events, measurements, clock, WindowStatement.class, WindowFormat::read);
    this.clock = clock;
    this.version = version;
  }

  Series measure(Query query, TimeBins bins) {
    Baseline baseline = Objects.requireNonNull(query.baseline());
    return new DriftSeries(query, statements(query.model(), baseline, bins));
  }

  /** One statement for each of the bins. */
  List<WindowStatement> statements(Model model, Baseline baseline, TimeBins bins) {
    String scope =
        String.join(
            "/",
            model.id().toString(),
            Long.toString(model.changes().updatedAt()),
            baseline.id().toString(),
            version);
    boolean rolling = baseline.type() == Baseline.Type.ROLLING;
    return kept.statements(
        model,
        scope,
        bins,
        rows.productionWindows(baseline, bins),
        part -> rolling ? eachAlone(model, baseline, part) : compare(model, baseline, part));
  }

  /** Each bin has a reference of its own. */
  private List<KeptWindows.Made<WindowStatement>> eachAlone(
      Model model, Baseline baseline, TimeBins bins) {
    return IntStream.range(0, bins.size())
        .mapToObj(bin -> compare(model, baseline, bins.only(bin)).get(0))
        .toList();
  }

  /** One statement for each of the bins, against the reference of the first. */
  private List<KeptWindows.Made<WindowStatement>> compare(
      Model model, Baseline baseline, TimeBins bins) {
    List<DriftReport.Result> results = results(model, baseline, bins);
    if (results.isEmpty()) {
      WindowStatement nothing = new WindowStatement(Map.of(), 0);
      return Collections.nCopies(bins.size(), new KeptWindows.Made<>(nothing, null));
    }
    boolean isWeighted = model.shape().isWeighted();
    WindowFormat.Provenance provenance =
        new WindowFormat.Provenance(version, Times.now(clock), ComparisonRequest.defaults().seed());
    return results.stream()
        .map(
            result -> {
              WindowStatement statement = WindowFormat.statement(result, isWeighted);
              return new KeptWindows.Made<>(
                  statement, () -> WindowFormat.write(result, statement, provenance));
            })
        .toList();
  }

  /**
   * One result for each of the bins, against the reference of the first; none when that has no row.
   */
  List<DriftReport.Result> results(Model model, Baseline baseline, TimeBins bins) {
    ModelShape shape = model.shape();
    EventSchema schema = events.schema(model.events()).orElseThrow();
    String time = timeColumn(model, schema);
    StoredTable current =
        new StoredTable(events, model.events(), model.name(), schema, bins.window(), time);
    StoredTable reference = rows.of(model, baseline, bins.labels().get(0), bins.zone(), time);
    if (reference.rows() == 0) {
      return List.of();
    }
    ComparisonRequest request =
        ComparisonRequest.defaults()
            .weighted(roles(shape, time, model.time().id()), weighting(shape))
            .between(bins.every(), shape.parityBins(), shape.target());
    return Comparison.run(reference, current, request, (done, expected) -> {}).results();
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
