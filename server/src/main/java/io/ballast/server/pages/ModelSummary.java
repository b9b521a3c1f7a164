package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.measure.WindowFigures;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model at a glance: its last 14 days.
 *
 * @param model which
 * @param extent when its events came
 * @param events in these days, day by day
 * @param whole these days against the first baseline; null without baseline or events
 * @param days the same day by day; null likewise
 * @param coverage share of events with a label; NaN when the model has no target
 * @param from first instant of the days
 * @param to end, excluded
 */
record ModelSummary(
    Model model,
    Extent extent,
    List<WindowFigures.Window> events,
    @Nullable DriftReport whole,
    @Nullable DriftReport days,
    double coverage,
    Instant from,
    Instant to) {

  /** Days that a summary is about. */
  static final int DAYS = 14;

  /** The result of these days; empty without one. */
  Optional<Result> result() {
    return whole == null ? Optional.empty() : Optional.of(whole.results().get(0));
  }

  /** The column that speaks for the model; empty without one. */
  Optional<ColumnResult> leader() {
    return whole == null
        ? Optional.empty()
        : new DriftSections(whole).leader(whole.results().get(0));
  }

  /** What the events of a model say now. */
  static ModelSummary of(Backing backing, Model model, List<Baseline> baselines) {
    Extent extent = Extent.of(backing.events(), model.events());
    Instant to = extent.endOfLastDay();
    Instant from = to.minus(Duration.ofDays(DAYS));
    if (extent.isEmpty()) {
      return new ModelSummary(model, extent, List.of(), null, null, Double.NaN, from, to);
    }
    WindowFigures figures = backing.figures();
    List<WindowFigures.Window> windows = figures.traffic(model, from, to, "Day");
    double coverage = figures.labelCoverage(model, from, to);
    if (baselines.isEmpty()) {
      return new ModelSummary(model, extent, windows, null, null, coverage, from, to);
    }
    Baseline baseline = baselines.get(0);
    DriftReport whole = backing.drift().of(model, baseline, from, to);
    String leader =
        new DriftSections(whole).leader(whole.results().get(0)).map(ColumnResult::name).orElse("");
    DriftReport days =
        leader.isEmpty()
            ? null
            : figures.drift(model, baseline, "Day", windows, List.of(leader), Set.of());
    return new ModelSummary(model, extent, windows, whole, days, coverage, from, to);
  }
}
