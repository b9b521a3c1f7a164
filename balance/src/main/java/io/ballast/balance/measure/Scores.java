package io.ballast.balance.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well scores tell two classes apart.
 *
 * @param rocAuc area under the receiver operating characteristic, ties counted half
 * @param prAuc average precision: sum of precision times the rise of recall
 * @param balancedAccuracy mean of both recalls at a score of 0.5
 * @param f1 at a score of 0.5
 */
public record Scores(double rocAuc, double prAuc, double balancedAccuracy, double f1) {

  /**
   * Of scores in [0, 1].
   *
   * @param positive whether the row is of the positive class; both classes must be there for
   *     figures
   */
  static Scores of(double[] scores, boolean[] positive) {
    int positives = 0;
    int truePositives = 0;
    int falsePositives = 0;
    for (int row = 0; row < scores.length; row++) {
      positives += positive[row] ? 1 : 0;
      if (scores[row] >= 0.5) {
        truePositives += positive[row] ? 1 : 0;
        falsePositives += positive[row] ? 0 : 1;
      }
    }
    int negatives = scores.length - positives;
    double recall = (double) truePositives / positives;
    double specificity = 1 - (double) falsePositives / negatives;
    double f1 = 2.0 * truePositives / (truePositives + falsePositives + positives);
    return new Scores(
        rocAuc(scores, positive), prAuc(scores, positive), (recall + specificity) / 2, f1);
  }

  /** The chance that a positive row has the higher score, ties counted half. */
  static double rocAuc(double[] scores, boolean[] positive) {
    int[] order = order(scores);
    double rankSum = 0;
    double positives = 0;
    for (int i = 0; i < order.length; ) {
      int end = i;
      int within = 0;
      while (end < order.length && scores[order[end]] == scores[order[i]]) {
        within += positive[order[end++]] ? 1 : 0;
      }
      rankSum += within * ((i + 1.0 + end) / 2);
      positives += within;
      i = end;
    }
    double negatives = order.length - positives;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }

  private static double prAuc(double[] scores, boolean[] positive) {
    int[] order = order(scores);
    double all = 0;
    for (boolean is : positive) {
      all += is ? 1 : 0;
    }
    double found = 0;
    double area = 0;
    for (int end = order.length; end > 0; ) {
      int start = end;
      int within = 0;
      while (start > 0 && scores[order[start - 1]] == scores[order[end - 1]]) {
        within += positive[order[--start]] ? 1 : 0;
      }
      found += within;
      area += within / all * (found / (order.length - start));
      end = start;
    }
    return area;
  }

  private static int[] order(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> scores[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The mean of each figure. */
  static Scores mean(Scores... scores) {
    return new Scores(
        Arrays.stream(scores).mapToDouble(Scores::rocAuc).average().orElse(Double.NaN),
        Arrays.stream(scores).mapToDouble(Scores::prAuc).average().orElse(Double.NaN),
        Arrays.stream(scores).mapToDouble(Scores::balancedAccuracy).average().orElse(Double.NaN),
        Arrays.stream(scores).mapToDouble(Scores::f1).average().orElse(Double.NaN));
  }
}
