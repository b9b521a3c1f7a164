package io.ballast.stats.bins;

import io.ballast.stats.Skew;
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
   * @param values finite, at least one
   * @param areWhole whether the values are whole numbers: a bin is not narrower than 1 then
   */
  public static EqualWidth sturges(double[] values, boolean areWhole) {
    double range = range(values);
    double width = range / (log2(values.length) + 1);
    return ofWidth(values, areWhole && width > 0 ? Math.max(1, width) : width);
  }

  /**
   * D. P. Doane, "Aesthetic frequency classifications" (1976): Sturges' bins, more of them for
   * skewed values.
   *
   * @param values finite, at least one
   */
  public static EqualWidth doane(double[] values) {
    double n = values.length;
    double mean = Arrays.stream(values).sum() / n;
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / n;
    if (n < 3 || !(variance > 0)) {
      return ofWidth(values, 0);
    }
    double deviation = Math.sqrt(variance);
    double skew = Arrays.stream(values).map(v -> Math.pow((v - mean) / deviation, 3)).sum() / n;
    return ofWidth(values, range(values) / (1 + log2(n) + log2(1 + Math.abs(skew) / skewError(n))));
  }

  /** Sturges' bins of values of which only this is known, not whole numbers; at least one row. */
  public static EqualWidth sturges(Skew values) {
    double width = (values.max() - values.min()) / (log2((double) values.rows()) + 1);
    return ofWidth(values.min(), values.max(), width);
  }

  /** Doane's bins of values of which only this is known; at least one row. */
  public static EqualWidth doane(Skew values) {
    double n = (double) values.rows();
    double skew = values.value();
    if (n < 3 || Double.isNaN(skew)) {
      return of(values.min(), values.max(), 1);
    }
    double parts = 1 + log2(n) + log2(1 + Math.abs(skew) / skewError(n));
    return ofWidth(values.min(), values.max(), (values.max() - values.min()) / parts);
  }

  /** The standard error of the skewness of normal values. */
  private static double skewError(double n) {
    return Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
  }

  private static EqualWidth ofWidth(double[] values, double width) {
    double min = Arrays.stream(values).min().orElseThrow();
    return ofWidth(min, Arrays.stream(values).max().orElseThrow(), width);
  }

  private static EqualWidth ofWidth(double min, double max, double width) {
    return of(min, max, width > 0 ? (int) Math.max(1, Math.ceil((max - min) / width)) : 1);
  }

  private static double range(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
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
