package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.distance.ShareDifference;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftRule;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.CostMatrix;
import io.ballast.stats.performance.DecisionMetric;
import io.ballast.stats.performance.Decisions;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.test.AndersonDarling;
import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.GTest;
import io.ballast.stats.test.MannWhitney;
import io.ballast.stats.test.PooledValues;
import io.ballast.stats.weights.WeightedBins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Numeric defects of other monitors, by the rows of docs/reference/defects.md: Ballast does not
 * show them. That the others do is asserted of their packages in e2e/python/parity.
 */
class DefectsTest {

  private static double[] normal(Random random, int rows, double mean) {
    double[] values = new double[rows];
    Arrays.setAll(values, i -> mean + random.nextGaussian());
    return values;
  }

  private static PooledValues shifted(double by) {
    Random random = new Random(1);
    return PooledValues.of(normal(random, 500, 0), normal(random, 500, by));
  }

  @Test
  void row1_mannWhitneySeesShiftsOfBothDirections() {
    assertThat(MannWhitney.of(shifted(-1)).p()).isLessThan(1e-20);
    assertThat(MannWhitney.of(shifted(1)).p()).isLessThan(1e-20);
  }

  @Test
  void row2_gTestTakesSidesOfAnySize() {
    GTest test = GTest.of(new long[] {40, 40, 20}, new long[] {60, 60, 30});
    assertThat(test.statistic()).isCloseTo(0, within(1e-12));
    assertThat(test.p()).isCloseTo(1, within(1e-12));
  }

  @Test
  void row4_jensenShannonOfDisjointSidesIs1() {
    assertThat(JensenShannon.distance(new double[] {1, 0}, new double[] {0, 1})).isEqualTo(1);
  }

  @Test
  void row6_andersonDarlingIsNotClipped() {
    double far = AndersonDarling.of(shifted(2)).p();
    double farther = AndersonDarling.of(shifted(5)).p();
    assertThat(far).isLessThan(1e-10);
    assertThat(farther).isLessThan(far);
    double[] same = normal(new Random(2), 100, 0);
    assertThat(AndersonDarling.of(PooledValues.of(same, same)).p()).isGreaterThan(0.9);
  }

  @Test
  void row10_worthOfARowIsTheMeanOverRows() {
    BinaryScores scores = new BinaryScores();
    for (int i = 0; i < 100; i++) {
      boolean positive = i >= 90;
      boolean decided = positive ? i >= 94 : i >= 85;
      scores.add(decided ? 1 : 0, positive, 1, i);
    }
    Decisions decisions = scores.decisions(0.5);
    CostMatrix costs = new CostMatrix(0, -1, -5, 10);
    assertThat(decisions.worth(costs).value()).isEqualTo(35);
    assertThat(decisions.worthOfThousand(costs).value()).isCloseTo(350, within(1e-9));
  }

  @Test
  void row11_thresholdsOfChiSquareAreHonoured() {
    List<Bin> bins =
        Stream.of("a", "b", "c").map(category -> Bin.of(BinKind.VALUE, category)).toList();
    BinnedCounts counts =
        new BinnedCounts(bins, new long[][] {{55, 30, 15}}, new long[][] {{36, 36, 28}});
    double p = ContingencyChiSquare.of(counts.reference()[0], counts.current()[0]).p();
    assertThat(p).isBetween(0.01, 0.05);
    assertThat(verdict(counts, 0.05)).isEqualTo(Verdict.DRIFT);
    assertThat(verdict(counts, 0.01)).isEqualTo(Verdict.NO_DRIFT);
  }

  private static Verdict verdict(BinnedCounts counts, double alpha) {
    DriftRule rule = new DriftRule(DriftMetric.PSI, List.of(), alpha, 100, 30);
    Statement draft = DriftStatements.plain(counts, Map.of(), rule).statement();
    return io.ballast.stats.drift.Decisions.decide(List.of(draft), rule).get(0).verdict();
  }

  @Test
  void row11_intervalOfAveragePrecisionIsTheSameInEachRunAndOrder() {
    Random random = new Random(11);
    BinaryScores forwards = new BinaryScores();
    BinaryScores backwards = new BinaryScores();
    double[] scores = new double[300];
    Arrays.setAll(scores, i -> random.nextDouble() + (i % 5 == 0 ? 0.3 : 0));
    for (int i = 0; i < scores.length; i++) {
      int last = scores.length - 1 - i;
      forwards.add(scores[i], i % 5 == 0, 1, i);
      backwards.add(scores[last], last % 5 == 0, 1, last);
    }
    Estimate precision = forwards.averagePrecision();
    assertThat(precision.hasInterval()).isTrue();
    assertThat(precision.lower()).isLessThan(precision.upper());
    assertThat(forwards.averagePrecision()).isEqualTo(precision);
    assertThat(backwards.averagePrecision()).isEqualTo(precision);
  }

  @Test
  void row12_unseenCategoryLeavesTheStatisticFinite() {
    ContingencyChiSquare test =
        ContingencyChiSquare.of(new long[] {50, 50, 0}, new long[] {49, 50, 1});
    assertThat(test.statistic()).isFinite();
    assertThat(test.p()).isGreaterThan(0.1);
  }

  @Test
  void row13_correctedIsLessAndEmptyBinsAreFinite() {
    double distance = ShareDifference.largest(new double[] {.5, .5}, new double[] {.4, .6});
    double constant = ShareDifference.constant(0.01);
    assertThat(ShareDifference.robust(distance, constant, 10_000, 10_000)).isLessThan(distance);
    WeightedBins one = WeightedBins.of(new long[] {10, 0});
    assertThat(Psi.smoothed(one, WeightedBins.of(new long[] {8, 2}))).isFinite();
    assertThat(ContingencyChiSquare.of(new long[] {10, 0}, new long[] {8, 2}).degreesOfFreedom())
        .isEqualTo(1);
  }

  @Test
  void row14_changesBelowOnePercentAreSeen() {
    long[] reference = {9900, 95, 5};
    long[] current = {9900, 5, 95};
    assertThat(Psi.smoothed(WeightedBins.of(reference), WeightedBins.of(current)))
        .isGreaterThan(0.04);
    assertThat(ContingencyChiSquare.of(reference, current).p()).isLessThan(1e-20);
    double[] p = WeightedBins.of(reference).shares();
    assertThat(Psi.floored(p, WeightedBins.of(current).shares())).isZero();
  }

  /** At a nominal 5%: 134 of 2,000 is the 99.9% point of the binomial law. */
  @Test
  void row15_chiSquareOfThreeCategoriesKeepsItsLevel() {
    Random random = new Random(15);
    int alarms = 0;
    for (int trial = 0; trial < 2000; trial++) {
      long[] reference = new long[3];
      long[] current = new long[3];
      for (int row = 0; row < 300; row++) {
        reference[random.nextInt(3)]++;
        current[random.nextInt(3)]++;
      }
      alarms += ContingencyChiSquare.of(reference, current).p() < 0.05 ? 1 : 0;
    }
    assertThat(alarms).isBetween(60, 134);
  }

  @Test
  void row17_undefinedF1IsNoNumberAndHasAReason() {
    BinaryScores scores = new BinaryScores();
    scores.add(0.1, false, 1, 0);
    scores.add(0.2, false, 1, 1);
    Estimate f1 = scores.decisions(0.5).of(DecisionMetric.F1);
    assertThat(f1.isDefined()).isFalse();
    assertThat(f1.reason()).isEqualTo("no row is positive, or none is predicted so");
  }

  /** Rows 19 and 20: vector 1. */
  @Test
  void row19_jensenShannonIsThatOfTheGoldenVector() {
    double[] p = WeightedBins.of(new long[] {400, 300, 200, 100, 0}).shares();
    double[] q = WeightedBins.of(new long[] {300, 300, 250, 140, 10}).shares();
    assertThat(JensenShannon.distance(p, q)).isCloseTo(0.12080475208481488, within(1e-12));
  }
}
