package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest extends StateLawTest<Moments> {

  @Override
  protected Moments empty() {
    return new Moments();
  }

  @Override
  protected int rows() {
    return 500;
  }

  @Override
  protected void add(Moments state, int row) {
    Random random = new Random(row);
    double value = row % 50 == 7 ? Double.NaN : 1e6 + random.nextGaussian();
    state.add(value, row % 40 == 3 ? 0 : random.nextDouble());
  }

  @Override
  protected void assertSame(Moments actual, Moments expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.leftOut()).isEqualTo(expected.leftOut());
    assertThat(Double.compare(actual.min(), expected.min())).isZero();
    assertThat(Double.compare(actual.max(), expected.max())).isZero();
    assertThat(actual.weight()).isCloseTo(expected.weight(), within(1e-11));
    if (expected.rows() > 0) {
      assertThat(actual.mean() / expected.mean()).isCloseTo(1, within(1e-13));
      assertThat(actual.variance() / expected.variance()).isCloseTo(1, within(1e-9));
    }
    if (Double.isNaN(expected.skewness())) {
      assertThat(actual.skewness()).isNaN();
    } else {
      assertThat(actual.skewness()).isCloseTo(expected.skewness(), within(1e-9));
    }
  }

  @Test
  void moments_ofKnownValues() {
    Moments moments = new Moments();
    for (double value : new double[] {2, 4, 4, 4, 5, 5, 7, 9}) {
      moments.add(value);
    }
    assertThat(moments.mean()).isCloseTo(5, within(1e-15));
    assertThat(moments.variance()).isCloseTo(4, within(1e-14));
    assertThat(moments.min()).isEqualTo(2);
    assertThat(moments.max()).isEqualTo(9);
  }

  @Test
  void moments_ofWeightsEqualRepeatedRows() {
    Moments weighted = new Moments();
    weighted.add(1, 3);
    weighted.add(5, 1);
    assertThat(weighted.mean()).isCloseTo(2, within(1e-15));
    assertThat(weighted.variance()).isCloseTo(3, within(1e-15));
    assertThat(weighted.rows()).isEqualTo(2);
    assertThat(weighted.weight()).isEqualTo(4);
  }

  /** By the definition, written out; weights as repeated rows. */
  @Test
  void skewness_ofKnownValues() {
    Moments moments = new Moments();
    moments.add(1);
    moments.add(2, 2);
    moments.add(Double.NEGATIVE_INFINITY);
    moments.add(3);
    moments.add(9);
    double third = 0;
    double second = 0;
    for (double value : new double[] {1, 2, 2, 3, 9}) {
      second += Math.pow(value - 3.4, 2) / 5;
      third += Math.pow(value - 3.4, 3) / 5;
    }
    assertThat(moments.skewness()).isCloseTo(third / Math.pow(second, 1.5), within(1e-12));
    assertThat(Moments.of(1, 2, 2, 3, 9).skewness()).isCloseTo(moments.skewness(), within(1e-12));
  }

  @Test
  void skewness_ofOneValueAndOfTooLargeOnesIsUndefined() {
    assertThat(Moments.of().skewness()).isNaN();
    assertThat(Moments.of(0.1, 0.1).skewness()).isNaN();
    assertThat(Moments.of(1e200, 2e200, 9e200).skewness()).isNaN();
  }

  @Test
  void moments_withoutRowsAreUndefined() {
    Moments moments = new Moments();
    moments.add(Double.NaN);
    moments.add(Double.POSITIVE_INFINITY);
    assertThat(moments.rows()).isZero();
    assertThat(moments.leftOut()).isEqualTo(2);
    assertThat(moments.mean()).isNaN();
    assertThat(moments.variance()).isNaN();
    assertThat(moments.min()).isNaN();
    assertThat(moments.max()).isNaN();
  }

  @Test
  void moments_ofOneRowAndOfEqualRowsHaveNoVariance() {
    Moments moments = new Moments();
    moments.add(0.1);
    assertThat(moments.variance()).isZero();
    moments.add(0.1);
    moments.add(0.1);
    assertThat(moments.variance()).isZero();
    assertThat(moments.mean()).isEqualTo(0.1);
  }

  @Test
  void add_ofImpossibleWeightIsRefused() {
    Moments moments = new Moments();
    assertThatThrownBy(() -> moments.add(1, -0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight -0.5, a weight is a number of at least 0");
    assertThatThrownBy(() -> moments.add(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyAtOnce_areTheSameAsOneByOne() {
    Random random = new Random(5);
    double[][] columns = new double[6][2000];
    for (int i = 0; i < columns[0].length; i++) {
      columns[0][i] = 1e6 + 1e-2 * random.nextGaussian();
      columns[1][i] = Math.exp(5 * random.nextGaussian());
      columns[2][i] = i == 700 ? Double.NaN : i == 1300 ? Double.NEGATIVE_INFINITY : i;
      columns[3][i] = 0.1;
      columns[4][i] = i == 0 ? 1e16 : random.nextGaussian();
      columns[5][i] = 1e200 * random.nextGaussian();
    }
    for (double[] column : columns) {
      for (int count : new int[] {1, 2, 511, 513, column.length}) {
        Moments oneByOne = new Moments();
        Moments atOnce = new Moments();
        for (int i = 0; i < count; i++) {
          oneByOne.add(column[i]);
        }
        atOnce.add(java.util.Arrays.copyOf(column, count));

        assertThat(atOnce.rows()).isEqualTo(oneByOne.rows());
        assertThat(atOnce.leftOut()).isEqualTo(oneByOne.leftOut());
        assertThat(atOnce.min()).isEqualTo(oneByOne.min());
        assertThat(atOnce.max()).isEqualTo(oneByOne.max());
        double scale = Math.max(Math.abs(oneByOne.min()), Math.abs(oneByOne.max()));
        assertThat(Math.abs(atOnce.mean() - oneByOne.mean())).isLessThanOrEqualTo(1e-14 * scale);
        if (Double.isInfinite(oneByOne.variance())) {
          assertThat(atOnce.variance()).isInfinite();
        } else {
          assertThat(atOnce.variance())
              .isCloseTo(oneByOne.variance(), within(1e-11 * oneByOne.variance()));
        }
        if (Double.isNaN(oneByOne.skewness())) {
          assertThat(atOnce.skewness()).isNaN();
        } else {
          assertThat(atOnce.skewness()).isCloseTo(oneByOne.skewness(), within(1e-8));
        }
      }
    }
    Moments none = new Moments();
    none.add(new double[0]);
    assertThat(none.mean()).isNaN();
  }
}
