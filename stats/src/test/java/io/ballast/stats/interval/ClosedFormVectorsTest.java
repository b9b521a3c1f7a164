package io.ballast.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.distance.Divergence;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.Shares;
import io.ballast.stats.test.WeightedChiSquare;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.stats.weights.WeightedBins;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Golden vectors 12 and 13 of statistics.md 9.6. */
class ClosedFormVectorsTest {
  private static final long[][] REFERENCE = {{270, 380, 160, 90}, {1, 6, 10, 23}};
  private static final long[][] WINDOW = {{137, 187, 80, 46}, {1, 9, 14, 30}};
  private static final long[][] REFERENCE_X10 = {{2700, 3800, 1600, 900}, {10, 60, 100, 230}};
  private static final long[][] WINDOW_X10 = {{1350, 1900, 800, 450}, {30, 180, 300, 690}};

  @Test
  void vector12_asPublished() {
    var vector = new Vector(REFERENCE, WINDOW);
    assertThat(vector.weights).containsExactly(0.5222222222222223, 11.75);
    assertThat(vector.p.shares())
        .containsExactly(
            new double[] {.1625, .28611111111111115, .21388888888888888, .3375}, within(1e-12));
    assertThat(vector.q.shares())
        .containsExactly(
            new double[] {
              .09579579579579581, .23393393393393394, .23723723723723722, .43303303303303303
            },
            within(1e-12));
    assertThat(vector.p.effectiveRows()).isCloseTo(153.19148936170214, within(1e-10));
    assertThat(vector.q.effectiveRows()).isCloseTo(99.76518218623481, within(1e-10));
    assertThat(vector.of(Divergence.PSI)).isCloseTo(.06797184465350273, within(1e-12));
    assertThat(vector.test.statistic()).isCloseTo(.07102822548857358, within(1e-12));
    assertThat(vector.test.apart().mean()).isCloseTo(.04000847150373486, within(1e-12));
    assertThat(vector.test.apart().spread()).isCloseTo(.0006566843607278158, within(1e-12));
    assertThat(vector.test.apart().degreesOfFreedom()).isCloseTo(2.4375147145138385, within(1e-12));
    assertThat(vector.apartP()).isCloseTo(.16071482446431293, within(1e-12));
    assertThat(vector.pooledP()).isCloseTo(.18836028680467423, within(1e-12));
    assertThat(vector.test.p()).isCloseTo(.18836028680467423, within(1e-12));
    assertThat(vector.of(Divergence.JENSEN_SHANNON)).isCloseTo(.008937694240546381, within(1e-12));
    assertThat(JensenShannon.distance(vector.p.shares(), vector.q.shares()))
        .isCloseTo(.11355336700344079, within(1e-12));
    assertThat(vector.variance(Divergence.PSI)).isCloseTo(.0030838578259373534, within(1e-12));
    assertThat(vector.variance(Divergence.JENSEN_SHANNON))
        .isCloseTo(4.726923789443303e-05, within(1e-14));
    assertThat(vector.test.pooled().mean()).isCloseTo(.04347043807212173, within(1e-12));
    assertThat(vector.test.pooled().spread()).isCloseTo(.000773190573154763, within(1e-12));
    assertThat(vector.test.wider()).isEqualTo(vector.test.pooled());

    MatchedInterval psi = vector.interval(Divergence.PSI);
    assertThat(psi.lower()).isZero();
    assertThat(psi.upper()).isCloseTo(.29825281408502, within(1e-10));
    MatchedInterval js = vector.interval(Divergence.JENSEN_SHANNON);
    assertThat(js.lower()).isZero();
    assertThat(JensenShannon.distance(js.upper())).isCloseTo(.22807384355988, within(1e-10));
  }

  @Test
  void vector12_timesTen() {
    var vector = new Vector(REFERENCE_X10, WINDOW_X10);
    assertThat(vector.weights).containsExactly(0.5222222222222223, 11.75);
    assertThat(vector.q.shares())
        .containsExactly(
            new double[] {
              .06428571428571428, .18888888888888888, .2396825396825397, .5071428571428571
            },
            within(1e-12));
    assertThat(vector.p.effectiveRows()).isCloseTo(1531.9148936170, within(1e-9));
    assertThat(vector.q.effectiveRows()).isCloseTo(1621.3235294118, within(1e-9));
    assertThat(vector.of(Divergence.PSI)).isCloseTo(.2028359157726332, within(1e-12));
    assertThat(vector.test.statistic()).isCloseTo(.19594378837111193, within(1e-12));
    assertThat(vector.test.apart().mean()).isCloseTo(.0030089827618632343, within(1e-12));
    assertThat(vector.test.apart().spread()).isCloseTo(3.579899886528562e-06, within(1e-15));
    assertThat(vector.test.apart().degreesOfFreedom()).isCloseTo(2.5291146535300912, within(1e-12));
    assertThat(vector.apartP()).isCloseTo(6.154394732629085e-36, Percentage.withPercentage(1e-7));
    assertThat(vector.pooledP()).isCloseTo(3.8359122426961556e-32, Percentage.withPercentage(1e-7));
    assertThat(vector.test.p()).isCloseTo(3.8359122426961556e-32, Percentage.withPercentage(1e-7));
    assertThat(vector.of(Divergence.PSI) - vector.test.apart().mean())
        .isCloseTo(.19982693301076998, within(1e-12));
    assertThat(vector.of(Divergence.JENSEN_SHANNON)).isCloseTo(.02494687538324738, within(1e-12));
    assertThat(JensenShannon.distance(vector.p.shares(), vector.q.shares()))
        .isCloseTo(.18971223840618706, within(1e-12));
    assertThat(vector.variance(Divergence.PSI)).isCloseTo(.0007175890145968502, within(1e-14));
    assertThat(vector.variance(Divergence.JENSEN_SHANNON))
        .isCloseTo(1.0534999866243687e-05, within(1e-16));
    assertThat(vector.test.pooled().mean()).isCloseTo(.0033021402175523345, within(1e-14));
    assertThat(vector.test.pooled().spread()).isCloseTo(4.404018676580736e-06, within(1e-16));

    MatchedInterval psi = vector.interval(Divergence.PSI);
    assertThat(psi.lower()).isCloseTo(.15102567101946, within(1e-10));
    assertThat(psi.upper()).isCloseTo(.25679237134898, within(1e-10));
    MatchedInterval js = vector.interval(Divergence.JENSEN_SHANNON);
    assertThat(JensenShannon.distance(js.lower())).isCloseTo(.16401779596102, within(1e-10));
    assertThat(JensenShannon.distance(js.upper())).isCloseTo(.21306572807384, within(1e-10));
  }

  @Test
  void vector13_eventWeights() {
    var reference =
        new WeightedBins(
            new double[] {120.5, 80.25, 60, 39.25}, new double[] {300, 190, 150, 110}, 180);
    var window =
        new WeightedBins(new double[] {70, 66.5, 63, 50.5}, new double[] {180, 160, 170, 140}, 140);
    assertThat(reference.effectiveRows()).isCloseTo(120, within(1e-10));
    assertThat(window.effectiveRows()).isCloseTo(96.15384615384616, within(1e-10));
    WeightedChiSquare test = WeightedChiSquare.of(reference, window);
    assertThat(test.statistic()).isCloseTo(.08583798687110805, within(1e-12));
    assertThat(test.apart().mean()).isCloseTo(.057222259578007056, within(1e-12));
    assertThat(test.apart().spread()).isCloseTo(.0010950044860168872, within(1e-12));
    assertThat(test.apart().degreesOfFreedom()).isCloseTo(2.990295503832596, within(1e-12));
    assertThat(test.apart().upperTail(test.statistic())).isCloseTo(.212391542723833, within(1e-12));
    assertThat(test.pooled().upperTail(test.statistic()))
        .isCloseTo(.21041944023904013, within(1e-12));
    assertThat(test.p()).isCloseTo(.212391542723833, within(1e-12));
  }

  private static final class Vector {
    final double[] weights;
    final WeightedBins p;
    final WeightedBins q;
    final WeightedChiSquare test;
    final Influence influence;

    Vector(long[][] reference, long[][] window) {
      weights = ClassWeights.balanced(new long[] {sum(reference[0]), sum(reference[1])});
      p = WeightedBins.of(reference, weights);
      q = WeightedBins.of(window, weights);
      test = WeightedChiSquare.of(p, q);
      influence = new Influence.BalancedWeights(reference, window, weights);
    }

    double of(Divergence divergence) {
      return divergence.of(p, q);
    }

    double apartP() {
      return test.apart().upperTail(test.statistic());
    }

    double pooledP() {
      return test.pooled().upperTail(test.statistic());
    }

    double variance(Divergence divergence) {
      double[] smoothP = Shares.smoothed(p, 0.5, 4);
      double[] smoothQ = Shares.smoothed(q, 0.5, 4);
      return influence.variance(
          divergence.gradient(smoothP, smoothQ), divergence.gradient(smoothQ, smoothP));
    }

    MatchedInterval interval(Divergence divergence) {
      return MatchedInterval.of(divergence, p, q, test, influence);
    }

    private static long sum(long[] counts) {
      return java.util.Arrays.stream(counts).sum();
    }
  }
}
