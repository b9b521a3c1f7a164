package io.ballast.stats.distance;

/** Cramer's V of a table of B bins and two sides, in [0, 1], from its chi-square statistic. */
public final class CramersV {
  private CramersV() {}

  /**
   * The plain form, {@code sqrt(chi-square / rows)} for two sides.
   *
   * @param chiSquare the statistic without Yates' correction
   * @param rows rows of both sides
   * @return 0 without rows
   */
  public static double plain(double chiSquare, double rows) {
    return rows > 0 ? Math.sqrt(chiSquare / rows) : 0;
  }

  /**
   * The form without the bias of small tables: Wicher Bergsma, "A bias-correction for Cramer's V
   * and Tschuprow's T" (2013).
   *
   * @param chiSquare the statistic without Yates' correction
   * @param rows rows of both sides; effective rows in a weighted statement
   * @param bins bins that are not empty on both sides
   * @return 0 with fewer than two bins; NaN with so few rows that the correction leaves nothing to
   *     divide by
   */
  public static double corrected(double chiSquare, double rows, int bins) {
    if (bins < 2) {
      return 0;
    }
    if (rows <= 1) {
      return Double.NaN;
    }
    double phi = Math.max(0, chiSquare / rows - (bins - 1) / (rows - 1));
    double binsLeft = bins - (bins - 1.0) * (bins - 1.0) / (rows - 1);
    double sidesLeft = 2 - 1 / (rows - 1);
    double smaller = Math.min(binsLeft, sidesLeft) - 1;
    return smaller > 0 ? Math.min(1, Math.sqrt(phi / smaller)) : Double.NaN;
  }
}
