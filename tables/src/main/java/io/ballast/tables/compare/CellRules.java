package io.ballast.tables.compare;

import io.ballast.stats.drift.ClassShares;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.weights.ClassRule;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which column gives the class in each cell, the class counts by it, and the weights that follow.
 */
final class CellRules {

  private final Survey survey;
  private final ComparisonRequest request;
  private final ClassRule[] rules;
  private final long[][][] referencePairs;
  private final long[][][] currentPairs;

  private CellRules(Survey survey, ComparisonRequest request) {
    this.survey = survey;
    this.request = request;
    int segments = survey.segments().size();
    referencePairs = new long[segments][][];
    Arrays.setAll(referencePairs, survey::referencePairs);
    currentPairs = survey.currentPairs();
    rules = new ClassRule[currentPairs.length];
    Arrays.setAll(rules, this::choose);
  }

  static CellRules of(Survey survey, ComparisonRequest request) {
    Roles roles = request.roles();
    if (request.classSource() == Weighting.ClassSource.TARGET && roles.target() == null) {
      throw ProblemException.usage(
          "--weight-class target", "no column is the target", "name it with --target");
    }
    if (request.classSource() == Weighting.ClassSource.PREDICTION
        && roles.prediction() == null
        && roles.score() == null) {
      throw ProblemException.usage(
          "--weight-class prediction",
          "no column is the prediction or the score",
          "name it with --prediction or --score");
    }
    return new CellRules(survey, request);
  }

  private ClassRule choose(int cell) {
    if (survey.classes().isEmpty()) {
      return new ClassRule(ClassRule.Column.NONE, "no column gives a class");
    }
    return switch (request.classSource()) {
      case TARGET -> new ClassRule(ClassRule.Column.TARGET, null);
      case PREDICTION -> new ClassRule(ClassRule.Column.PREDICTION, null);
      case RULE -> byRule(cell);
    };
  }

  private ClassRule byRule(int cell) {
    long[][] reference = referencePairs[segmentOf(cell)];
    if (request.roles().target() == null) {
      return new ClassRule(ClassRule.Column.PREDICTION, null);
    }
    return ClassRule.choose(survey.pairLabels(), reference, currentPairs[cell]);
  }

  private int segmentOf(int cell) {
    return cell / survey.windows().size();
  }

  ClassRule.Column column(int cell) {
    return rules[cell].column();
  }

  /**
   * Why the class is not given by the target; null when it is, or when nothing else was asked for.
   */
  @Nullable String reason(int cell) {
    return rules[cell].reason();
  }

  /** Weights of the classes for each segment of the reference, by the given column. */
  List<double[]> weights(ClassRule.Column column) {
    List<double[]> weights = new ArrayList<>();
    for (long[][] pairs : referencePairs) {
      weights.add(
          request.weighting() instanceof Weighting.ByClass list
              ? list.weights().stream().mapToDouble(Double::doubleValue).toArray()
              : ClassWeights.balanced(classRows(pairs, column)));
    }
    return weights;
  }

  /** The same weights, 0 for a class without a row in the reference of the segment. */
  List<double[]> countedWeights(ClassRule.Column column) {
    List<double[]> weights = weights(column);
    for (int segment = 0; segment < weights.size(); segment++) {
      long[] rows = classRows(referencePairs[segment], column);
      for (int k = 0; k < rows.length; k++) {
        weights.get(segment)[k] *= rows[k] > 0 ? 1 : 0;
      }
    }
    return weights;
  }

  /** Rows of each class. */
  private long[] classRows(long[][] pairs, ClassRule.Column column) {
    long[] rows = new long[survey.classes().size()];
    for (int target = 0; target < pairs.length; target++) {
      for (int predicted = 0; predicted < pairs.length; predicted++) {
        int index = column == ClassRule.Column.TARGET ? target : predicted;
        if (index < rows.length) {
          rows[index] += pairs[target][predicted];
        }
      }
    }
    return rows;
  }

  long referenceRows(int cell) {
    return Arrays.stream(referencePairs[segmentOf(cell)]).flatMapToLong(Arrays::stream).sum();
  }

  long currentRows(int cell) {
    return Arrays.stream(currentPairs[cell]).flatMapToLong(Arrays::stream).sum();
  }

  /**
   * How often each class was predicted; a label that is no class of the reference counts as
   * another. Null where no column tells the predicted class.
   */
  @Nullable Fugacity predicted(int cell) {
    Roles roles = request.roles();
    if (survey.classes().isEmpty() || (roles.prediction() == null && roles.score() == null)) {
      return null;
    }
    long[] reference = predictedRows(referencePairs[segmentOf(cell)]);
    long[] current = predictedRows(currentPairs[cell]);
    int other = survey.classes().size();
    int labels = reference[other] + current[other] > 0 ? other + 1 : other;
    return Fugacity.of(
        survey.pairLabels().subList(0, labels),
        Arrays.copyOf(reference, labels),
        Arrays.copyOf(current, labels));
  }

  /** Rows predicted as each class, and as another one. */
  private static long[] predictedRows(long[][] pairs) {
    long[] rows = new long[pairs.length - 1];
    for (long[] ofTarget : pairs) {
      for (int predicted = 0; predicted < rows.length; predicted++) {
        rows[predicted] += ofTarget[predicted];
      }
    }
    return rows;
  }

  /** The classes of a cell; null without. */
  DriftReport.@Nullable Classes classes(int cell) {
    ClassRule.Column column = rules[cell].column();
    if (column == ClassRule.Column.NONE) {
      return null;
    }
    long[] reference = classRows(referencePairs[segmentOf(cell)], column);
    long[] current = classRows(currentPairs[cell], column);
    int minority = 0;
    int majority = 0;
    for (int k = 1; k < reference.length; k++) {
      minority = reference[k] <= reference[minority] ? k : minority;
      majority = reference[k] > reference[majority] ? k : majority;
    }
    return new DriftReport.Classes(
        column.word(), ClassShares.test(survey.classes(), reference, current), minority, majority);
  }
}
