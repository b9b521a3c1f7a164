package io.ballast.stats.bins;

import io.ballast.stats.Moments;
import java.util.Arrays;

/**
 * Bins of equal width as numpy makes them: each closed below and open above, the last closed on
 * both ends, nothing outside.
 *
 * @param edges rising, one more than bins; owned by this record, not to be changed
 */
public record EqualWidth(double[] edges) {

  /**
   * Bins from a least to a greatest value.
   *
   * @param min least value
   * @param max greatest value; when it is the least too, a width of 1 around it
   * @param count number of bins, at least 1
   */
  public static EqualWidth of(double min, double max, int count) {
    double first = min == max ? min - 0.5 : min;
    double last = min == max ? max + 0.5 : max;
    double step = (last - first) / count;
    double[] edges = new double[count + 1];
    Arrays.setAll(edges, i -> i * step + first + 0.0);
    edges[count] = last;
    return new EqualWidth(edges);
  }

  /**
   * H. A. Sturges, "The choice of a class interval" (1926): as many bins as the binary logarithm of
   * the rows, and one.
   *
   * @param values of which there is at least one, each of weight 1
   * @param areWhole whether the values are whole numbers: a bin is not narrower than 1 then
   */
  public static EqualWidth sturges(Moments values, boolean areWhole) {
    double width = (values.max() - values.min()) / (log2(values.weight()) + 1);
    return ofWidth(values, areWhole && width > 0 ? Math.max(1, width) : width);
  }

  /**
   * D. P. Doane, "Aesthetic frequency classifications" (1976): Sturges' bins, more of them for
   * skewed values.
   *
   * @param values of which there is at least one, each of weight 1
   */
  public static EqualWidth doane(Moments values) {
    double n = values.weight();
    double skew = values.skewness();
    if (n < 3 || Double.isNaN(skew)) {
      return of(values.min(), values.max(), 1);
    }
    double parts = 1 + log2(n) + log2(1 + Math.abs(skew) / skewError(n));
    return ofWidth(values, (values.max() - values.min()) / parts);
  }

  /** The standard error of the skewness of normal values. */
  private static double skewError(double n) {
    return Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
  }

  private static EqualWidth ofWidth(Moments values, double width) {
    double range = values.max() - values.min();
    int count = width > 0 ? (int) Math.max(1, Math.ceil(range / width)) : 1;
    return of(values.min(), values.max(), count);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** Rows in each bin; values outside are not counted. */
  public long[] count(double[] values) {
    long[] counts = new long[edges.length - 1];
    for (double value : values) {
      if (value >= edges[0] && value <= edges[edges.length - 1]) {
        int found = Arrays.binarySearch(edges, value + 0.0); // no -0.0
        int bin = found >= 0 ? found : -found - 2;
        counts[Math.min(bin, counts.length - 1)]++;
      }
    }
    return counts;
  }

  /** The inner edges: what {@link NumericBins#intervals} takes. */
  public double[] innerEdges() {
    return Arrays.stream(edges, 1, edges.length - 1).distinct().toArray();
  }
}
