package io.ballast.cli;

import io.ballast.stats.performance.CostMatrix;
import io.ballast.tables.ProblemException;
import io.ballast.tables.performance.PerformanceRequest;
import io.ballast.tables.performance.PerformanceTask;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ballast performance} measures and how: roles and money. */
final class PerformanceOptions {

  @Mixin private final RowOptions rows = new RowOptions();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "binary, multiclass, regression or ranking; default by the target: a number of more than",
        "two values is regression, two values are binary."
      })
  @Nullable PerformanceTask task;

  @Option(names = "--target", paramLabel = "COLUMN", description = "The truth.")
  @Nullable String target;

  @Option(
      names = "--prediction",
      paramLabel = "COLUMN",
      description = "The predicted class or number.")
  @Nullable String prediction;

  @Option(
      names = "--score",
      paramLabel = "COLUMN",
      description = "The score of the last of two classes, or of an item.")
  @Nullable String score;

  @Option(
      names = "--scores",
      split = ",",
      paramLabel = "A,B,C",
      description = "The scores of several classes, in the order of the classes.")
  List<String> scores = List.of();

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "0,1",
      description = "The classes in order, positive last; default those of the target, sorted.")
  List<String> classes = List.of();

  @Option(
      names = "--query",
      paramLabel = "COLUMN",
      description = "What tells the queries of a ranking apart.")
  @Nullable String query;

  @Option(
      names = "--costs",
      paramLabel = "TN,FP,FN,TP",
      description = "What each kind of decision is worth in money; costs are negative.")
  @Nullable String costs;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "Classes or items of highest score that count; default 3.")
  int top = 3;

  /**
   * The request that the flags spell.
   *
   * @throws ProblemException for a value that a flag does not take
   */
  PerformanceRequest request() {
    if (target == null) {
      throw ProblemException.usage(
          "no --target", "performance needs the truth", "name its column with --target");
    }
    double threshold = rows.threshold();
    if (top < 1) {
      throw ProblemException.usage("--top " + top, "it is at least 1", "write for example --top 3");
    }
    return new PerformanceRequest(
        task,
        target,
        prediction,
        score,
        scores,
        threshold,
        RowOptions.distinct(classes),
        query,
        rows.weighting(),
        rows.by,
        rows.every(),
        rows.timestamp,
        costs == null ? null : costs(costs),
        top);
  }

  private static CostMatrix costs(String text) {
    try {
      double[] four = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (four.length == 4) {
        return new CostMatrix(four[0], four[1], four[2], four[3]);
      }
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static ProblemException wrong(String text) {
    return ProblemException.usage(
        "--costs " + text,
        "it is what a TN, FP, FN and TP are worth",
        "write four numbers, for example --costs 0,-1,-20,5");
  }
}
