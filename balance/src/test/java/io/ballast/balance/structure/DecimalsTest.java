package io.ballast.balance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.columns.Levels;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecimalsTest {

  @Test
  void places_areThoseOfTheFinestValue() {
    assertThat(numbers(0.5, 1, 2.25)).isEqualTo(new Decimals(2, 25));
    assertThat(numbers(0.1, 0.2, 0.3)).isEqualTo(new Decimals(1, 1));
    assertThat(numbers(1, 2, 3)).isEqualTo(new Decimals(0, 1));
    assertThat(numbers(Math.PI)).isEqualTo(new Decimals(-1, 1));
    assertThat(numbers(1e300, 2e300)).isEqualTo(new Decimals(-1, 1));
  }

  @Test
  void step_isTheGreatestCommonDistance() {
    assertThat(Decimals.of(new Levels.Wholes(new long[] {3, 13, 18, 48})))
        .isEqualTo(new Decimals(0, 5));
    assertThat(Decimals.of(new Levels.Wholes(new long[] {-7, 0, 1}))).isEqualTo(new Decimals(0, 1));
    assertThat(Decimals.of(new Levels.Wholes(new long[] {7}))).isEqualTo(new Decimals(0, 1));
    assertThat(Decimals.of(new Levels.Wholes(new long[0]))).isEqualTo(new Decimals(0, 1));
    assertThat(Decimals.of(new Levels.Texts(List.of("a")))).isEqualTo(new Decimals(0, 1));
  }

  @Test
  void rounding_keepsThePlaces() {
    assertThat(new Decimals(2, 1).round(0.1 + 0.2)).isEqualTo(0.3);
    assertThat(new Decimals(-1, 1).round(Math.E)).isEqualTo(Math.E);
  }

  private static Decimals numbers(double... values) {
    return Decimals.of(new Levels.Numbers(values));
  }
}
