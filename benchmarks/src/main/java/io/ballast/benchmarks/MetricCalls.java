package io.ballast.benchmarks;

import io.ballast.stats.Moments;
import io.ballast.stats.Quantile;
import io.ballast.stats.bins.NumericBinLookup;
import io.ballast.stats.bins.NumericBins;
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
import io.ballast.stats.drift.ClassShares;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.ClassMetric;
import io.ballast.stats.performance.ClassScores;
import io.ballast.stats.performance.DecisionMetric;
import io.ballast.stats.performance.RankingGroups;
import io.ballast.stats.performance.RegressionColumns;
import io.ballast.stats.performance.RegressionMetric;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A call of every metric of the catalogue, from columns in memory to the value. Metrics of classes
 * come with their intervals, but for those whose bootstrap goes over the rows, average precision
 * and the gap of both curves; metrics of numbers without.
 */
final class MetricCalls {
  private static final int DECILES = 10;
  private static final int CHUNK = 4096;
  private static final int CLASSES = 3;
  private static final int ITEMS = 100;
  private static final int TOP = 10;
  private static final double HALF = 0.5;
  private static final double ALPHA = 0.01;

  private final double[] x;
  private final double[] y;
  private final boolean[] truth;
  private final double[] scores;
  private final short[] kinds;
  private final short[] said;
  private final double[][] ofKinds;
  private final double[] amounts;
  private final double[] predictions;
  private final String[] queries;
  private final Map<String, DoubleSupplier> calls = new HashMap<>();

  private MetricCalls(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    x = new double[rows];
    y = new double[rows];
    truth = new boolean[rows];
    scores = new double[rows];
    kinds = new short[rows];
    said = new short[rows];
    ofKinds = new double[rows][CLASSES];
    amounts = new double[rows];
    predictions = new double[rows];
    queries = new String[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = random.nextGaussian();
      y[i] = random.nextGaussian() + 0.01;
      truth[i] = random.nextInt(10) == 0;
      scores[i] = Math.min(1, random.nextDouble() * (truth[i] ? 1.2 : 1));
      kinds[i] = (short) random.nextInt(CLASSES);
      said[i] = (short) random.nextInt(CLASSES);
      double sum = 0;
      for (int k = 0; k < CLASSES; k++) {
        ofKinds[i][k] = random.nextDouble() + (k == kinds[i] ? HALF : 0);
        sum += ofKinds[i][k];
      }
      for (int k = 0; k < CLASSES; k++) {
        ofKinds[i][k] /= sum;
      }
      amounts[i] = Math.exp(random.nextGaussian());
      predictions[i] = amounts[i] * (HALF + random.nextDouble());
      queries[i] = "query " + i / ITEMS;
    }
  }

  /**
   * The calls by id, in the order of the catalogue.
   *
   * @throws IllegalStateException if a metric of the catalogue has none
   */
  static Map<String, DoubleSupplier> of(int rows) {
    MetricCalls made = new MetricCalls(rows);
    made.binned();
    made.tables();
    made.shares();
    made.values();
    made.scored();
    made.numeric();
    made.ofClasses();
    made.ranked();
    made.decided(); // last: names that tasks share are measured on two classes
    Map<String, DoubleSupplier> ordered = new LinkedHashMap<>();
    for (CatalogMetric metric : Catalog.read().metrics()) {
      DoubleSupplier call = made.calls.get(metric.id());
      if (call == null) {
        throw new IllegalStateException(metric.id() + " is in the catalogue and not measured");
      }
      ordered.put(metric.id(), call);
    }
    return ordered;
  }

  private void binned() {
    ofShares("js_distance", JensenShannon::distance);
    ofShares("js_divergence", (p, q) -> JensenShannon.bits(JensenShannon.divergence(p, q)));
    ofShares("hellinger", Hellinger::distance);
    ofShares("total_variation", ShareDifference::totalVariation);
    ofShares("l_infinity", ShareDifference::largest);
    ofCounts("psi", (a, c) -> Psi.smoothed(WeightedBins.of(a), WeightedBins.of(c)));
    ofCounts("kl", (a, c) -> KullbackLeibler.smoothed(WeightedBins.of(a), WeightedBins.of(c)));
    ofCounts(
        "l_infinity_robust",
        (a, c) ->
            ShareDifference.robust(
                ShareDifference.largest(WeightedBins.of(a).shares(), WeightedBins.of(c).shares()),
                ShareDifference.constant(ALPHA),
                x.length,
                y.length));
    ofCounts(
        "cramers_v",
        (a, c) ->
            CramersV.corrected(
                ContingencyChiSquare.of(a, c).statistic(), (double) x.length + y.length, a.length));
    ofCounts("chi_square", (a, c) -> ContingencyChiSquare.of(a, c).p());
    ofCounts("g_test", (a, c) -> GTest.of(a, c).p());
  }

  private void ofShares(String id, ToDoubleBiFunction<double[], double[]> metric) {
    ofCounts(
        id,
        (a, c) -> metric.applyAsDouble(WeightedBins.of(a).shares(), WeightedBins.of(c).shares()));
  }

  /** Bins at the deciles of the reference, then the counts of both sides. */
  private void ofCounts(String id, ToDoubleBiFunction<long[], long[]> metric) {
    calls.put(
        id,
        () -> {
          double[] shares = new double[DECILES - 1];
          Arrays.setAll(shares, i -> (i + 1.0) / DECILES);
          double[] edges = Quantile.ofUnsorted(x, shares);
          NumericBinLookup bins = new NumericBinLookup(NumericBins.intervals(edges, new double[0]));
          return metric.applyAsDouble(counts(bins, x), counts(bins, y));
        });
  }

  private static long[] counts(NumericBinLookup bins, double[] values) {
    long[] counts = new long[DECILES];
    int[] places = new int[CHUNK];
    for (int from = 0; from < values.length; from += CHUNK) {
      int rows = Math.min(CHUNK, values.length - from);
      bins.indicesOf(Arrays.copyOfRange(values, from, from + rows), rows, places);
      for (int i = 0; i < rows; i++) {
        counts[places[i]]++;
      }
    }
    return counts;
  }

  /** Of counted rows, as both tests take them. */
  private void tables() {
    long n = x.length;
    long a = n / 10;
    long c = n / 10 + n / 1000;
    calls.put("fisher_exact", () -> FisherExact.twoSided(a, n - a, c, n - c));
    calls.put("proportion_z", () -> ProportionZ.of(a, n, c, n).p());
  }

  /** From the class of each row. */
  private void shares() {
    List<String> labels = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    calls.put("fugacity", () -> Fugacity.of(labels, rows(kinds), rows(said)).largest());
    calls.put("class_share", () -> ClassShares.test(labels, rows(kinds), rows(said)).p());
  }

  private static long[] rows(short[] classes) {
    long[] rows = new long[CLASSES];
    for (short one : classes) {
      rows[one]++;
    }
    return rows;
  }

  private void values() {
    calls.put("ks", () -> KolmogorovSmirnov.distance(SortedValues.of(x), SortedValues.of(y)));
    calls.put(
        "ks_test",
        () ->
            TwoSampleKolmogorov.p(
                KolmogorovSmirnov.distance(SortedValues.of(x), SortedValues.of(y)),
                x.length,
                y.length));
    calls.put("wasserstein", () -> Wasserstein.distance(SortedValues.of(x), SortedValues.of(y)));
    calls.put("density_distance", () -> Density.distance(SortedValues.of(x), SortedValues.of(y)));
    calls.put("energy", () -> Energy.distance(SortedValues.of(x), SortedValues.of(y)));
    calls.put("anderson_darling", () -> AndersonDarling.of(PooledValues.of(x, y)).statistic());
    calls.put("mann_whitney", () -> MannWhitney.of(PooledValues.of(x, y)).p());
    calls.put("cramer_von_mises", () -> CramerVonMises.of(PooledValues.of(x, y)).p());
    calls.put("epps_singleton", () -> EppsSingleton.of(x, y).p());
    calls.put("welch_t", () -> WelchT.of(Moments.of(x), Moments.of(y)).p());
  }

  private void scored() {
    ofScores("auc", state -> state.auc().value());
    ofScores("gini", state -> state.gini().value());
    ofScores("average_precision", state -> state.curve().averagePrecision());
    ofScores("ks_score", state -> state.curve().largestGap());
    ofScores("log_loss", state -> state.logLoss().value());
    ofScores("brier", state -> state.brier().value());
    ofScores("calibration_error", state -> state.calibrationError().value());
    ofScores("calibration_error_adaptive", state -> state.adaptiveCalibrationError().value());
    ofScores("calibration_error_debiased", state -> state.debiasedCalibrationError().value());
    ofScores("gain_10", state -> state.gain(0.1).value());
    ofScores("lift_10", state -> state.lift(0.1).value());
    ofScores("probability_lift", state -> state.probabilityLift().value());
    ofScores("best_threshold", state -> state.bestThreshold().value());
  }

  private void decided() {
    for (DecisionMetric metric : DecisionMetric.values()) {
      ofScores(metric.id(), state -> state.decisions(HALF).of(metric).value());
    }
  }

  private void ofScores(String id, Function<BinaryScores, Double> metric) {
    calls.put(id, () -> metric.apply(BinaryScores.of(scores, truth)));
  }

  private void numeric() {
    for (RegressionMetric metric : RegressionMetric.values()) {
      ofNumbers(metric.id(), columns -> columns.of(metric));
    }
    ofNumbers("median_absolute_error", RegressionColumns::medianAbsoluteError);
    ofNumbers("max_error", RegressionColumns::maxError);
    ofNumbers("pinball", columns -> columns.pinball(HALF));
    ofNumbers("d2", RegressionColumns::absoluteD2);
    ofNumbers("residual_skew", RegressionColumns::residualSkew);
  }

  private void ofNumbers(String id, ToDoubleFunction<RegressionColumns> metric) {
    calls.put(id, () -> metric.applyAsDouble(new RegressionColumns(amounts, predictions)));
  }

  private void ofClasses() {
    for (ClassMetric metric : ClassMetric.values()) {
      ofKinds(metric.id(), state -> state.of(metric).value());
    }
    ofKinds("auc_ovr", state -> state.aucOneVersusRest(false).value());
    ofKinds("auc_ovr_weighted", state -> state.aucOneVersusRest(true).value());
    ofKinds("auc_ovo", state -> state.aucOneVersusOne().value());
    ofKinds("top_k", state -> state.top(2).value());
  }

  private void ofKinds(String id, Function<ClassScores, Double> metric) {
    calls.put(
        id,
        () -> {
          ClassScores state = new ClassScores(CLASSES, true);
          for (int i = 0; i < kinds.length; i++) {
            state.add(kinds[i], -1, ofKinds[i], 1, i);
          }
          return metric.apply(state);
        });
  }

  private void ranked() {
    ofQueries("map", state -> state.meanAveragePrecision().value());
    ofQueries("ndcg", state -> state.normalisedGain().value());
    ofQueries("query_count", state -> (double) state.queries());
  }

  private void ofQueries(String id, Function<RankingGroups, Double> metric) {
    calls.put(
        id,
        () -> {
          RankingGroups state = new RankingGroups(TOP);
          for (int i = 0; i < queries.length; i++) {
            state.add(queries[i], truth[i] ? 1 : 0, scores[i]);
          }
          return metric.apply(state);
        });
  }
}
