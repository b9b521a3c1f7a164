package io.ballast.tables.performance;

import io.ballast.stats.performance.CostMatrix;
import io.ballast.tables.compare.Every;
import io.ballast.tables.compare.Weighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure and how.
 *
 * @param task what the model predicts; null to tell it from target and flags
 * @param target column of the truth
 * @param prediction column of the decision or of the predicted number; null without
 * @param score column of the score of the second class, or of an item's rank; null without
 * @param scores columns of the scores of all classes, in the order of the classes; empty without
 * @param threshold of two classes the second is decided when the score is at least this
 * @param classes in order, positive last; empty to take them from the target, sorted
 * @param query column that names the query of an item; null without
 * @param weighting beside the plain figures; by class that of the target
 * @param by column whose values split the table; null for none
 * @param every length of a window; null for one window
 * @param timestamp column of the instant; null without
 * @param costs worth of each kind of decision; null without
 * @param top of how many classes the true one must be, and items of a query that count
 */
public record PerformanceRequest(
    @Nullable PerformanceTask task,
    String target,
    @Nullable String prediction,
    @Nullable String score,
    List<String> scores,
    double threshold,
    List<String> classes,
    @Nullable String query,
    Weighting weighting,
    @Nullable String by,
    @Nullable Every every,
    @Nullable String timestamp,
    @Nullable CostMatrix costs,
    int top) {
  public PerformanceRequest {
    scores = List.copyOf(scores);
    classes = List.copyOf(classes);
  }
}
