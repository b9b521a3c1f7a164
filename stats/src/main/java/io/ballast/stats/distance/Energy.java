package io.ballast.stats.distance;

/** The energy distance of two samples, in the square root of the values' unit. */
public final class Energy {
  private Energy() {}

  /**
   * The square root of twice the area of the squared difference of the (weighted) distribution
   * functions; scipy's {@code energy_distance}. The values must be finite. G. Szekely and M. Rizzo,
   * "Energy statistics" (2013).
   */
  public static double distance(SortedValues reference, SortedValues current) {
    double[] area = {0};
    SortedValues.walk(
        reference,
        current,
        (from, to, first, second) -> {
          if (!Double.isNaN(to)) {
            area[0] += (first - second) * (first - second) * (to - from);
          }
        });
    return Math.sqrt(2 * area[0]);
  }
}
