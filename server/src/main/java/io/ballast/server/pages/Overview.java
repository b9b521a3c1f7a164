package io.ballast.server.pages;

import static java.util.stream.Collectors.groupingBy;

import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Environment;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.KeptAnswers.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows: models at a glance, and those whose summary is still to be made.
 *
 * @param given summaries, in the order of the models
 * @param toCome models without one yet
 */
record Overview(List<Given<ModelSummary>> given, List<Model> toCome) {

  /** How long a page waits for summaries; after a start there may be hundreds to make. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  Overview {
    given = List.copyOf(given);
    toCome = List.copyOf(toCome);
  }

  /** The models of a project; of all for null. */
  static Overview of(Backing backing, Answers answers, @Nullable String project) {
    Map<UUID, List<Baseline>> baselines =
        backing.catalog().baselines().stream().collect(groupingBy(Baseline::modelId));
    Map<UUID, List<Environment>> environments =
        backing.catalog().environments().stream().collect(groupingBy(Environment::modelId));
    Instant patientUntil = backing.clock().instant().plus(PATIENCE);
    List<Given<ModelSummary>> given = new ArrayList<>();
    List<Model> toCome = new ArrayList<>();
    for (Model model : backing.catalog().models()) {
      if (project != null && !model.project().id().toString().equals(project)) {
        continue;
      }
      List<Baseline> usable =
          ModelQuestion.usable(
              baselines.getOrDefault(model.id(), List.of()),
              environments.getOrDefault(model.id(), List.of()));
      answers
          .summary(model, usable, Duration.between(backing.clock().instant(), patientUntil))
          .ifPresentOrElse(given::add, () -> toCome.add(model));
    }
    return new Overview(given, toCome);
  }

  List<ModelSummary> summaries() {
    return given.stream().map(Given::value).toList();
  }

  /** Those that are not of this moment. */
  List<Given<ModelSummary>> outdated() {
    return given.stream().filter(Given::isOutdated).toList();
  }
}
