package io.ballast.stats.catalog;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.ClassScores;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.RankingGroups;
import io.ballast.stats.performance.RegressionPairs;
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
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What each metric says of degenerate input is a table in the documents, and this test makes it
 * anew. {@code -Ddegenerate.write=true} writes it.
 */
class DegenerateInputTest {
  private static final Path PAGE = Path.of("../docs/reference/degenerate-input.md");
  private static final double HUGE = 1e308;
  private static final int CATEGORIES = 100_000;

  private static final String HEAD =
      """
      # Degenerate input

      What each metric says of input that has little or too much in it; made by `DegenerateInputTest`, which fails when this page is stale.
      *refused* is an error that says what to mend, *undefined* a null with a reason in JSON: there is no NaN in any of it. Values are rounded.
      """;

  private static Map<String, ToDoubleBiFunction<double[], double[]>> ofValues() {
    Map<String, ToDoubleBiFunction<double[], double[]>> metrics = new LinkedHashMap<>();
    metrics.put("ks", (x, y) -> KolmogorovSmirnov.distance(sorted(x), sorted(y)));
    metrics.put("wasserstein", (x, y) -> Wasserstein.distance(sorted(x), sorted(y)));
    metrics.put("energy", (x, y) -> Energy.distance(sorted(x), sorted(y)));
    metrics.put("density_distance", (x, y) -> Density.distance(sorted(x), sorted(y)));
    metrics.put(
        "ks_test",
        (x, y) ->
            TwoSampleKolmogorov.p(
                KolmogorovSmirnov.distance(sorted(x), sorted(y)), x.length, y.length));
    metrics.put("anderson_darling", (x, y) -> AndersonDarling.of(PooledValues.of(x, y)).p());
    metrics.put("cramer_von_mises", (x, y) -> CramerVonMises.of(PooledValues.of(x, y)).p());
    metrics.put("mann_whitney", (x, y) -> MannWhitney.of(PooledValues.of(x, y)).p());
    metrics.put("welch_t", (x, y) -> WelchT.of(Moments.of(x), Moments.of(y)).p());
    metrics.put("epps_singleton", (x, y) -> EppsSingleton.of(x, y).p());
    return metrics;
  }

  private static SortedValues sorted(double[] values) {
    return SortedValues.of(values);
  }

  private static Map<String, double[][]> samples() {
    double infinity = Double.POSITIVE_INFINITY;
    double tiny = Double.MIN_VALUE;
    Map<String, double[][]> samples = new LinkedHashMap<>();
    samples.put("one side empty", new double[][] {{}, {1, 2, 3, 4, 5}});
    samples.put("one value each", new double[][] {{1}, {2}});
    samples.put("all equal", new double[][] {{3, 3, 3, 3, 3}, {3, 3, 3, 3, 3}});
    samples.put("a missing value", new double[][] {{1, 2, 3, 4, Double.NaN}, {1, 2, 3, 4, 5}});
    samples.put(
        "infinities", new double[][] {{1, 2, 3, 4, infinity}, {-infinity, 2, 3, 4, infinity}});
    samples.put("1e308", new double[][] {{-HUGE, 0, 1, 2, HUGE}, {-HUGE, 1, 2, 3, HUGE}});
    samples.put("denormals", new double[][] {{tiny, 0, 0, tiny, 0}, {0, tiny, 3 * tiny, 0, tiny}});
    return samples;
  }

  private static Map<String, ToDoubleBiFunction<long[], long[]>> ofBins() {
    Map<String, ToDoubleBiFunction<long[], long[]>> metrics = new LinkedHashMap<>();
    metrics.put("psi", (a, c) -> Psi.smoothed(WeightedBins.of(a), WeightedBins.of(c)));
    metrics.put("kl", (a, c) -> KullbackLeibler.smoothed(WeightedBins.of(a), WeightedBins.of(c)));
    metrics.put("js_distance", (a, c) -> JensenShannon.distance(shares(a), shares(c)));
    metrics.put(
        "js_divergence",
        (a, c) -> JensenShannon.bits(JensenShannon.divergence(shares(a), shares(c))));
    metrics.put("hellinger", (a, c) -> Hellinger.distance(shares(a), shares(c)));
    metrics.put("total_variation", (a, c) -> ShareDifference.totalVariation(shares(a), shares(c)));
    metrics.put("l_infinity", (a, c) -> ShareDifference.largest(shares(a), shares(c)));
    metrics.put(
        "l_infinity_robust",
        (a, c) ->
            ShareDifference.robust(
                ShareDifference.largest(shares(a), shares(c)),
                ShareDifference.constant(0.01),
                rows(a),
                rows(c)));
    metrics.put(
        "cramers_v",
        (a, c) ->
            CramersV.corrected(
                ContingencyChiSquare.of(a, c).statistic(), rows(a) + rows(c), a.length));
    metrics.put("fugacity", (a, c) -> Fugacity.of(labels(a), a, c).largest());
    metrics.put("class_share", (a, c) -> ClassShares.test(labels(a), a, c).p());
    metrics.put("chi_square", (a, c) -> ContingencyChiSquare.of(a, c).p());
    metrics.put("g_test", (a, c) -> GTest.of(a, c).p());
    metrics.put("fisher_exact", DegenerateInputTest::fisher);
    metrics.put(
        "proportion_z",
        (a, c) -> ProportionZ.of(a[0], Arrays.stream(a).sum(), c[0], Arrays.stream(c).sum()).p());
    return metrics;
  }

  private static List<String> labels(long[] classes) {
    return IntStream.range(0, classes.length).mapToObj(Integer::toString).toList();
  }

  private static double fisher(long[] a, long[] c) {
    if (a.length != 2) {
      throw new IllegalArgumentException(a.length + " categories, Fisher's test takes two");
    }
    return FisherExact.twoSided(a[0], a[1], c[0], c[1]);
  }

  private static double rows(long[] counts) {
    return (double) Arrays.stream(counts).sum();
  }

  private static double[] shares(long[] counts) {
    return WeightedBins.of(counts).shares();
  }

  private static Map<String, long[][]> counts() {
    Map<String, long[][]> counts = new LinkedHashMap<>();
    counts.put("one side empty", new long[][] {{0, 0}, {5, 5}});
    counts.put("one row each", new long[][] {{1, 0}, {0, 1}});
    counts.put("one bin holds all", new long[][] {{9, 0}, {7, 0}});
    counts.put("nothing shared", new long[][] {{9, 0}, {0, 7}});
    counts.put("1e15 rows", new long[][] {{1L << 50, 1L << 49}, {1L << 50, 1L << 49}});
    long[] many = new long[CATEGORIES];
    long[] others = new long[CATEGORIES];
    Arrays.setAll(many, i -> i % 3);
    Arrays.setAll(others, i -> i % 5);
    counts.put("100,000 categories", new long[][] {many, others});
    return counts;
  }

  private static Map<String, Map<String, Estimate>> performance() {
    Map<String, Map<String, Estimate>> columns = new LinkedHashMap<>();
    columns.put("no row", figures());
    columns.put("one row", figures(new double[] {.7, 1, 1}));
    columns.put("one class", figures(new double[] {.7, 1, 1}, new double[] {.2, 1, 1}));
    columns.put("all weights 0", figures(new double[] {.7, 1, 0}, new double[] {.2, 0, 0}));
    columns.put(
        "one weight huge",
        figures(new double[] {.7, 1, 1e200}, new double[] {.2, 0, 1}, new double[] {.9, 0, 1}));
    columns.put(
        "scores to 1e308",
        figures(new double[] {HUGE, 1, 1}, new double[] {-HUGE, 0, 1}, new double[] {3, 0, 1}));
    columns.put(
        "denormals",
        figures(
            new double[] {Double.MIN_VALUE, 1, 1},
            new double[] {0, 0, 1},
            new double[] {Double.MIN_VALUE, 0, 1}));
    return columns;
  }

  /** Rows of score, truth and weight; of a number, the score is the prediction. */
  private static Map<String, Estimate> figures(double[]... rows) {
    BinaryScores binary = new BinaryScores();
    RegressionPairs numbers = new RegressionPairs();
    for (int i = 0; i < rows.length; i++) {
      binary.add(rows[i][0], rows[i][1] > 0, rows[i][2], i);
      numbers.add(rows[i][1], rows[i][0], rows[i][2], i);
    }
    Map<String, Estimate> figures = binary.figures(0.5);
    figures.putAll(numbers.figures());
    return figures;
  }

  private static Map<String, Map<String, Estimate>> ofClasses() {
    double[] sure = {0, 1, 0, 0};
    double[] other = {2, 0.2, 0.3, 0.5};
    Map<String, Map<String, Estimate>> columns = new LinkedHashMap<>();
    columns.put("no row", classFigures(1));
    columns.put("one row", classFigures(1, other));
    columns.put("one class", classFigures(1, other, other));
    columns.put("never predicted", classFigures(1, other, new double[] {1, 0.6, 0.2, 0.2}));
    columns.put("all weights 0", classFigures(0, sure, other));
    columns.put(
        "all scores alike",
        classFigures(
            1,
            new double[] {0, HUGE, HUGE, HUGE},
            new double[] {1, 0.1, 0.1, 0.1},
            new double[] {2, 0, 0, 0}));
    columns.put("weights 1e200", classFigures(1e200, sure, other, new double[] {1, 0.1, 0.8, 0.1}));
    return columns;
  }

  /** Rows of a true class and the scores of three, all of one weight. */
  private static Map<String, Estimate> classFigures(double weight, double[]... rows) {
    ClassScores state = new ClassScores(3, true);
    for (int i = 0; i < rows.length; i++) {
      state.add((int) rows[i][0], -1, Arrays.copyOfRange(rows[i], 1, 4), weight, i);
    }
    return state.figures(2);
  }

  private static Map<String, Map<String, Estimate>> ofQueries() {
    Map<String, Map<String, Estimate>> columns = new LinkedHashMap<>();
    columns.put("no row", queryFigures());
    columns.put("one item", queryFigures(new double[] {0, 1, 0.5}));
    columns.put("none relevant", queryFigures(new double[] {0, 0, 0.5}, new double[] {0, 0, 0.4}));
    columns.put("all relevant", queryFigures(new double[] {0, 1, 0.5}, new double[] {0, 1, 0.4}));
    columns.put("all tied", queryFigures(new double[] {0, 1, 0.5}, new double[] {0, 0, 0.5}));
    columns.put("graded", queryFigures(new double[] {0, 3, 0.5}, new double[] {0, 1, 0.7}));
    columns.put(
        "scores to 1e308", queryFigures(new double[] {0, 1, HUGE}, new double[] {0, 0, -HUGE}));
    columns.put(
        "denormals", queryFigures(new double[] {0, 1, 0}, new double[] {0, 0, Double.MIN_VALUE}));
    columns.put(
        "a query without", queryFigures(new double[] {0, 1, 0.5}, new double[] {1, 0, 0.4}));
    return columns;
  }

  /** Rows of a query, a relevance and a score. */
  private static Map<String, Estimate> queryFigures(double[]... rows) {
    RankingGroups state = new RankingGroups(10);
    for (double[] row : rows) {
      state.add("query " + (int) row[0], row[1], row[2]);
    }
    return state.figures();
  }

  private static String said(Supplier<Double> metric) {
    try {
      return rounded(metric.get());
    } catch (IllegalArgumentException e) {
      return "refused";
    }
  }

  private static String rounded(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    if (Double.isInfinite(value)) {
      return "infinite";
    }
    BigDecimal short4 = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    return value == 0 ? "0" : short4.toString();
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n## Values\n\n");
    List<String> names = List.copyOf(samples().keySet());
    head(page, names);
    ofValues()
        .forEach(
            (id, metric) ->
                row(
                    page,
                    id,
                    samples().values().stream()
                        .map(xy -> said(() -> metric.applyAsDouble(xy[0], xy[1])))
                        .toList()));
    page.append("\n## Bins and categories\n\n");
    head(page, List.copyOf(counts().keySet()));
    ofBins()
        .forEach(
            (id, metric) ->
                row(
                    page,
                    id,
                    counts().values().stream()
                        .map(ac -> said(() -> metric.applyAsDouble(ac[0], ac[1])))
                        .toList()));
    estimates(page, "Performance: two classes and numbers", performance());
    estimates(page, "Performance: several classes", ofClasses());
    estimates(page, "Performance: rankings", ofQueries());
    page.append("\nA weight that is negative or not finite, and a score that is not, are refused");
    page.append(" when a row is added.\n");
    return page.toString();
  }

  private static void estimates(
      StringBuilder page, String title, Map<String, Map<String, Estimate>> columns) {
    page.append("\n## ").append(title).append("\n\n");
    head(page, List.copyOf(columns.keySet()));
    for (String id : Objects.requireNonNull(columns.get("no row")).keySet()) {
      List<String> cells = new ArrayList<>();
      columns.values().forEach(figures -> cells.add(rounded(estimate(figures, id).value())));
      row(page, id, cells);
    }
  }

  private static Estimate estimate(Map<String, Estimate> figures, String id) {
    return Objects.requireNonNull(figures.get(id), id);
  }

  private static void head(StringBuilder page, List<String> names) {
    page.append("| metric | ").append(String.join(" | ", names)).append(" |\n|");
    page.append(" --- |".repeat(names.size() + 1)).append('\n');
  }

  private static void row(StringBuilder page, String id, List<String> cells) {
    page.append("| ").append(id).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Test
  void table_isThatOfTheDocuments() throws IOException {
    if (Boolean.getBoolean("degenerate.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).as("-Ddegenerate.write=true writes it").isEqualTo(page());
  }

  @Test
  void everyMetricOfTwoSides_isInTheTable() {
    List<String> tested = new ArrayList<>(ofBins().keySet());
    tested.addAll(ofValues().keySet());
    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            Catalog.read().metrics().stream()
                .filter(metric -> metric.family() != CatalogMetric.Family.PERFORMANCE)
                .map(CatalogMetric::id)
                .toList());
  }

  @Test
  void performance_isNeverInfiniteAndSaysWhyItIsUndefined() {
    Map<String, Map<String, Estimate>> all = new LinkedHashMap<>();
    performance().forEach((name, figures) -> all.put("rows: " + name, figures));
    ofClasses().forEach((name, figures) -> all.put("classes: " + name, figures));
    ofQueries().forEach((name, figures) -> all.put("queries: " + name, figures));
    all.forEach(
        (name, figures) ->
            figures.forEach(
                (id, estimate) -> {
                  assertThat(estimate.value()).as("%s of %s", id, name).isNotInfinite();
                  assertThat(estimate.lower()).as("%s of %s", id, name).isNotInfinite();
                  if (!estimate.isDefined()) {
                    assertThat(estimate.reason()).as("%s of %s", id, name).isNotEmpty();
                  }
                }));
  }
}
