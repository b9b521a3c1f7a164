package io.ballast.stats.test;

import io.ballast.stats.special.Normal;

/**
 * The Mann-Whitney test, two-sided, normal approximation with the corrections for ties and
 * continuity.
 *
 * @param statistic U of the reference: pairs in which the reference is larger, ties count half
 * @param probability P(X &gt; Y) + P(X = Y) / 2 with X of the reference and Y of the window: the
 *     AUC
 * @param p in [0, 1]; 1 when all values are equal
 */
public record MannWhitney(double statistic, double probability, double p) {

  /** Tests two samples. */
  public static MannWhitney of(PooledValues pooled) {
    double n = pooled.n();
    double m = pooled.m();
    double rows = pooled.rows();
    double u = 0;
    double below = 0;
    double ties = 0;
    for (int i = 0; i < pooled.values().length; i++) {
      double a = pooled.reference()[i];
      double b = pooled.current()[i];
      u += a * (below + b / 2);
      below += b;
      double both = a + b;
      ties += (both * both - 1) * both;
    }
    double variance = n * m / 12 * (rows + 1 - ties / (rows * (rows - 1)));
    double distance = Math.max(u, n * m - u) - n * m / 2 - 0.5;
    double p = variance > 0 ? Math.min(1, 2 * Normal.upper(distance / Math.sqrt(variance))) : 1;
    return new MannWhitney(u, u / (n * m), p);
  }
}
