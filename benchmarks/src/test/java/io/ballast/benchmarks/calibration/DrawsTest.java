package io.ballast.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.special.Binomial;
import io.ballast.stats.special.ChiSquare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {

  private static final int DRAWN = 200_000;

  @ParameterizedTest
  @CsvSource({"1,0.3", "12,0.2", "500,0.01", "60,0.4", "60,0.9", "1000,0.05", "57158,0.0015"})
  void binomial_hasTheLawOfItsName(int n, double p) {
    Draws draws = new Draws(7);
    long[] seen = new long[n + 1];
    for (int i = 0; i < DRAWN; i++) {
      seen[(int) draws.binomial(n, p)]++;
    }

    double statistic = 0;
    int kinds = 0;
    double expectedRest = DRAWN;
    double seenRest = DRAWN;
    for (int k = 0; k <= n; k++) {
      double expected = DRAWN * Binomial.probability(n, k, p, 1 - p);
      if (expected >= 10) {
        statistic += Math.pow(seen[k] - expected, 2) / expected;
        expectedRest -= expected;
        seenRest -= seen[k];
        kinds++;
      }
    }
    if (expectedRest >= 1) {
      statistic += Math.pow(seenRest - expectedRest, 2) / expectedRest;
      kinds++;
    }
    assertThat(ChiSquare.upper(kinds - 1, statistic)).isBetween(0.001, 0.999);
  }

  @Test
  void multinomial_drawsEachKindByItsShare() {
    Draws draws = new Draws(3);
    double[] shares = {0.5, 0, 0.2, 0.3};

    long[] few = new long[4];
    for (int i = 0; i < 50_000; i++) {
      long[] rows = draws.multinomial(3, shares);
      for (int k = 0; k < few.length; k++) {
        few[k] += rows[k];
      }
    }
    long[] many = draws.multinomial(150_000, shares);

    for (long[] rows : new long[][] {few, many}) {
      assertThat(rows[0] + rows[1] + rows[2] + rows[3]).isEqualTo(150_000);
      assertThat(rows[1]).isZero();
      double statistic = 0;
      for (int k : new int[] {0, 2, 3}) {
        statistic += Math.pow(rows[k] - 150_000 * shares[k], 2) / (150_000 * shares[k]);
      }
      assertThat(ChiSquare.upper(2, statistic)).isGreaterThan(0.001);
    }
  }

  @Test
  void seeds_dependOnSeedCellAndWindow() {
    double first = Draws.of(1, "a", 1).unit();

    assertThat(Draws.of(1, "a", 1).unit()).isEqualTo(first);
    assertThat(Draws.of(2, "a", 1).unit()).isNotEqualTo(first);
    assertThat(Draws.of(1, "b", 1).unit()).isNotEqualTo(first);
    assertThat(Draws.of(1, "a", 2).unit()).isNotEqualTo(first);
  }
}
