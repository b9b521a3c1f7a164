package io.ballast.stats.catalog;

import io.ballast.stats.Moments;
import io.ballast.stats.distance.CramersV;
import io.ballast.stats.distance.Density;
import io.ballast.stats.distance.Energy;
import io.ballast.stats.distance.Hellinger;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.KolmogorovSmirnov;
import io.ballast.stats.distance.KullbackLeibler;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.distance.ShareDifference;
import io.ballast.stats.distance.SortedValues;
import io.ballast.stats.distance.Wasserstein;
import io.ballast.stats.drift.ClassShares;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.test.AndersonDarling;
import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.CramerVonMises;
import io.ballast.stats.test.EppsSingleton;
import io.ballast.stats.test.FisherExact;
import io.ballast.stats.test.GTest;
import io.ballast.stats.test.MannWhitney;
import io.ballast.stats.test.PooledValues;
import io.ballast.stats.test.ProportionZ;
import io.ballast.stats.test.TwoSampleKolmogorov;
import io.ballast.stats.test.WelchT;
import io.ballast.stats.weights.WeightedBins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The value of each metric on one small pair of samples: what another tool can be held against. */
final class Example {
  private static final long[] BINS = {40, 30, 20, 10};
  private static final long[] WINDOW_BINS = {20, 25, 25, 30};
  private static final List<String> LABELS = List.of("a", "b", "c", "d");

  /** Tenfold: of a hundred rows a side the robust form leaves nothing. */
  private static final long[] MANY = {400, 300, 200, 100};

  private static final long[] WINDOW_MANY = {200, 250, 250, 300};
  private static final double[] VALUES = {1.2, 2.5, 3.1, 4.7, 5.0, 6.3, 7.7, 8.4};
  private static final double[] WINDOW_VALUES = {2.0, 3.1, 5.5, 6.3, 8.0, 9.1, 9.9, 12.4};
  private static final long YES = 12;
  private static final long ROWS = 40;
  private static final long WINDOW_YES = 25;
  private static final long WINDOW_ROWS = 50;
  private static final double ALPHA = 0.01;

  private Example() {}

  /** The samples that a metric is shown on, in words. */
  static String samples(CatalogMetric metric) {
    if (metric.family() == CatalogMetric.Family.PERFORMANCE) {
      return PerformanceExample.samples(metric);
    }
    if (metric.needs().contains("bins")) {
      boolean isMany = metric.id().equals("l_infinity_robust");
      return "bins of "
          + list(isMany ? MANY : BINS)
          + " rows in the reference, "
          + list(isMany ? WINDOW_MANY : WINDOW_BINS)
          + " in the window";
    }
    if (metric.needs().stream()
        .anyMatch(need -> need.endsWith("classes") && !need.contains("target"))) {
      return "classes of "
          + list(BINS)
          + " rows in the reference, "
          + list(WINDOW_BINS)
          + " in the window";
    }
    if (metric.needs().contains("two by two")) {
      return YES
          + " of "
          + ROWS
          + " rows in the reference, "
          + WINDOW_YES
          + " of "
          + WINDOW_ROWS
          + " in the window";
    }
    return "values "
        + list(VALUES)
        + " in the reference, "
        + list(WINDOW_VALUES)
        + " in the window";
  }

  private static String list(long[] values) {
    return Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(", "));
  }

  private static String list(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(", "));
  }

  /**
   * The value of a metric on its samples.
   *
   * @throws IllegalArgumentException for a metric without one
   */
  static double value(String id) {
    WeightedBins reference = WeightedBins.of(BINS);
    WeightedBins window = WeightedBins.of(WINDOW_BINS);
    double[] p = reference.shares();
    double[] q = window.shares();
    SortedValues sorted = SortedValues.of(VALUES);
    SortedValues windowSorted = SortedValues.of(WINDOW_VALUES);
    PooledValues pooled = PooledValues.of(VALUES, WINDOW_VALUES);
    return switch (id) {
      case "psi" -> Psi.smoothed(reference, window);
      case "kl" -> KullbackLeibler.smoothed(reference, window);
      case "js_distance" -> JensenShannon.distance(p, q);
      case "js_divergence" -> JensenShannon.bits(JensenShannon.divergence(p, q));
      case "hellinger" -> Hellinger.distance(p, q);
      case "total_variation" -> ShareDifference.totalVariation(p, q);
      case "l_infinity" -> ShareDifference.largest(p, q);
      case "l_infinity_robust" ->
          ShareDifference.robust(
              ShareDifference.largest(
                  WeightedBins.of(MANY).shares(), WeightedBins.of(WINDOW_MANY).shares()),
              ShareDifference.constant(ALPHA),
              WeightedBins.of(MANY).total(),
              WeightedBins.of(WINDOW_MANY).total());
      case "cramers_v" ->
          CramersV.corrected(
              ContingencyChiSquare.of(BINS, WINDOW_BINS).statistic(),
              reference.total() + window.total(),
              BINS.length);
      case "ks" -> KolmogorovSmirnov.distance(sorted, windowSorted);
      case "wasserstein" -> Wasserstein.distance(sorted, windowSorted);
      case "energy" -> Energy.distance(sorted, windowSorted);
      case "density_distance" -> Density.distance(sorted, windowSorted);
      case "fugacity" -> Fugacity.of(LABELS, BINS, WINDOW_BINS).largest();
      case "class_share" -> ClassShares.test(LABELS, BINS, WINDOW_BINS).p();
      case "chi_square" -> ContingencyChiSquare.of(BINS, WINDOW_BINS).p();
      case "g_test" -> GTest.of(BINS, WINDOW_BINS).p();
      case "fisher_exact" ->
          FisherExact.twoSided(YES, ROWS - YES, WINDOW_YES, WINDOW_ROWS - WINDOW_YES);
      case "proportion_z" -> ProportionZ.of(YES, ROWS, WINDOW_YES, WINDOW_ROWS).p();
      case "ks_test" ->
          TwoSampleKolmogorov.p(
              KolmogorovSmirnov.distance(sorted, windowSorted),
              VALUES.length,
              WINDOW_VALUES.length);
      case "anderson_darling" -> AndersonDarling.of(pooled).statistic();
      case "cramer_von_mises" -> CramerVonMises.of(pooled).p();
      case "mann_whitney" -> MannWhitney.of(pooled).p();
      case "welch_t" -> WelchT.of(Moments.of(VALUES), Moments.of(WINDOW_VALUES)).p();
      case "epps_singleton" -> EppsSingleton.of(VALUES, WINDOW_VALUES).p();
      default -> PerformanceExample.value(id);
    };
  }
}
