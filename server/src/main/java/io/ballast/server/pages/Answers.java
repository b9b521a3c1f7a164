package io.ballast.server.pages;

import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.KeptAnswers;
import io.ballast.server.platform.KeptAnswers.Given;
import io.ballast.tables.compare.DriftReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * What pages show of models, made once for all who look and again when a model's events, settings
 * or baselines change. Thread-safe.
 */
final class Answers {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MODELS = 10_000;
  private static final int SUMMARIES = 1_000;
  private static final int WINDOWS = 256;
  private static final long CELLS = 150_000;

  private final Backing backing;
  private final KeptAnswers<UUID, Extent> extents;
  private final KeptAnswers<SummaryKey, ModelSummary> summaries;
  private final KeptAnswers<ModelAnswer.Key, ModelAnswer> pages;
  private final KeptAnswers<WindowKey, DriftReport> windows;

  /**
   * Answers from those stores.
   *
   * @param background makes newer answers while older ones are shown
   */
  Answers(Backing backing, Executor background) {
    this.backing = backing;
    this.extents = new KeptAnswers<>(background, backing.clock(), MODELS, extent -> 1);
    this.summaries = new KeptAnswers<>(background, backing.clock(), SUMMARIES, summary -> 1);
    this.pages = new KeptAnswers<>(background, backing.clock(), CELLS, ModelAnswer::cells);
    this.windows = new KeptAnswers<>(background, backing.clock(), WINDOWS, report -> 1);
  }

  private record SummaryKey(UUID model, long updatedAt, List<Baseline> baselines) {}

  private record WindowKey(
      UUID model, long updatedAt, Baseline baseline, Instant from, Instant to) {}

  private long changes(Model model) {
    return backing.events().changes(model.events());
  }

  /** When a model's events came. */
  Given<Extent> extent(Model model) {
    return extents.of(
        model.id(), () -> changes(model), () -> Extent.of(backing.events(), model.events()));
  }

  /**
   * A model at a glance; empty when it is not counted yet.
   *
   * @param most how long to wait for it, or for a newer one; not at all if not above zero
   */
  Optional<Given<ModelSummary>> summary(Model model, List<Baseline> baselines, Duration most) {
    return summaries.within(
        most,
        new SummaryKey(model.id(), model.changes().updatedAt(), baselines),
        () -> changes(model),
        () -> ModelSummary.of(backing, model, baselines));
  }

  /** What a model's page shows; empty while it is counted for longer than a page waits. */
  Optional<Given<ModelAnswer>> page(ModelQuestion question) {
    return pages.within(
        PATIENCE,
        ModelAnswer.Key.of(question),
        () -> changes(question.model()),
        () -> ModelAnswer.of(backing, question));
  }

  /** Drift of one window with its bins. */
  Given<DriftReport> window(Model model, Baseline baseline, Instant from, Instant to) {
    return windows.of(
        new WindowKey(model.id(), model.changes().updatedAt(), baseline, from, to),
        () -> changes(model),
        () -> backing.drift().of(model, baseline, from, to));
  }
}
