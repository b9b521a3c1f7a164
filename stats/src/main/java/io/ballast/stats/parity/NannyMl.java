package io.ballast.stats.parity;

import io.ballast.stats.Moments;
import io.ballast.stats.bins.EqualWidth;
import io.ballast.stats.distance.Hellinger;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.KolmogorovSmirnov;
import io.ballast.stats.distance.ShareDifference;
import io.ballast.stats.distance.SortedValues;
import io.ballast.stats.distance.Wasserstein;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * NannyML's univariate distances of a chunk from the reference: Doane's bins of the reference and
 * one for what lies outside; from 10,000 rows of the reference on KS and Wasserstein from as many
 * bins of equal width.
 */
public final class NannyMl {
  private static final int LARGE = 10_000;

  private NannyMl() {}

  /**
   * Figures of a numeric column.
   *
   * @param reference finite values, at least one
   * @param current likewise
   */
  public static Map<String, Double> ofNumbers(double[] reference, double[] current) {
    EqualWidth bins = EqualWidth.doane(Moments.of(reference));
    double[] p = withRest(bins.count(reference), reference.length);
    double[] q = withRest(bins.count(current), current.length);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("js_distance", JensenShannon.distance(p, q));
    figures.put("hellinger", Hellinger.distance(p, q));
    if (reference.length < LARGE) {
      SortedValues x = SortedValues.of(reference);
      SortedValues y = SortedValues.of(current);
      figures.put("ks", KolmogorovSmirnov.distance(x, y));
      figures.put("wasserstein", Wasserstein.distance(x, y));
    } else {
      Binned binned = Binned.of(reference, current);
      figures.put("ks", binned.largestGap());
      figures.put("wasserstein", binned.area(current));
    }
    return figures;
  }

  private static double[] withRest(long[] counts, long rows) {
    double[] shares = new double[counts.length + 1];
    long inside = 0;
    for (int b = 0; b < counts.length; b++) {
      shares[b] = (double) counts[b] / rows;
      inside += counts[b];
    }
    shares[counts.length] = (double) (rows - inside) / rows;
    return shares;
  }

  /** Figures of a column of categories, both sides with a row. */
  public static Map<String, Double> ofCategories(CategoryCounts counts) {
    double[] p = counts.referenceShares();
    double[] q = joined(counts);
    double[] padded = Arrays.copyOf(p, q.length);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("js_distance", JensenShannon.distance(padded, q));
    figures.put("hellinger", Hellinger.distance(padded, q));
    figures.put("l_infinity", ShareDifference.largest(p, counts.currentShares()));
    figures.put(
        "chi_square", YatesChiSquare.of(doubles(counts.reference()), doubles(counts.current())));
    return figures;
  }

  private static double[] doubles(long[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  /** Shares of the window; what the reference lacks is one category. */
  private static double[] joined(CategoryCounts counts) {
    double[] q = Arrays.copyOf(counts.currentShares(), counts.current().length + 1);
    for (int k = 0; k < counts.reference().length; k++) {
      if (counts.reference()[k] == 0) {
        q[q.length - 1] += q[k];
        q[k] = 0;
      }
    }
    return q;
  }

  /** Both sides' cumulative shares in bins over the range of the reference. */
  private record Binned(EqualWidth bins, double[] reference, double[] current, double below) {

    static Binned of(double[] reference, double[] current) {
      double min = Arrays.stream(reference).min().orElseThrow();
      double max = Arrays.stream(reference).max().orElseThrow();
      EqualWidth bins = EqualWidth.of(min, max, LARGE);
      double below = (double) Arrays.stream(current).filter(v -> v < min).count() / current.length;
      return new Binned(
          bins,
          cumulative(bins.count(reference), reference.length),
          cumulative(bins.count(current), current.length),
          below);
    }

    private static double[] cumulative(long[] counts, double rows) {
      double[] shares = new double[counts.length];
      long sum = 0;
      for (int b = 0; b < counts.length; b++) {
        sum += counts[b];
        shares[b] = sum / rows;
      }
      return shares;
    }

    double largestGap() {
      double largest = 0;
      for (int b = 0; b < reference.length; b++) {
        largest = Math.max(largest, Math.abs(reference[b] - below - current[b]));
      }
      return largest;
    }

    /** The tails count one row too many, as in NannyML. */
    double area(double[] values) {
      double min = bins.edges()[0];
      double max = bins.edges()[bins.edges().length - 1];
      double[] smaller = Arrays.stream(values).filter(v -> v < min).sorted().toArray();
      double[] larger = Arrays.stream(values).filter(v -> v > max).sorted().toArray();
      double ofSmaller = smaller.length == 0 ? 0 : (smaller.length + 1.0) / values.length;
      double width = bins.edges()[1] - bins.edges()[0];
      double area = 0;
      for (int b = 0; b < reference.length; b++) {
        area += Math.abs(reference[b] - (current[b] + ofSmaller)) * width;
      }
      for (int i = 0; i < smaller.length; i++) {
        double next = i + 1 < smaller.length ? smaller[i + 1] : min;
        area += (i + 1.0) / (smaller.length + 1) * (next - smaller[i]) * ofSmaller;
      }
      double ofLarger = (larger.length + 1.0) / values.length;
      for (int i = 0; i < larger.length; i++) {
        double before = i == 0 ? max : larger[i - 1];
        area += (1 - (i + 1.0) / (larger.length + 1)) * (larger[i] - before) * ofLarger;
      }
      return area;
    }
  }
}
