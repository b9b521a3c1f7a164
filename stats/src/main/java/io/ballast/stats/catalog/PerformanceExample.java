package io.ballast.stats.catalog;

import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.ClassScores;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.RankingGroups;
import io.ballast.stats.performance.RegressionPairs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The value of each metric of performance on a few rows. */
final class PerformanceExample {
  private static final int[] TRUTH = {0, 0, 1, 1, 0, 1, 1, 0, 1, 1};
  private static final double[] SCORES = {.1, .3, .35, .8, .4, .9, .65, .2, .55, .7};
  private static final double THRESHOLD = 0.5;
  private static final int[] KINDS = {0, 0, 1, 1, 2, 2};
  private static final double[][] OF_KINDS = {
    {.6, .3, .1}, {.2, .5, .3}, {.1, .8, .1}, {.3, .6, .1}, {.2, .2, .6}, {.5, .2, .3}
  };
  private static final double[] ACTUAL = {3, 0, 2.5, 7, 4};
  private static final double[] PREDICTED = {2.5, .5, 2, 8, 4.5};
  private static final String[] QUERIES = {"a", "a", "a", "a", "b", "b", "b"};
  private static final int[] RELEVANT = {1, 0, 0, 1, 0, 1, 0};
  private static final double[] RANKS = {.9, .8, .3, .2, .7, .6, .1};
  private static final int TOP_CLASSES = 2;
  private static final int TOP_ITEMS = 3;

  private PerformanceExample() {}

  /** The rows that a metric is shown on, in words. */
  static String samples(CatalogMetric metric) {
    return switch (metric.needs().get(0)) {
      case "target of two classes" ->
          "truth " + list(TRUTH) + ", scores " + list(SCORES) + ", threshold " + THRESHOLD;
      case "target of several classes" ->
          "truth "
              + list(KINDS)
              + ", scores of the classes "
              + Arrays.stream(OF_KINDS)
                  .map(PerformanceExample::list)
                  .collect(Collectors.joining("; "))
              + ", k = "
              + TOP_CLASSES;
      case "numeric target" -> "truth " + list(ACTUAL) + ", predictions " + list(PREDICTED);
      default ->
          "queries "
              + String.join(", ", QUERIES)
              + ", relevance "
              + list(RELEVANT)
              + ", scores "
              + list(RANKS)
              + ", k = "
              + TOP_ITEMS;
    };
  }

  private static String list(int[] values) {
    return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }

  private static String list(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(", "));
  }

  /**
   * The value of a metric on its rows.
   *
   * @throws IllegalArgumentException for a metric without one
   */
  static double value(String id) {
    Estimate estimate = all().get(id);
    if (estimate == null) {
      throw new IllegalArgumentException(id + " has no example");
    }
    return estimate.value();
  }

  private static Map<String, Estimate> all() {
    Map<String, Estimate> all = new LinkedHashMap<>();
    ClassScores classes = new ClassScores(OF_KINDS[0].length, true);
    for (int i = 0; i < KINDS.length; i++) {
      classes.add(KINDS[i], -1, OF_KINDS[i], 1, i);
    }
    all.putAll(classes.figures(TOP_CLASSES));
    RegressionPairs numbers = new RegressionPairs();
    for (int i = 0; i < ACTUAL.length; i++) {
      numbers.add(ACTUAL[i], PREDICTED[i], 1, i);
    }
    all.putAll(numbers.figures());
    RankingGroups items = new RankingGroups(TOP_ITEMS);
    for (int i = 0; i < QUERIES.length; i++) {
      items.add(QUERIES[i], RELEVANT[i], RANKS[i]);
    }
    all.putAll(items.figures());
    BinaryScores binary = new BinaryScores();
    for (int i = 0; i < TRUTH.length; i++) {
      binary.add(SCORES[i], TRUTH[i] == 1, 1, i);
    }
    all.putAll(binary.figures(THRESHOLD)); // last: shared names are shown on two classes
    return all;
  }
}
