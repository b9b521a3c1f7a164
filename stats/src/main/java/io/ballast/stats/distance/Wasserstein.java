package io.ballast.stats.distance;

/** Wasserstein-1 distance of two samples, in the unit of the values. */
public final class Wasserstein {
  private Wasserstein() {}

  /**
   * The area between the (weighted) distribution functions; scipy's {@code wasserstein_distance}.
   * The values must be finite.
   */
  public static double distance(SortedValues reference, SortedValues current) {
    double[] area = {0};
    SortedValues.walk(
        reference,
        current,
        (from, to, first, second) -> {
          if (!Double.isNaN(to)) {
            area[0] += Math.abs(first - second) * (to - from);
          }
        });
    return area[0];
  }
}
