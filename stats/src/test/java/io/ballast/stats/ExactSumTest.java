package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static ExactSum of(List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);
    return sum;
  }

  /** The sum in decimals of any length; {@link BigDecimal#doubleValue} rounds to nearest even. */
  private static double decimal(List<Double> values) {
    return values.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  private static double anyFinite(Random random) {
    while (true) {
      double value = Double.longBitsToDouble(random.nextLong());
      // Far from the largest, so that no sum is beyond the doubles.
      if (Double.isFinite(value) && Math.abs(value) < 1e290) {
        return value;
      }
    }
  }

  @Test
  void value_randomBits_equalsTheDecimalSum() {
    Random random = new Random(1);
    for (int run = 0; run < 500; run++) {
      List<Double> values =
          IntStream.range(0, 1 + random.nextInt(40)).mapToObj(i -> anyFinite(random)).toList();
      assertThat(of(values).value()).isEqualTo(decimal(values));
    }
  }

  @Test
  void value_cancellation_leavesTheSmallPart() {
    Random random = new Random(2);
    for (int run = 0; run < 500; run++) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        double value = random.nextGaussian() * Math.pow(10, random.nextInt(300) - 150);
        values.add(value);
        values.add(-value);
      }
      double left = random.nextGaussian() * Math.pow(2, random.nextInt(2000) - 1070);
      values.add(left);
      Collections.shuffle(values, random);
      assertThat(of(values).value()).isEqualTo(left);
    }
  }

  @Test
  void value_manyValues_carriesInTime() {
    double tenth = Double.parseDouble("0.1");
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1_000_000; i++) {
      sum.add(Double.MAX_VALUE / 4);
      sum.add(-Double.MAX_VALUE / 4);
      sum.add(tenth);
    }
    assertThat(sum.value())
        .isEqualTo(new BigDecimal(tenth).multiply(BigDecimal.valueOf(1_000_000)).doubleValue());
  }

  @Test
  void merge_anySplitAndOrder_givesTheSameBits() {
    Random random = new Random(3);
    List<Double> values =
        new ArrayList<>(IntStream.range(0, 5000).mapToObj(i -> random.nextGaussian()).toList());
    double whole = of(values).value();
    Collections.shuffle(values, random);
    ExactSum merged = new ExactSum();
    for (int start = 0; start < values.size(); start += 700) {
      merged.merge(of(values.subList(start, Math.min(values.size(), start + 700))));
    }
    assertThat(merged.value()).isEqualTo(whole).isEqualTo(decimal(values));
  }

  @Test
  void value_tiesAndSubnormals_roundToEven() {
    double one = 1;
    double halfUnit = Math.ulp(1.0) / 2;
    assertThat(of(List.of(one, halfUnit)).value()).isEqualTo(one);
    assertThat(of(List.of(one, halfUnit, Double.MIN_VALUE)).value()).isEqualTo(Math.nextUp(one));
    assertThat(of(List.of(Math.nextUp(one), halfUnit)).value())
        .isEqualTo(Math.nextUp(Math.nextUp(one)));
    assertThat(of(List.of(Double.MIN_VALUE, Double.MIN_VALUE)).value())
        .isEqualTo(2 * Double.MIN_VALUE);
    assertThat(of(List.of(Double.MIN_NORMAL, -Double.MIN_VALUE)).value())
        .isEqualTo(Double.MIN_NORMAL - Double.MIN_VALUE);
  }

  @Test
  void value_emptyZeroAndBeyond_isAsDocumented() {
    assertThat(new ExactSum().value()).isZero();
    assertThat(of(List.of(-0.0, 0.0)).value()).isZero();
    assertThat(of(List.of(Double.MAX_VALUE, Double.MAX_VALUE)).value()).isInfinite().isPositive();
    assertThat(of(List.of(-Double.MAX_VALUE, -Double.MAX_VALUE)).value()).isInfinite().isNegative();
    assertThat(of(List.of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE)).value())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(of(List.of(1.0, Double.POSITIVE_INFINITY)).value()).isInfinite().isPositive();
    assertThat(of(List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).value()).isNaN();
    assertThat(of(List.of(Double.NaN, 1.0)).value()).isNaN();
  }
}
