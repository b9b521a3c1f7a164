package io.ballast.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.StateLawTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest extends StateLawTest<QuantileSketch> {
  private static final int STREAMS = 1_000;
  private static final int ROWS = 20_000;

  @Override
  protected QuantileSketch empty() {
    return new QuantileSketch(200, 1);
  }

  @Override
  protected int rows() {
    return 5_000;
  }

  @Override
  protected void add(QuantileSketch state, int row) {
    state.add(row % 100 == 99 ? Double.NaN : new Random(row).nextGaussian());
  }

  @Override
  protected void assertSame(QuantileSketch actual, QuantileSketch expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.notNumbers()).isEqualTo(expected.notNumbers());
    if (expected.rows() > 0) {
      assertThat(actual.min()).isEqualTo(expected.min());
      assertThat(actual.max()).isEqualTo(expected.max());
      double error = actual.rankError() + expected.rankError();
      for (double x : new double[] {-1.5, -0.3, 0, 0.8, 2}) {
        assertThat(actual.share(x)).isCloseTo(expected.share(x), within(error + 1e-15));
      }
    }
  }

  @Override
  protected Optional<QuantileSketch> otherShape() {
    return Optional.of(new QuantileSketch(100, 1));
  }

  /** Ranks of 0 to ROWS - 1 in random order, as one stream and as eight that are merged. */
  private static QuantileSketch stream(int k, int seed, int parts) {
    double[] values = new double[ROWS];
    Random random = new Random(seed);
    for (int i = 0; i < ROWS; i++) {
      int j = random.nextInt(i + 1);
      values[i] = values[j];
      values[j] = i;
    }
    QuantileSketch[] sketches = new QuantileSketch[parts];
    Arrays.setAll(sketches, part -> new QuantileSketch(k, seed + part * 31L));
    for (int i = 0; i < ROWS; i++) {
      sketches[i * parts / ROWS].add(values[i]);
    }
    for (int part = 1; part < parts; part++) {
      sketches[0].merge(sketches[part]);
    }
    return sketches[0];
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 200, 800})
  void share_isOffByTheStatedErrorInOneOfAHundredStreamsAtMost(int k) {
    int[] beyond = new int[2];
    for (int seed = 0; seed < STREAMS; seed++) {
      for (int way = 0; way < 2; way++) {
        QuantileSketch sketch = stream(k, seed, way == 0 ? 1 : 8);
        double x = ROWS / 2.0 - 1;
        if (Math.abs(sketch.share(x) - 0.5) > sketch.rankError()) {
          beyond[way]++;
        }
      }
    }
    assertThat(beyond[0]).as("one stream").isLessThanOrEqualTo(STREAMS / 100);
    assertThat(beyond[1]).as("merged").isLessThanOrEqualTo(STREAMS / 100);
  }

  @Test
  void memory_growsWithTheLogarithmOfTheRows() {
    QuantileSketch sketch = new QuantileSketch(200, 3);
    for (int row = 0; row < 1_000_000; row++) {
      sketch.add(row * 0.618033988749895 % 1);
    }
    assertThat(sketch.rows()).isEqualTo(1_000_000);
    assertThat(sketch.toBytes().length).isLessThan(8 * 3 * 200 + 600);
    assertThat(Arrays.stream(sketch.sorted()[1]).sum()).isEqualTo(1_000_000);
    assertThat(sketch.quantile(0.25)).isCloseTo(0.25, within(sketch.rankError()));
    assertThat(sketch.quantile(0)).isEqualTo(sketch.min());
    assertThat(sketch.quantile(1)).isEqualTo(sketch.max());
  }

  @Test
  void fewValues_areExact() {
    QuantileSketch sketch = new QuantileSketch(200, 3);
    for (double value : new double[] {3, 1, Double.NEGATIVE_INFINITY, 2, 2}) {
      sketch.add(value);
    }
    assertThat(sketch.rankError()).isZero();
    assertThat(sketch.share(2)).isEqualTo(0.8);
    assertThat(sketch.quantile(0.5)).isEqualTo(2);
    assertThat(sketch.min()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new QuantileSketch(8, 0).share(1)).isNaN();
    assertThat(new QuantileSketch(8, 0).quantile(0.5)).isNaN();
  }

  @Test
  void bytes_areGoldenAndReadBack() {
    QuantileSketch sketch = new QuantileSketch(8, 42);
    for (int row = 1; row <= 40; row++) {
      sketch.add(row * 7 % 41);
    }
    sketch.add(Double.NaN);
    byte[] bytes = sketch.toBytes();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
    QuantileSketch read = QuantileSketch.of(bytes);
    assertThat(read.toBytes()).isEqualTo(bytes);
    read.add(5);
    sketch.add(5);
    assertThat(read.toBytes()).isEqualTo(sketch.toBytes());
  }

  private static final String GOLDEN =
      "42515331080000006974df7d2c6da6da28000000000000000100000000000000000000000000f03f"
          + "00000000000044400300000004000000120000000000000000000000000041400000000000003b40"
          + "00000000000034400000000000002a40000000000000004000000000000010400000000000001440"
          + "000000000000204000000000000026400000000000002c4000000000000030400000000000003140"
          + "0000000000003240000000000000364000000000000039400000000000003c400000000000003e40"
          + "0000000000003f400000000000004040000000000000424000000000000043400000000000804340";

  @Test
  void damagedBytes_areRefused() {
    byte[] bytes = stream(8, 1, 1).toBytes();
    byte[] other = bytes.clone();
    other[0]++;
    assertThatThrownBy(() -> QuantileSketch.of(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bytes are no quantile sketch, they begin otherwise");
    for (int length = 0; length < bytes.length; length += 3) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> QuantileSketch.of(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
