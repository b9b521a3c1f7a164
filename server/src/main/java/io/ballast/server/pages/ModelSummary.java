package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Times;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
    List<Windows.Span> events,
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

  /** Summaries that were made in the last minute are given again. Thread-safe. */
  static final class Cache {
    private static final Duration FRESH = Duration.ofSeconds(60);
    private static final int HELD = 1000;

    private final Backing backing;
    private final Map<UUID, Held> held = new LinkedHashMap<>(16, 0.75f, true);

    Cache(Backing backing) {
      this.backing = backing;
    }

    private record Held(ModelSummary summary, long updatedAt, int baselines, long at) {}

    ModelSummary of(Visit visit, Model model) throws IOException {
      long now = Times.now(backing.clock());
      List<Baseline> baselines =
          ModelQuestion.usable(
              backing.catalog().baselines(model.id()), backing.catalog().environments(model.id()));
      Extent extent = Extent.of(backing.events(), model.events());
      int known = baselines.hashCode();
      synchronized (held) {
        Held found = held.get(model.id());
        if (found != null
            && found.updatedAt() == model.changes().updatedAt()
            && found.baselines() == known
            && found.summary().extent().isEmpty() == extent.isEmpty()
            && now - found.at() < FRESH.toSeconds() * 1_000_000) {
          return found.summary();
        }
      }
      ModelSummary made = make(visit, model, extent, baselines);
      synchronized (held) {
        held.put(model.id(), new Held(made, model.changes().updatedAt(), known, now));
        var oldest = held.entrySet().iterator();
        while (held.size() > HELD && oldest.hasNext()) {
          oldest.next();
          oldest.remove();
        }
      }
      return made;
    }

    private ModelSummary make(Visit visit, Model model, Extent extent, List<Baseline> baselines)
        throws IOException {
      Instant to = extent.endOfLastDay();
      Instant from = to.minus(Duration.ofDays(DAYS));
      if (extent.isEmpty()) {
        return new ModelSummary(model, extent, List.of(), null, null, Double.NaN, from, to);
      }
      ModelQuestion question =
          new ModelQuestion(
              model,
              baselines.isEmpty() ? null : baselines.get(0),
              null,
              "14d",
              from,
              to,
              "Day",
              null,
              Link.to("/"));
      Windows windows = new Windows(visit, question);
      List<Windows.Span> spans = windows.spans();
      double coverage = coverage(windows);
      if (question.baseline() == null) {
        return new ModelSummary(model, extent, spans, null, null, coverage, from, to);
      }
      DriftReport whole = backing.drift().of(model, question.baseline(), from, to);
      String leader =
          new DriftSections(whole)
              .leader(whole.results().get(0))
              .map(ColumnResult::name)
              .orElse("");
      DriftReport days = leader.isEmpty() ? null : windows.drift(List.of(leader), spans);
      return new ModelSummary(model, extent, spans, whole, days, coverage, from, to);
    }

    private static double coverage(Windows windows) throws IOException {
      List<JsonNode> details = windows.details("data_count", "Range");
      JsonNode share =
          details.isEmpty()
              ? io.ballast.server.platform.Json.object()
              : details.get(0).path("label_coverage");
      return share.isNumber() ? share.asDouble() : Double.NaN;
    }
  }
}
