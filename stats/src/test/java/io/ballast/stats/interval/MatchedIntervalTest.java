package io.ballast.stats.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.distance.Divergence;
import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.special.NoncentralChiSquare;
import io.ballast.stats.test.WeightedChiSquare;
import io.ballast.stats.weights.WeightedBins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatchedIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.01, 0.00001, 0.00001",
    "0.02, 0.01, 0.00001, 0.00003",
    "1e-9, 2e-9, 1e-18, 1e-15",
    "0.4, 1e-6, 1e-13, 4e-7",
    "3, 1e-7, 1e-14, 3e-6",
    "0.2, 0.1, 0.005, 9",
    "12, 0.02, 0.0001, 0.5"
  })
  void ends_haveTheirProbabilities(double estimate, double floor, double spread, double variance) {
    MatchedInterval interval = MatchedInterval.matched(estimate, floor, spread, variance);
    double excess = Math.max(0, estimate - floor);
    double scale = (2 * spread + variance) / (2 * floor + 4 * excess);
    double h = floor / scale;
    if (interval.lower() == 0) {
      assertThat(ChiSquare.lower(h, estimate / scale)).isLessThanOrEqualTo(0.975);
    } else {
      assertThat(NoncentralChiSquare.lower(h, interval.lower() / scale, estimate / scale))
          .isCloseTo(0.975, within(1e-11));
    }
    assertThat(
            NoncentralChiSquare.lower(
                h, interval.upper() / scale, Math.max(estimate, floor) / scale))
        .isCloseTo(0.025, within(1e-11));
    assertThat(interval.upper()).isPositive().isGreaterThan(interval.lower());
  }

  @ParameterizedTest
  @EnumSource(Divergence.class)
  void interval_ofMillionsOfRowsClosesAroundTheDistance(Divergence divergence) {
    WeightedBins reference = WeightedBins.of(new long[] {4_000_000, 3_000_000, 3_000_000});
    WeightedBins current = WeightedBins.of(new long[] {3_000_000, 3_000_000, 4_000_000});
    MatchedInterval interval = interval(divergence, reference, current);
    double distance = divergence.of(reference, current);
    assertThat(interval.lower()).isBetween(0.99 * distance, distance);
    assertThat(interval.upper()).isBetween(distance, 1.01 * distance);
  }

  @ParameterizedTest
  @EnumSource(Divergence.class)
  void interval_ofEqualSidesBeginsAtZero(Divergence divergence) {
    WeightedBins side = WeightedBins.of(new long[] {400, 300, 300});
    MatchedInterval interval = interval(divergence, side, side);
    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Divergence.class)
  void interval_ofDisjointSidesIsFinite(Divergence divergence) {
    MatchedInterval interval =
        interval(
            divergence,
            WeightedBins.of(new long[] {1000, 0}),
            WeightedBins.of(new long[] {0, 1000}));
    assertThat(interval.lower()).isPositive();
    assertThat(interval.upper()).isFinite().isGreaterThan(interval.lower());
  }

  @Test
  void variance_ofPlainSidesIsTheVarianceOverRows() {
    WeightedBins reference = WeightedBins.of(new long[] {10, 30});
    WeightedBins current = WeightedBins.of(new long[] {20, 20});
    double[] byReference = {1, 3};
    double[] byCurrent = {-1, 2};
    // shares 0.25 and 0.75: variance 0.1875 * (3 - 1)^2; shares 0.5: variance 0.25 * 3^2
    assertThat(new Influence.FixedWeights(reference, current).variance(byReference, byCurrent))
        .isCloseTo(0.1875 * 4 / 40 + 0.25 * 9 / 40, within(1e-15));
  }

  private static MatchedInterval interval(
      Divergence divergence, WeightedBins reference, WeightedBins current) {
    return MatchedInterval.of(
        divergence,
        reference,
        current,
        WeightedChiSquare.of(reference, current),
        new Influence.FixedWeights(reference, current));
  }
}
