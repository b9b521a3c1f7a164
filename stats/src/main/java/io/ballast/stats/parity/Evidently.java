package io.ballast.stats.parity;

import io.ballast.stats.Moments;
import io.ballast.stats.bins.EqualWidth;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.distance.SortedValues;
import io.ballast.stats.distance.Wasserstein;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Evidently's distances: Sturges' bins over both sides together, or a bin for each value of a
 * reference of at most 20; bins without a share filled; natural logarithms.
 */
public final class Evidently {
  private static final int MAX_VALUES = 20;
  private static final double SMALLEST_DEVIATION = 0.001;

  private Evidently() {}

  /**
   * Figures of a numeric column.
   *
   * @param reference finite values, at least one
   * @param current likewise
   * @param areWhole whether both sides hold whole numbers
   */
  public static Map<String, Double> ofNumbers(
      double[] reference, double[] current, boolean areWhole) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (Arrays.stream(reference).map(v -> v + 0.0).distinct().limit(MAX_VALUES + 1L).count()
        > MAX_VALUES) {
      EqualWidth bins =
          EqualWidth.sturges(Moments.of(CategoryCounts.concatenated(reference, current)), areWhole);
      put(
          figures,
          CategoryCounts.shares(bins.count(reference), reference.length),
          CategoryCounts.shares(bins.count(current), current.length));
    } else {
      CategoryCounts counts = CategoryCounts.of(reference, current);
      put(figures, counts.referenceShares(), counts.currentShares());
    }
    double mean = Arrays.stream(reference).average().orElseThrow();
    double variance = Arrays.stream(reference).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(variance / reference.length);
    figures.put(
        "wasserstein",
        Wasserstein.distance(SortedValues.of(reference), SortedValues.of(current))
            / Math.max(deviation, SMALLEST_DEVIATION));
    return figures;
  }

  /** Figures of a column of categories, both sides with a row. */
  public static Map<String, Double> ofCategories(CategoryCounts counts) {
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, counts.referenceShares(), counts.currentShares());
    return figures;
  }

  private static void put(Map<String, Double> figures, double[] p, double[] q) {
    figures.put("psi", Psi.filled(p, q));
    figures.put("js_distance", Math.sqrt(JensenShannon.divergence(p, q)));
    figures.put("kl", divergence(normed(Psi.fill(p)), normed(Psi.fill(q))));
  }

  private static double[] normed(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int b = 0; b < p.length; b++) {
      sum += p[b] * Math.log(p[b] / q[b]);
    }
    return sum;
  }
}
