package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSortTest {
  private static final double[] ODD = {
    -0.0,
    0.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e308,
    -1e308
  };

  private static double[] values(int count, boolean hasTies) {
    SplittableRandom random = new SplittableRandom(count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(40));
      values[i] = hasTies ? Math.rint(value) : value;
      if (random.nextInt(20) == 0) {
        values[i] = ODD[random.nextInt(ODD.length)];
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1999, 2000, 2001, 50_000})
  void values_areInTheOrderOfTheJdk(int count) {
    for (boolean hasTies : new boolean[] {false, true}) {
      double[] values = values(count, hasTies);
      if (count > 10) {
        values[7] = Double.NaN;
        values[3] = -Double.NaN;
      }
      double[] expected = values.clone();
      Arrays.sort(expected);

      RadixSort.sort(values);

      assertThat(Arrays.equals(values, expected)).isTrue(); // by bits: tells -0.0 from 0.0
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1999, 2000, 50_000})
  void valuesAtPlaces_areThoseOfTheSorted(int count) {
    for (boolean hasTies : new boolean[] {false, true}) {
      double[] values = values(count, hasTies);
      double[] untouched = values.clone();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int[] places = {0, count - 1, count / 2, count / 2, count / 3, Math.min(count - 1, 1)};

      double[] found = RadixSort.at(values, places);

      for (int i = 0; i < places.length; i++) {
        assertThat(Double.compare(found[i], sorted[places[i]])).isZero();
      }
      assertThat(Arrays.equals(values, untouched)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 2500})
  void quantiles_areThoseOfTheSorted(int count) {
    double[] values = values(count, true);
    for (int i = 0; i < count; i++) {
      values[i] = Double.isInfinite(values[i]) ? 0 : values[i];
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] shares = {0, 0.1, 0.25, 0.5, 0.9, 1};

    double[] quantiles = Quantile.ofUnsorted(values, shares);

    for (int i = 0; i < shares.length; i++) {
      assertThat(quantiles[i]).isEqualTo(Quantile.of(sorted, count, shares[i]));
    }
  }
}
