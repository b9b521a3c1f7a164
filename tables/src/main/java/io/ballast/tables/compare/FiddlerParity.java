package io.ballast.tables.compare;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.Psi;
import io.ballast.tables.compare.DriftReport.Parity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The figures that Fiddler prints (statistics.md 6): ten intervals of equal width or one bin for
 * each category, rows without a value left out, unseen categories in one further bin; PSI with 1
 * added to every bin, JS distance in base 2.
 */
final class FiddlerParity {

  private FiddlerParity() {}

  /**
   * The figures of one column.
   *
   * @param bins the bins
   * @param reference rows or weights in each bin
   * @param current the same of the window
   */
  static Parity of(List<Bin> bins, double[] reference, double[] current) {
    int[] kept =
        IntStream.range(0, bins.size())
            .filter(b -> isCounted(bins.get(b).kind(), reference[b] + current[b]))
            .toArray();
    double[] a = IntStream.of(kept).mapToDouble(b -> reference[b]).toArray();
    double[] c = IntStream.of(kept).mapToDouble(b -> current[b]).toArray();
    double n = IntStream.range(0, a.length).mapToDouble(i -> a[i]).sum();
    double m = IntStream.range(0, c.length).mapToDouble(i -> c[i]).sum();
    Map<String, Double> metrics = new LinkedHashMap<>();
    boolean defined = n > 0 && m > 0;
    metrics.put("psi", defined ? Psi.plusOne(a, c) : Double.NaN);
    metrics.put(
        "js_distance", defined ? JensenShannon.distance(shares(a, n), shares(c, m)) : Double.NaN);
    return new Parity("fiddler", metrics);
  }

  /** Rows of both sides under class weights; the row without a class is left out. */
  static double[] weighted(long[][] counts, double[] weights) {
    double[] sums = new double[counts[0].length];
    for (int k = 0; k < weights.length; k++) {
      for (int b = 0; b < sums.length; b++) {
        sums[b] += weights[k] * counts[k][b];
      }
    }
    return sums;
  }

  /** Rows of all classes. */
  static double[] plain(long[][] counts) {
    return Arrays.stream(BinnedCounts.total(counts)).asDoubleStream().toArray();
  }

  private static boolean isCounted(BinKind kind, double rows) {
    return switch (kind) {
      case INTERVAL, POINT, VALUE -> true;
      case OTHER, UNSEEN -> rows > 0;
      case MISSING -> false;
    };
  }

  private static double[] shares(double[] counts, double total) {
    double[] shares = new double[counts.length];
    for (int b = 0; b < shares.length; b++) {
      shares[b] = counts[b] / total;
    }
    return shares;
  }
}
