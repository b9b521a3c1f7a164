package io.ballast.stats;

/**
 * Number, range and skewness of the finite values of a column.
 *
 * <p>Central moments are merged after P. Pebay, "Formulas for robust, one-pass parallel computation
 * of covariances and arbitrary-order statistical moments" (2008), equations 1.3 to 1.5: number and
 * range are exact, the skewness may differ in its last digits by the order of merging.
 */
public final class Skew implements State<Skew> {
  private long rows;
  private double mean;
  private double second;
  private double third;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Adds one row; a value that is not finite is left out. */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    double before = rows;
    rows++;
    double step = value - mean;
    double part = step / rows;
    double squares = step * part * before;
    third += squares * part * (rows - 2.0) - 3 * part * second;
    second += squares;
    mean += part;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  @Override
  public void merge(Skew other) {
    if (other.rows == 0) {
      return;
    }
    double n = rows;
    double m = other.rows;
    double both = n + m;
    double step = other.mean - mean;
    double part = step / both;
    third +=
        other.third
            + step * part * part * n * m * (n - m)
            + 3 * part * (n * other.second - m * second);
    second += other.second + step * part * n * m;
    mean += part * m;
    rows += other.rows;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** Finite values. */
  public long rows() {
    return rows;
  }

  /** The least finite value; infinite without rows. */
  public double min() {
    return min;
  }

  /** The greatest finite value; infinite without rows. */
  public double max() {
    return max;
  }

  /**
   * Third central moment over the second to the power 3/2 (divisor: rows); NaN when all are one.
   */
  public double value() {
    double variance = second / rows;
    return min < max && variance > 0 ? third / rows / (variance * Math.sqrt(variance)) : Double.NaN;
  }
}
