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

  /**
   * The same of values in any order.
   *
   * @param values at least 1, no NaN; left as they are
   * @param shares each in [0, 1]
   * @return a quantile for each share
   */
  public static double[] ofUnsorted(double[] values, double... shares) {
    int last = values.length - 1;
    int[] places = new int[2 * shares.length];
    for (int i = 0; i < shares.length; i++) {
      places[2 * i] = (int) (shares[i] * last);
      places[2 * i + 1] = Math.min(last, places[2 * i] + 1);
    }
    double[] found = RadixSort.at(values, places);
    double[] quantiles = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      double part = shares[i] * last - places[2 * i];
      quantiles[i] = found[2 * i] + part * (found[2 * i + 1] - found[2 * i]);
    }
    return quantiles;
  }
}
