package io.ballast.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.special.Normal;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void normal_hasTheProbabilitiesOfItsName() {
    Distribution normal = Laws.normal(2, 3);

    for (double z : new double[] {-3, -1, 0, 0.5, 2}) {
      assertThat(normal.below(2 + 3 * z)).isCloseTo(Normal.lower(z), within(1e-5));
    }
  }

  @Test
  void sum_ofTwoBetas_hasTheirMoments() {
    Distribution sum = Laws.beta(1.5, 12).plus(Laws.beta(4, 3));
    double mean = 0;
    for (double x = 0; x < 2; x += 0.001) {
      mean += 0.001 * (1 - sum.below(x + 0.0005));
    }

    assertThat(mean).isCloseTo(1.5 / 13.5 + 4 / 7.0, within(1e-4));
  }

  @Test
  void caps_gatherWhatLiesBeyond() {
    Distribution clipped = Laws.normal(0, 1).cappedAt(0.8).flooredAt(-1);

    assertThat(clipped.at(0.8)).isCloseTo(Normal.upper(0.8), within(1e-5));
    assertThat(clipped.at(-1)).isCloseTo(Normal.lower(-1), within(1e-5));
    assertThat(clipped.below(-1)).isZero();
    assertThat(clipped.upTo(0.8)).isCloseTo(1, within(1e-12));
    assertThat(clipped.below(0)).isCloseTo(0.5, within(1e-5));
  }

  @Test
  void halves_makeTheWhole() {
    Distribution score = Laws.beta(1.5, 12).plus(Laws.beta(4, 3)).cappedAt(1);
    double below = score.below(0.4);
    Distribution back =
        Distribution.mixed(new double[] {below, 1 - below}, score.under(0.4), score.from(0.4));

    for (double x : new double[] {0.1, 0.4, 0.7, 0.999}) {
      assertThat(back.below(x)).isCloseTo(score.below(x), within(1e-9));
    }
    assertThat(back.at(1)).isCloseTo(score.at(1), within(1e-9));
  }

  @Test
  void draws_stayInsideAndFollowTheLaw() {
    Distribution mixed =
        Distribution.mixed(new double[] {0.25, 0.75}, Distribution.point(0.5), Laws.beta(2, 2));
    Distribution.Part part = mixed.part(0.2, 0.6);
    Draws draws = new Draws(5);
    int drawn = 100_000;
    int points = 0;
    int low = 0;
    for (int i = 0; i < drawn; i++) {
      double value = part.draw(draws);
      assertThat(value).isStrictlyBetween(0.2, 0.6);
      points += value == 0.5 ? 1 : 0;
      low += value < 0.4 ? 1 : 0;
    }

    double whole = mixed.between(0.2, 0.6);
    assertThat((double) points / drawn).isCloseTo(0.25 / whole, within(0.006));
    assertThat((double) low / drawn).isCloseTo(mixed.between(0.2, 0.4) / whole, within(0.006));
  }
}
