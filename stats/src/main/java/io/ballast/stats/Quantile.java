package io.ballast.stats;

/** Quantiles of sorted values. */
public final class Quantile {
  private Quantile() {}

  /**
   * The quantile of type 7 (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages",
   * 1996): linear between neighbours, numpy's default.
   *
   * @param ascending values in rising order
   * @param length how many of them count, at least 1
   * @param share in [0, 1]
   */
  public static double of(double[] ascending, int length, double share) {
    double place = share * (length - 1);
    int below = (int) place;
    double next = below + 1 < length ? ascending[below + 1] : ascending[below];
    return ascending[below] + (place - below) * (next - ascending[below]);
  }
}
