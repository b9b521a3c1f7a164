package io.ballast.stats.distance;

/** Kolmogorov-Smirnov distance of two samples, in [0, 1]. */
public final class KolmogorovSmirnov {
  private KolmogorovSmirnov() {}

  /**
   * The largest difference of the (weighted) distribution functions, ties taken together; scipy's
   * {@code ks_2samp} without weights.
   */
  public static double distance(SortedValues reference, SortedValues current) {
    double[] largest = {0};
    SortedValues.walk(
        reference,
        current,
        (from, to, first, second) -> largest[0] = Math.max(largest[0], Math.abs(first - second)));
    return largest[0];
  }
}
