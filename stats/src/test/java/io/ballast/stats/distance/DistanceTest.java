package io.ballast.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.weights.WeightedBins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistanceTest {

  @Test
  void psi_ofBinEmptyOnOneSideIsInfiniteAndOnBothSidesNothing() {
    assertThat(Psi.of(new double[] {1, 0}, new double[] {0.5, 0.5})).isInfinite();
    assertThat(Psi.of(new double[] {0.4, 0.6, 0}, new double[] {0.6, 0.4, 0}))
        .isEqualTo(Psi.of(new double[] {0.4, 0.6}, new double[] {0.6, 0.4}));
  }

  @Test
  void smoothedPsi_dropsBinsEmptyOnBothSides() {
    double with = smoothed(new long[] {5, 0, 7, 0}, new long[] {9, 0, 2, 0});
    double without = smoothed(new long[] {5, 7}, new long[] {9, 2});
    assertThat(with).isEqualTo(without);
  }

  @Test
  void smoothedPsi_ofOneBinIsZero() {
    assertThat(smoothed(new long[] {5}, new long[] {9})).isZero();
  }

  @Test
  void smoothedPsi_scalesWeightsToEffectiveRows() {
    var counts = WeightedBins.of(new long[] {30, 70});
    var scaled = new WeightedBins(new double[] {3000, 7000}, new double[] {300000, 700000}, 100);
    var window = WeightedBins.of(new long[] {60, 40});
    assertThat(Psi.smoothed(scaled, window)).isCloseTo(Psi.smoothed(counts, window), within(1e-15));
  }

  @Test
  void filledPsi_ofRareSharesFillsAMillionthOfTheSmallest() {
    double[] p = {0.99995, 0.00005, 0};
    double[] q = {0.5, 0.3, 0.2};
    double fill = 0.00005 / 1e6;
    double expected =
        (0.5 - 0.99995) * Math.log(0.5 / 0.99995)
            + (0.3 - 0.00005) * Math.log(0.3 / 0.00005)
            + (0.2 - fill) * Math.log(0.2 / fill);
    assertThat(Psi.filled(p, q)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void jensenShannon_isZeroForEqualAndOneForDisjointShares() {
    double[] p = {0.3, 0.7, 0, 0};
    double[] q = {0, 0, 0.4, 0.6};
    assertThat(JensenShannon.distance(p, p)).isZero();
    assertThat(JensenShannon.distance(p, q)).isCloseTo(1, within(1e-15));
    assertThat(Hellinger.distance(p, p)).isZero();
    assertThat(Hellinger.distance(p, q)).isCloseTo(1, within(1e-15));
    assertThat(ShareDifference.totalVariation(p, q)).isCloseTo(1, within(1e-15));
  }

  @Test
  void jensenShannon_keepsItsDigitsForNearlyEqualShares() {
    double tiny = 1e-9;
    double nats =
        JensenShannon.divergence(
            new double[] {0.5 - tiny, 0.5 + tiny}, new double[] {0.5 + tiny, 0.5 - tiny});
    assertThat(nats / (2 * tiny * tiny)).isCloseTo(1, within(1e-6));
  }

  /** Expected: 60 digits of Python's decimal, of the definition. */
  @ParameterizedTest
  @CsvSource({
    "9.5367431640625e-7, 4.547473508865331e-13",
    "0.0009765625, 4.768372339943791e-07",
    "0.125, 0.007832973283487046",
    "0.2490234375, 0.031335024365966836",
    "0.25, 0.03158394240196325",
    "0.2509765625, 0.03183387769078229",
    "0.5, 0.13081203594113697",
    "0.9375, 0.5540863821052042"
  })
  void jensenShannon_hasItsDigitsOnBothSidesOfTheSeam(double difference, double expected) {
    double[] p = {0.5 - difference / 2, 0.5 + difference / 2};
    double[] q = {p[1], p[0]};
    assertThat(JensenShannon.divergence(p, q)).isCloseTo(expected, within(expected * 4e-15));
  }

  @Test
  void distances_ofDifferentBinsAreRefused() {
    assertThatThrownBy(() -> Psi.of(new double[] {1}, new double[] {0.5, 0.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 bins of the reference and 2 of the window, need the same");
  }

  @ParameterizedTest
  @EnumSource(Divergence.class)
  void gradient_isTheDerivativeOfTheDistance(Divergence divergence) {
    double[] p = {0.2, 0.3, 0.5};
    double[] q = {0.4, 0.35, 0.25};
    double[] gradient = divergence.gradient(p, q);
    for (int b = 0; b < p.length; b++) {
      double step = 1e-6;
      double[] more = p.clone();
      double[] less = p.clone();
      more[b] += step;
      less[b] -= step;
      double slope = (bare(divergence, more, q) - bare(divergence, less, q)) / (2 * step);
      // shares that do not sum to 1 add the same to every derivative of Hellinger and
      // Jensen-Shannon
      double first = gradient[b] - gradient[0];
      double slopeOfFirst = slope - slopeOf(divergence, p, q, step);
      assertThat(first).isCloseTo(slopeOfFirst, within(1e-8));
    }
  }

  private static double slopeOf(Divergence divergence, double[] p, double[] q, double step) {
    double[] more = p.clone();
    double[] less = p.clone();
    more[0] += step;
    less[0] -= step;
    return (bare(divergence, more, q) - bare(divergence, less, q)) / (2 * step);
  }

  private static double bare(Divergence divergence, double[] p, double[] q) {
    return switch (divergence) {
      case PSI -> Psi.of(p, q);
      case JENSEN_SHANNON -> {
        double sum = 0;
        for (int b = 0; b < p.length; b++) {
          double r = (p[b] + q[b]) / 2;
          sum += 0.5 * p[b] * Math.log(p[b] / r) + 0.5 * q[b] * Math.log(q[b] / r);
        }
        yield sum;
      }
      case HELLINGER -> Hellinger.squared(p, q);
    };
  }

  @Test
  void cramersV_withoutEnoughBinsOrRowsIsZero() {
    assertThat(CramersV.corrected(0, 100, 1)).isZero();
    assertThat(CramersV.corrected(2, 2, 2)).isNaN();
    assertThat(CramersV.plain(0, 0)).isZero();
    assertThat(CramersV.corrected(200, 200, 2)).isCloseTo(1, within(1e-12));
  }

  @Test
  void kolmogorovSmirnov_takesTiesTogether() {
    SortedValues reference = SortedValues.of(2, 1, 1, 1);
    SortedValues current = SortedValues.of(1, 2, 2, 2);
    assertThat(KolmogorovSmirnov.distance(reference, current)).isEqualTo(0.5);
    assertThat(KolmogorovSmirnov.distance(reference, reference)).isZero();
    assertThat(KolmogorovSmirnov.distance(SortedValues.of(1), SortedValues.of(2))).isEqualTo(1);
  }

  @Test
  void kolmogorovSmirnov_ofWeightsEqualsRepeatedRows() {
    var weighted = new SortedValues(new double[] {1, 2, 4}, new double[] {3, 0, 2});
    SortedValues repeated = SortedValues.of(1, 1, 1, 4, 4);
    SortedValues other = SortedValues.of(1, 2, 3, 5);
    assertThat(KolmogorovSmirnov.distance(weighted, other))
        .isEqualTo(KolmogorovSmirnov.distance(repeated, other));
    assertThat(Wasserstein.distance(weighted, other))
        .isCloseTo(Wasserstein.distance(repeated, other), within(1e-15));
  }

  @Test
  void kolmogorovSmirnov_seesInfiniteValues() {
    SortedValues finite = SortedValues.of(1, 2);
    SortedValues infinite = SortedValues.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertThat(KolmogorovSmirnov.distance(finite, infinite)).isEqualTo(0.5);
  }

  @Test
  void sortedValues_outOfOrderAreRefused() {
    assertThatThrownBy(() -> new SortedValues(new double[] {2, 1}, new double[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value 1.0 of weight 1.0 at 1 is out of order");
    assertThatThrownBy(SortedValues::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 values and 0 weights, give one for each value");
    assertThatThrownBy(() -> new SortedValues(new double[] {1}, new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights sum to 0.0, need a sum above 0");
  }

  private static double smoothed(long[] reference, long[] current) {
    return Psi.smoothed(WeightedBins.of(reference), WeightedBins.of(current));
  }
}
