package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SkewTest extends StateLawTest<Skew> {

  @Override
  protected Skew empty() {
    return new Skew();
  }

  @Override
  protected int rows() {
    return 500;
  }

  @Override
  protected void add(Skew state, int row) {
    state.add(row % 50 == 7 ? Double.NaN : Math.exp(new Random(row).nextGaussian()));
  }

  @Override
  protected void assertSame(Skew actual, Skew expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(Double.compare(actual.min(), expected.min())).isZero();
    assertThat(Double.compare(actual.max(), expected.max())).isZero();
    if (Double.isNaN(expected.value())) {
      assertThat(actual.value()).isNaN();
    } else {
      assertThat(actual.value()).isCloseTo(expected.value(), within(1e-9));
    }
  }

  /** By the definition, written out. */
  @Test
  void skewness_ofKnownValues() {
    Skew skew = new Skew();
    for (double value : new double[] {1, 2, Double.NEGATIVE_INFINITY, 2, 3, 9}) {
      skew.add(value);
    }
    double third = 0;
    double second = 0;
    for (double value : new double[] {1, 2, 2, 3, 9}) {
      second += Math.pow(value - 3.4, 2) / 5;
      third += Math.pow(value - 3.4, 3) / 5;
    }
    assertThat(skew.value()).isCloseTo(third / Math.pow(second, 1.5), within(1e-12));
    assertThat(skew.min()).isEqualTo(1);
    assertThat(skew.max()).isEqualTo(9);
  }

  @Test
  void skewness_ofOneValueIsUndefined() {
    Skew skew = new Skew();
    assertThat(skew.value()).isNaN();
    skew.add(0.1);
    skew.add(0.1);
    assertThat(skew.value()).isNaN();
  }
}
