package io.ballast.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Moments;
import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.TwoSampleKolmogorov;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.stats.weights.WeightedBins;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden vectors 1 to 4, 10 and 11 of statistics.md 9.6. */
class DistanceVectorsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void vector1_counts() {
    long[] reference = {400, 300, 200, 100, 0};
    long[] current = {300, 300, 250, 140, 10};
    WeightedBins a = WeightedBins.of(reference);
    WeightedBins b = WeightedBins.of(current);
    double[] p = a.shares();
    double[] q = b.shares();

    assertThat(Psi.smoothed(a, b)).isCloseTo(0.08349730650419047, EXACT);
    assertThat(Psi.plusOne(a.sums(), b.sums())).isCloseTo(0.07673337858593512, EXACT);
    assertThat(Psi.filled(p, q)).isCloseTo(0.09897545911701922, EXACT);
    assertThat(Psi.floored(p, q)).isCloseTo(0.05338427427573711, EXACT);
    assertThat(JensenShannon.distance(p, q)).isCloseTo(0.12080475208481488, EXACT);
    assertThat(JensenShannon.bits(JensenShannon.divergence(p, q)))
        .isCloseTo(0.014593788126273585, EXACT);
    assertThat(Math.sqrt(JensenShannon.divergence(p, q))).isCloseTo(0.10057655339797512, EXACT);
    assertThat(Hellinger.distance(p, q)).isCloseTo(0.10798817099225849, EXACT);
    assertThat(ShareDifference.largest(p, q)).isCloseTo(0.1, EXACT);
    assertThat(ShareDifference.totalVariation(p, q)).isCloseTo(0.1, EXACT);
    ContingencyChiSquare test = ContingencyChiSquare.of(reference, current);
    assertThat(test.statistic()).isCloseTo(36.507936507936506, EXACT);
    assertThat(test.degreesOfFreedom()).isEqualTo(4);
    assertThat(test.p() / 2.2746918201182247e-07).isCloseTo(1, EXACT);
    assertThat(CramersV.plain(test.statistic(), 2000)).isCloseTo(0.13510724722962958, EXACT);
    assertThat(CramersV.corrected(test.statistic(), 2000, 5)).isCloseTo(0.1275190274908552, EXACT);
  }

  @Test
  void vector2_twoClasses() {
    long[][] reference = {{9980, 0}, {0, 20}};
    long[][] current = {{9940, 0}, {0, 60}};
    WeightedBins a = WeightedBins.of(new long[] {9980, 20});
    WeightedBins b = WeightedBins.of(new long[] {9940, 60});
    double[] weights = ClassWeights.balanced(new long[] {9980, 20});
    WeightedBins weightedA = WeightedBins.of(reference, weights);
    WeightedBins weightedB = WeightedBins.of(current, weights);

    assertThat(Psi.of(a.shares(), b.shares())).isCloseTo(0.004410513433291999, EXACT);
    assertThat(Psi.of(weightedA.shares(), weightedB.shares()))
        .isCloseTo(0.27648654922843513, EXACT);
    assertThat(JensenShannon.distance(weightedA.shares(), weightedB.shares()))
        .isCloseTo(0.22161802769403655, EXACT);
    assertThat(JensenShannon.distance(a.shares(), b.shares()))
        .isCloseTo(0.027527885536380872, EXACT);
    ContingencyChiSquare test =
        ContingencyChiSquare.of(new long[] {9980, 20}, new long[] {9940, 60});
    assertThat(test.statistic()).isCloseTo(20.080321285140563, EXACT);
    assertThat(CramersV.plain(test.statistic(), 20000)).isCloseTo(0.031686212526223896, EXACT);
    assertThat(CramersV.corrected(test.statistic(), 20000, 2))
        .isCloseTo(0.030887882244996556, EXACT);
    assertThat(weightedA.effectiveRows()).isCloseTo(79.84, EXACT);
  }

  @Test
  void vector3_numericSamples() {
    double[] x = new double[100];
    double[] y = new double[100];
    Moments moments = new Moments();
    for (int i = 0; i < 100; i++) {
      x[i] = (i + 1) / 10.0;
      y[i] = 1.1 * x[i] + 0.3;
      moments.add(x[i]);
    }
    SortedValues first = SortedValues.of(x);
    SortedValues second = SortedValues.of(y);

    double distance = KolmogorovSmirnov.distance(first, second);
    assertThat(distance).isCloseTo(.12, EXACT);
    assertThat(TwoSampleKolmogorov.p(distance, 100, 100)).isCloseTo(.469506448503778, EXACT);
    double wasserstein = Wasserstein.distance(first, second);
    assertThat(wasserstein).isCloseTo(.805, EXACT);
    assertThat(wasserstein / Math.sqrt(moments.variance())).isCloseTo(.2788741240734032, EXACT);
  }

  @Test
  void vector4_weightedWasserstein() {
    var first = new SortedValues(new double[] {1, 2, 3}, new double[] {.5, .3, .2});
    var second = new SortedValues(new double[] {2, 3, 4}, new double[] {.2, .3, .5});
    assertThat(Wasserstein.distance(first, second)).isCloseTo(1.6, EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "56864, 294, 0.02727525856116558, 0.02270814228561687, 0.00074393972957844,"
        + " 0.00425191063568849",
    "8124, 42, 0.02727319462284195, 0.0227064239442484, 0.00074382714493542, 0.0044483342061001",
    "7871, 294, 0.11984690460460726, 0.0997790930615425, 0.01436328054330583, 0.10931240840498646",
    "8165, 0, 0.0277219904088017, 0.0230800709453173, 0.00076850875222569, 0.0037295770442728"
  })
  void vector10_unweighted(
      long negative, long positive, double bits, double nats, double divergence, double psi) {
    assertVector10(
        new double[] {1, 1}, negative, positive, new double[] {bits, nats, divergence, psi});
  }

  @ParameterizedTest
  @CsvSource({
    "56864, 294, 0.2409690258836712, 0.20061987364562908, 0.0580660714353254, 0.3280628862436906",
    "8124, 42, 0.24095680199838646, 0.200609696593569, 0.0580601804292896, 0.3279570405812013",
    "7871, 294, 0.4701200701899639, 0.39140063223443494, 0.22101288039541656, 1.4684624850383965",
    "8165, 0, 0.5579230452841438, 0.464501404022459, 0.3112781244591328, 4.156090432787891"
  })
  void vector10_balanced(
      long negative, long positive, double bits, double nats, double divergence, double psi) {
    double[] weights = ClassWeights.balanced(new long[] {22749, 35});
    assertThat(weights).containsExactly(0.5007692645830586, 325.48571428571427);
    assertVector10(weights, negative, positive, new double[] {bits, nats, divergence, psi});
  }

  private static void assertVector10(
      double[] weights, long negative, long positive, double[] expected) {
    WeightedBins a = WeightedBins.of(new long[][] {{22749, 0}, {0, 35}}, weights);
    WeightedBins b = WeightedBins.of(new long[][] {{negative, 0}, {0, positive}}, weights);
    double nats = JensenShannon.divergence(a.shares(), b.shares());
    assertThat(JensenShannon.distance(nats)).isCloseTo(expected[0], EXACT);
    assertThat(Math.sqrt(nats)).isCloseTo(expected[1], EXACT);
    assertThat(JensenShannon.bits(nats)).isCloseTo(expected[2], EXACT);
    assertThat(Psi.plusOne(a.sums(), b.sums())).isCloseTo(expected[3], EXACT);
  }

  @Test
  void vector11_robustLargestDifference() {
    assertThat(ShareDifference.constant(.01)).isCloseTo(1.6276236307187293, EXACT);
    assertThat(ShareDifference.robust(0.1, 1.8, 1000, 1000)).isCloseTo(.0195015528100076, EXACT);
    assertThat(ShareDifference.robust(0.05, 1.8, 1000, 1000)).isZero();
  }
}
