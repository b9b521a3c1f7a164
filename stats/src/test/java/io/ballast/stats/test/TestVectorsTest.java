package io.ballast.stats.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Golden;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.special.Kolmogorov;
import io.ballast.stats.weights.WeightedBins;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden vectors 3 (p-values), 6, 11 and 14 of statistics.md 9.6, scipy, and degenerate tables. */
class TestVectorsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void vector3_kolmogorovSmirnovP() {
    assertThat(TwoSampleKolmogorov.p(.12, 100, 100)).isCloseTo(.469506448503778, EXACT);
    assertThat(Kolmogorov.oneSample(.12, 50)).isCloseTo(.4337679661310233, EXACT);
  }

  @Test
  void kolmogorovSmirnovP_isExactUpToTenThousandRows() {
    double p = TwoSampleKolmogorov.p(0.5, 4, 10_000);
    assertThat(p).isEqualTo(Kolmogorov.twoSample(0.5, 4, 10_000));
    assertThat(TwoSampleKolmogorov.p(0.5, 4, 10_001)).isEqualTo(Kolmogorov.oneSample(0.5, 4));
    assertThat(p).isNotCloseTo(Kolmogorov.oneSample(0.5, 4), within(1e-6));
    assertThat(TwoSampleKolmogorov.p(0, 5, 7)).isEqualTo(1);
    assertThat(TwoSampleKolmogorov.p(1, 1, 1)).isEqualTo(1);
    assertThat(TwoSampleKolmogorov.p(1, 3, 3)).isCloseTo(0.1, EXACT);
  }

  @Test
  void vector6_adjustedP() {
    double[] p = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};
    assertThat(MultipleTests.benjaminiHochberg(p))
        .containsExactly(
            new double[] {.01, .04, .084, .084, .084, .1, .1057142857142857, .216, .216, .216},
            EXACT);
    assertThat(MultipleTests.holm(p))
        .containsExactly(
            new double[] {.01, .072, .312, .312, .312, .312, .312, .615, .615, .615}, EXACT);
    assertThat(MultipleTests.benjaminiYekutieli(p))
        .containsExactly(
            new double[] {
              .02928968253968254,
              .11715873015873016,
              .24603333333333333,
              .24603333333333333,
              .24603333333333333,
              .2928968253968254,
              .3096337868480725,
              .6326571428571428,
              .6326571428571428,
              .6326571428571428
            },
            EXACT);
  }

  @Test
  void adjustedP_keepsTheOrderOfItsInput() {
    double[] p = {.5, .001, .02};
    assertThat(MultipleTests.benjaminiHochberg(p))
        .containsExactly(new double[] {.5, .003, .03}, EXACT);
    assertThat(MultipleTests.holm(p)).containsExactly(new double[] {.5, .003, .04}, EXACT);
  }

  @Test
  void adjustedP_isAtMostOneAndEmptyForNoTest() {
    assertThat(MultipleTests.benjaminiHochberg(new double[0])).isEmpty();
    assertThat(MultipleTests.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(MultipleTests.benjaminiYekutieli(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(MultipleTests.benjaminiHochberg(new double[] {1e-300})).containsExactly(1e-300);
  }

  @Test
  void adjustedP_ofNoProbabilityIsRefused() {
    assertThatThrownBy(() -> MultipleTests.holm(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p-value NaN is not in [0, 1]");
  }

  @Test
  void vector11_noiseFloor() {
    double perDegree = 1.0 / 500 + 1.0 / 500;
    assertThat(9 * perDegree).isCloseTo(.036, EXACT);
    assertThat(ChiSquare.quantile(9, .95) * perDegree).isCloseTo(.0676759104184818, EXACT);
  }

  @Test
  void vector14_smallExpectedCounts() {
    assertVector14(
        new long[] {11, 6, 3, 0},
        new long[] {3, 2, 3, 2},
        new double[] {5.892857142857144, 3.103448275862069, 5.115925829309132},
        new double[] {.1169409200442318, .111938047883356, .1169409200442318},
        new double[] {.6568327614553255, .20683276145532548});
    assertVector14(
        new long[] {2, 3, 1, 2, 2},
        new long[] {2, 1, 3, 0, 4},
        new double[] {4.666666666666667, 4.210526315789474, 6.626473304003042},
        new double[] {.3232398928813502, .35392004735866434, .35392004735866434},
        new double[] {.6226912476977003, -.1773087523022997});
  }

  private static void assertVector14(
      long[] reference, long[] current, double[] law, double[] tails, double[] psi) {
    ContingencyChiSquare test = ContingencyChiSquare.of(reference, current);
    assertThat(test.statistic()).isCloseTo(law[0], EXACT);
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(current).sum();
    double inverseSum = 0;
    for (int b = 0; b < reference.length; b++) {
      inverseSum += 1.0 / (reference[b] + current[b]);
    }
    var moments = ContingencyChiSquare.Moments.of(reference.length, inverseSum, n, m);
    assertThat(moments.mean()).isCloseTo(law[1], EXACT);
    assertThat(moments.variance()).isCloseTo(law[2], EXACT);
    assertThat(ChiSquare.upper(reference.length - 1, test.statistic())).isCloseTo(tails[0], EXACT);
    assertThat(moments.upperTail(test.statistic())).isCloseTo(tails[1], EXACT);
    assertThat(test.p()).isCloseTo(tails[2], EXACT);
    double value = Psi.smoothed(WeightedBins.of(reference), WeightedBins.of(current));
    assertThat(value).isCloseTo(psi[0], EXACT);
    assertThat(value - (reference.length - 1) * (1 / n + 1 / m)).isCloseTo(psi[1], EXACT);
  }

  @Test
  void contingency_equalsScipy() {
    for (Golden golden : Golden.of("contingency_statistic")) {
      assertThat(golden.error(contingency(golden).statistic())).as("%s", golden).isLessThan(1e-12);
    }
    for (Golden golden : Golden.of("contingency_p")) {
      assertThat(golden.error(contingency(golden).p())).as("%s", golden).isLessThan(1e-11);
    }
  }

  private static ContingencyChiSquare contingency(Golden golden) {
    long[] counts = DoubleStream.of(golden.arguments()).mapToLong(v -> (long) v).toArray();
    int bins = counts.length / 2;
    return ContingencyChiSquare.of(
        Arrays.copyOf(counts, bins), Arrays.copyOfRange(counts, bins, counts.length));
  }

  @Test
  void contingency_thatCanTakeOneValueOnlyProvesNothing() {
    assertThat(p(new long[] {10, 0}, new long[] {9, 1})).isEqualTo(1);
    assertThat(p(new long[] {1, 1, 0}, new long[] {0, 0, 1})).isEqualTo(1);
    assertThat(p(new long[] {1, 0}, new long[] {0, 1})).isEqualTo(1);
  }

  @Test
  void contingency_ofThreeRowsHasItsEnumeratedMoments() {
    var moments = ContingencyChiSquare.Moments.of(2, 1.5, 2, 1);
    assertThat(moments.mean()).isCloseTo(1.5, EXACT);
    assertThat(moments.variance()).isCloseTo(1.125, EXACT);
  }

  @Test
  void contingency_ofDegenerateTables() {
    assertThat(p(new long[] {5}, new long[] {9})).isEqualTo(1);
    assertThat(p(new long[] {5, 0}, new long[] {9, 0})).isEqualTo(1);
    assertThat(p(new long[] {5, 1}, new long[] {0, 0})).isNaN();
    assertThat(p(new long[] {}, new long[] {})).isNaN();
    assertThat(p(new long[] {5, 5}, new long[] {9, 9})).isEqualTo(1);
    assertThat(p(new long[] {5, 0, 5}, new long[] {9, 0, 2}))
        .isEqualTo(p(new long[] {5, 5}, new long[] {9, 2}));
  }

  private static double p(long[] reference, long[] current) {
    return ContingencyChiSquare.of(reference, current).p();
  }

  @Test
  void fisher_equalsExactSums() {
    for (Golden golden : Golden.of("fisher")) {
      double[] table = golden.arguments();
      double p =
          FisherExact.twoSided((long) table[0], (long) table[1], (long) table[2], (long) table[3]);
      assertThat(golden.error(p)).as("%s is %s", golden, p).isLessThan(1e-12);
    }
  }

  @Test
  void fisher_ofEmptyMarginProvesNothing() {
    assertThat(FisherExact.twoSided(0, 0, 3, 4)).isEqualTo(1);
    assertThat(FisherExact.twoSided(5, 0, 7, 0)).isEqualTo(1);
    assertThat(FisherExact.twoSided(0, 0, 0, 0)).isEqualTo(1);
    assertThat(FisherExact.twoSided(1, 0, 0, 1)).isEqualTo(1);
  }

  @Test
  void fisher_farOutOfReachIsZero() {
    assertThat(FisherExact.twoSided(1_000_000, 0, 0, 1_000_000)).isZero();
  }

  @Test
  void weightedChiSquare_ofEqualWeightsScalesOut() {
    var counts = WeightedBins.of(new long[] {40, 60, 100});
    var window = WeightedBins.of(new long[] {30, 30, 90});
    var scaled = new WeightedBins(new double[] {80, 120, 200}, new double[] {160, 240, 400}, 200);
    var scaledWindow =
        new WeightedBins(new double[] {60, 60, 180}, new double[] {120, 120, 360}, 150);
    assertThat(WeightedChiSquare.of(scaled, scaledWindow).p())
        .isCloseTo(WeightedChiSquare.of(counts, window).p(), EXACT);
  }

  @Test
  void weightedChiSquare_ofPlainCountsPoolsToTheContingencyTest() {
    long[] reference = {400, 300, 200, 100};
    long[] current = {380, 330, 190, 100};
    WeightedChiSquare test =
        WeightedChiSquare.of(WeightedBins.of(reference), WeightedBins.of(current));
    assertThat(test.pooled().upperTail(test.statistic()))
        .isCloseTo(ContingencyChiSquare.of(reference, current).p(), within(1e-10));
    assertThat(test.pooled().degreesOfFreedom()).isCloseTo(3, within(1e-10));
  }

  @Test
  void weightedChiSquare_leavesEmptyBinsOut() {
    var with =
        WeightedChiSquare.of(
            WeightedBins.of(new long[] {40, 0, 60}), WeightedBins.of(new long[] {30, 0, 90}));
    var without =
        WeightedChiSquare.of(
            WeightedBins.of(new long[] {40, 60}), WeightedBins.of(new long[] {30, 90}));
    assertThat(with).isEqualTo(without);
  }

  @Test
  void weightedChiSquare_ofOneBinProvesNothing() {
    var test =
        WeightedChiSquare.of(WeightedBins.of(new long[] {40}), WeightedBins.of(new long[] {30}));
    assertThat(test.p()).isEqualTo(1);
    assertThat(test.apart().quantile(0.95)).isZero();
  }

  @Test
  void weightedChiSquare_withoutWeightIsRefused() {
    assertThatThrownBy(
            () ->
                WeightedChiSquare.of(
                    WeightedBins.of(new long[] {0, 0}), WeightedBins.of(new long[] {1, 2})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights of 0.0 in 2 bins and 3.0 in 2");
  }
}
