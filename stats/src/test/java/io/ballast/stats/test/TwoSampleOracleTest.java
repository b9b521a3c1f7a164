package io.ballast.stats.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.Golden;
import io.ballast.stats.Moments;
import io.ballast.stats.catalog.Catalog;
import io.ballast.stats.catalog.CatalogMetric;
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
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.weights.WeightedBins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each figure beside scipy's on seeded samples with ties, tiny, skewed, weighted and of unequal
 * sizes. {@code src/test/oracle/two_samples.py} writes the file.
 */
class TwoSampleOracleTest {
  private static final double CLOSE = 1e-9;
  private static final int LEAST_SAMPLES = 20;

  /**
   * Epps-Singleton inverts a covariance whose smallest eigenvalue may be 1e-6 of the largest: scipy
   * and this code keep 1e-16 of the largest each.
   */
  private static final Map<String, Double> LOOSER =
      Map.of("epps_singleton_w", 1e-7, "epps_singleton_p", 1e-7);

  private static final Map<String, ToDoubleBiFunction<double[], double[]>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("mann_whitney_u", (x, y) -> MannWhitney.of(pooled(x, y)).statistic()),
          Map.entry("mann_whitney_p", (x, y) -> MannWhitney.of(pooled(x, y)).p()),
          Map.entry("cramer_von_mises_t", (x, y) -> CramerVonMises.of(pooled(x, y)).statistic()),
          Map.entry("cramer_von_mises_p", (x, y) -> CramerVonMises.of(pooled(x, y)).p()),
          Map.entry("anderson_darling", (x, y) -> AndersonDarling.of(pooled(x, y)).statistic()),
          Map.entry("anderson_darling_p", (x, y) -> AndersonDarling.of(pooled(x, y)).p()),
          Map.entry("energy", (x, y) -> Energy.distance(SortedValues.of(x), SortedValues.of(y))),
          Map.entry(
              "wasserstein",
              (x, y) -> Wasserstein.distance(SortedValues.of(x), SortedValues.of(y))),
          Map.entry(
              "ks", (x, y) -> KolmogorovSmirnov.distance(SortedValues.of(x), SortedValues.of(y))),
          Map.entry("weighted_energy", (x, y) -> Energy.distance(weighted(x), weighted(y))),
          Map.entry(
              "weighted_wasserstein", (x, y) -> Wasserstein.distance(weighted(x), weighted(y))),
          Map.entry("welch_t", (x, y) -> WelchT.of(Moments.of(x), Moments.of(y)).statistic()),
          Map.entry(
              "welch_df", (x, y) -> WelchT.of(Moments.of(x), Moments.of(y)).degreesOfFreedom()),
          Map.entry("welch_p", (x, y) -> WelchT.of(Moments.of(x), Moments.of(y)).p()),
          Map.entry("epps_singleton_w", (x, y) -> EppsSingleton.of(x, y).statistic()),
          Map.entry("epps_singleton_p", (x, y) -> EppsSingleton.of(x, y).p()),
          Map.entry(
              "ks_test",
              (x, y) ->
                  TwoSampleKolmogorov.p(
                      KolmogorovSmirnov.distance(SortedValues.of(x), SortedValues.of(y)),
                      x.length,
                      y.length)),
          Map.entry("psi", (x, y) -> Psi.smoothed(bins(x), bins(y))),
          Map.entry(
              "js_distance", (x, y) -> JensenShannon.distance(bins(x).shares(), bins(y).shares())),
          Map.entry(
              "js_divergence",
              (x, y) ->
                  JensenShannon.bits(JensenShannon.divergence(bins(x).shares(), bins(y).shares()))),
          Map.entry("hellinger", (x, y) -> Hellinger.distance(bins(x).shares(), bins(y).shares())),
          Map.entry(
              "total_variation",
              (x, y) -> ShareDifference.totalVariation(bins(x).shares(), bins(y).shares())),
          Map.entry("l_infinity", TwoSampleOracleTest::largest),
          Map.entry(
              "l_infinity_robust",
              (x, y) ->
                  ShareDifference.robust(
                      largest(x, y),
                      ShareDifference.constant(0.01),
                      bins(x).total(),
                      bins(y).total())),
          Map.entry(
              "density_distance",
              (x, y) -> Density.distance(SortedValues.of(x), SortedValues.of(y))),
          Map.entry("fugacity", (x, y) -> fugacity(x, y).largest()),
          Map.entry("class_share", (x, y) -> fugacity(x, y).test().p()),
          Map.entry("chi_square_x", (x, y) -> table(x, y).statistic()),
          Map.entry("chi_square", (x, y) -> table(x, y).p()),
          Map.entry(
              "cramers_v",
              (x, y) ->
                  CramersV.corrected(
                      table(x, y).statistic(),
                      bins(x).total() + bins(y).total(),
                      (int) IntStream.range(0, x.length).filter(i -> x[i] + y[i] > 0).count())),
          Map.entry(
              "fisher_exact",
              (x, y) -> {
                long[] a = counts(x);
                long[] c = counts(y);
                return FisherExact.twoSided(
                    a[0], Arrays.stream(a).sum() - a[0], c[0], Arrays.stream(c).sum() - c[0]);
              }),
          Map.entry("g", (x, y) -> GTest.of(counts(x), counts(y)).statistic()),
          Map.entry("g_p", (x, y) -> GTest.of(counts(x), counts(y)).p()),
          Map.entry(
              "kullback_leibler",
              (x, y) ->
                  KullbackLeibler.smoothed(WeightedBins.of(counts(x)), WeightedBins.of(counts(y)))),
          Map.entry("proportion_z", (x, y) -> proportion(x, y).statistic()),
          Map.entry("proportion_z_p", (x, y) -> proportion(x, y).p()));

  /** The figures of metrics whose catalogue name is another. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("kl", "kullback_leibler"),
          Map.entry("g_test", "g_p"),
          Map.entry("proportion_z", "proportion_z_p"),
          Map.entry("cramer_von_mises", "cramer_von_mises_p"),
          Map.entry("mann_whitney", "mann_whitney_p"),
          Map.entry("welch_t", "welch_p"),
          Map.entry("epps_singleton", "epps_singleton_p"));

  /** Of classes that have rows on either side. */
  private static Fugacity fugacity(double[] x, double[] y) {
    int[] used = IntStream.range(0, x.length).filter(i -> x[i] + y[i] > 0).toArray();
    return Fugacity.of(
        Arrays.stream(used).mapToObj(Integer::toString).toList(),
        Arrays.stream(used).mapToLong(i -> (long) x[i]).toArray(),
        Arrays.stream(used).mapToLong(i -> (long) y[i]).toArray());
  }

  private static WeightedBins bins(double[] values) {
    return WeightedBins.of(counts(values));
  }

  private static double largest(double[] x, double[] y) {
    return ShareDifference.largest(bins(x).shares(), bins(y).shares());
  }

  private static ContingencyChiSquare table(double[] x, double[] y) {
    return ContingencyChiSquare.of(counts(x), counts(y));
  }

  private static PooledValues pooled(double[] x, double[] y) {
    return PooledValues.of(x, y);
  }

  private static long[] counts(double[] values) {
    return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
  }

  private static ProportionZ proportion(double[] x, double[] y) {
    long[] a = counts(x);
    long[] b = counts(y);
    return ProportionZ.of(a[0], Arrays.stream(a).sum(), b[0], Arrays.stream(b).sum());
  }

  /** The values in rising order, the i-th as given with the weight i / n. */
  private static SortedValues weighted(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    return new SortedValues(
        Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> (i + 1.0) / values.length).toArray());
  }

  private record Case(String function, double[] x, double[] y, double expected) {}

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<Case> cases() throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("two-samples.csv")),
                StandardCharsets.UTF_8))) {
      List<Case> cases = new ArrayList<>();
      double[] x = {};
      double[] y = {};
      for (String line : reader.lines().toList()) {
        String[] cells = line.split(",", -1);
        if (cells[0].equals("sample")) {
          x = numbers(cells[1]);
          y = numbers(cells[2]);
        } else {
          cases.add(new Case(cells[0], x, y, Double.parseDouble(cells[1])));
        }
      }
      return cases;
    }
  }

  static Stream<String> functions() {
    return FUNCTIONS.keySet().stream().sorted();
  }

  @Test
  void everyMetricOfTheCatalogue_isHeldAgainstScipy() {
    assertThat(FUNCTIONS.keySet())
        .containsAll(
            Catalog.read().metrics().stream()
                .filter(metric -> metric.family() != CatalogMetric.Family.PERFORMANCE)
                .map(metric -> NAMES.getOrDefault(metric.id(), metric.id()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void figure_isScipys(String function) throws IOException {
    List<Case> cases = cases().stream().filter(row -> row.function.equals(function)).toList();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(LEAST_SAMPLES);
    double close = LOOSER.getOrDefault(function, CLOSE);
    for (Case row : cases) {
      double actual = Objects.requireNonNull(FUNCTIONS.get(function)).applyAsDouble(row.x, row.y);
      assertThat(Math.abs(actual - row.expected))
          .as(
              "%s of %d and %d values: %s, not %s",
              function, row.x.length, row.y.length, actual, row.expected)
          .isLessThanOrEqualTo(close * Math.max(1, Math.abs(row.expected)));
    }
  }
}
