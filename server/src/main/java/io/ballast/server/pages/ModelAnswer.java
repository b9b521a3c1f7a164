package io.ballast.server.pages;

import io.ballast.report.DriftSections;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.measure.WindowFigures;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Parse;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model's page shows.
 *
 * @param windows with their events
 * @param violations rows of the whole range that break the schema
 * @param drift against the baseline; null without one
 */
record ModelAnswer(
    List<WindowFigures.Window> windows,
    WindowFigures.Violations violations,
    @Nullable Drift drift) {

  /**
   * Drift of the range.
   *
   * @param whole the range as one
   * @param column that is drawn over time; empty when there is none
   * @param overTime the windows
   */
  record Drift(DriftReport whole, String column, DriftReport overTime) {

    /** The one result of the whole range. */
    Result all() {
      return whole.results().get(0);
    }
  }

  ModelAnswer {
    windows = List.copyOf(windows);
  }

  /** All that an answer depends on besides events. */
  record Key(
      UUID model,
      long updatedAt,
      @Nullable Baseline baseline,
      @Nullable String column,
      Instant from,
      Instant to,
      String by) {

    static Key of(ModelQuestion question) {
      return new Key(
          question.model().id(),
          question.model().changes().updatedAt(),
          question.baseline(),
          question.column(),
          question.from(),
          question.to(),
          question.by());
    }
  }

  /** Cells of columns against windows, about what it takes of memory. */
  long cells() {
    return (long) windows.size() * (drift == null ? 1 : 1 + drift.all().columns().size());
  }

  /**
   * Answers a question.
   *
   * @throws ApiException if there is no such column
   */
  static ModelAnswer of(Backing backing, ModelQuestion question) {
    Model model = question.model();
    WindowFigures figures = backing.figures();
    List<WindowFigures.Window> windows =
        figures.traffic(model, question.from(), question.to(), question.by());
    WindowFigures.Violations violations = figures.violations(model, question.from(), question.to());
    Baseline baseline = question.baseline();
    if (baseline == null) {
      return new ModelAnswer(windows, violations, null);
    }
    DriftReport whole = backing.drift().of(model, baseline, question.from(), question.to());
    Result all = whole.results().get(0);
    String column = column(question, whole, all);
    DriftReport overTime =
        figures.drift(
            model,
            baseline,
            question.by(),
            windows,
            all.columns().stream().map(ColumnResult::name).toList(),
            Set.of(column));
    return new ModelAnswer(windows, violations, new Drift(whole, column, overTime));
  }

  private static String column(ModelQuestion question, DriftReport whole, Result all) {
    String asked = question.column();
    if (asked == null) {
      return new DriftSections(whole).leader(all).map(ColumnResult::name).orElse("");
    }
    boolean isCompared = all.columns().stream().anyMatch(found -> found.name().equals(asked));
    if (!isCompared && !all.columns().isEmpty()) {
      boolean isKnown = question.model().shape().find(asked).isPresent();
      throw ApiException.notFound(
          "column '" + Parse.shortened(asked) + "'",
          isKnown
              ? "it is the time, an id or free text, no distance can be measured of it"
              : "model '" + question.model().name() + "' has no such column",
          "choose another one in the sentence");
    }
    return asked;
  }
}
