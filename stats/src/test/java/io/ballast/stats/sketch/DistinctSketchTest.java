package io.ballast.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.StateLawTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSketchTest extends StateLawTest<DistinctSketch> {
  private static final int STREAMS = 1_000;

  @Override
  protected DistinctSketch empty() {
    return new DistinctSketch(10, 7);
  }

  @Override
  protected int rows() {
    return 3_000;
  }

  @Override
  protected void add(DistinctSketch state, int row) {
    state.add("value " + row % 1_700);
  }

  @Override
  protected void assertSame(DistinctSketch actual, DistinctSketch expected) {
    assertThat(actual.toBytes()).isEqualTo(expected.toBytes());
  }

  @Override
  protected Optional<DistinctSketch> otherShape() {
    return Optional.of(new DistinctSketch(10, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 500, 2_500, 40_000})
  void estimate_hasTheStatedErrorOverAThousandStreams(int distinct) {
    double squares = 0;
    double sum = 0;
    double error = new DistinctSketch(10, 0).relativeError();
    int beyond = 0;
    for (int seed = 0; seed < STREAMS; seed++) {
      DistinctSketch sketch = new DistinctSketch(10, seed);
      for (long value = 0; value < distinct; value++) {
        sketch.add(value);
        sketch.add(value / 2);
      }
      double off = sketch.estimate() / distinct - 1;
      sum += off;
      squares += off * off;
      beyond += Math.abs(off) > 3 * error ? 1 : 0;
    }
    assertThat(Math.sqrt(squares / STREAMS)).isLessThan(1.05 * error);
    assertThat(sum / STREAMS).as("bias").isCloseTo(0, within(4 * error / Math.sqrt(STREAMS)));
    assertThat(beyond).isLessThanOrEqualTo(10);
  }

  @Test
  void values_ofOneKindAreOne() {
    DistinctSketch sketch = new DistinctSketch(12, 0);
    assertThat(sketch.estimate()).isZero();
    sketch.add(0.0);
    sketch.add(-0.0);
    sketch.add(Double.NaN);
    sketch.add(-Double.NaN);
    assertThat(sketch.estimate()).isCloseTo(2, within(0.01));
  }

  @Test
  void bytes_areGoldenAndReadBack() {
    DistinctSketch sketch = new DistinctSketch(4, 42);
    for (int row = 0; row < 40; row++) {
      sketch.add("row " + row);
      sketch.add(row / 3.0);
      sketch.add((long) row);
    }
    byte[] bytes = sketch.toBytes();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
    assertThat(DistinctSketch.of(bytes).toBytes()).isEqualTo(bytes);
    byte[] damaged = bytes.clone();
    damaged[20] = 100;
    assertThatThrownBy(() -> DistinctSketch.of(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a register of 100 is damaged");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DistinctSketch.of(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static final String GOLDEN =
      "42445331040000002a0000000000000006040105060e07040405040306030509";
}
