package io.ballast.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.stats.StateLawTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrequentItemsTest extends StateLawTest<FrequentItems> {

  @Override
  protected FrequentItems empty() {
    return new FrequentItems(16);
  }

  @Override
  protected int rows() {
    return 2_000;
  }

  @Override
  protected void add(FrequentItems state, int row) {
    state.add(skewed(new Random(row)));
  }

  private static String skewed(Random random) {
    return "item " + (int) Math.floor(1 / (0.001 + random.nextDouble()));
  }

  @Override
  protected void assertSame(FrequentItems actual, FrequentItems expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    long error = Math.max(actual.maxError(), expected.maxError());
    Map<String, Long> counts = counts(expected);
    for (FrequentItems.Item item : actual.items()) {
      assertThat(Math.abs(item.count() - counts.getOrDefault(item.text(), 0L)))
          .isLessThanOrEqualTo(error);
    }
  }

  private static Map<String, Long> counts(FrequentItems sketch) {
    Map<String, Long> counts = new HashMap<>();
    sketch.items().forEach(item -> counts.put(item.text(), item.count()));
    return counts;
  }

  @Override
  protected Optional<FrequentItems> otherShape() {
    return Optional.of(new FrequentItems(17));
  }

  @Test
  void counts_areNeverTooHighAndTooLowByTheStatedErrorAtMost() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      FrequentItems[] parts = new FrequentItems[1 + seed % 4];
      Arrays.setAll(parts, part -> new FrequentItems(32));
      Map<String, Long> exact = new HashMap<>();
      for (int row = 0; row < 2_000; row++) {
        String text = skewed(random);
        exact.merge(text, 1L, Long::sum);
        parts[row % parts.length].add(text);
      }
      FrequentItems sketch = parts[0];
      for (int part = 1; part < parts.length; part++) {
        sketch.merge(parts[part]);
      }
      assertThat(sketch.maxError()).isLessThanOrEqualTo(2 * 2_000 / 32);
      Map<String, Long> counts = counts(sketch);
      exact.forEach(
          (text, count) ->
              assertThat(counts.getOrDefault(text, 0L))
                  .isBetween(count - sketch.maxError(), count));
    }
  }

  @Test
  void few_areExactAndSorted() {
    FrequentItems sketch = new FrequentItems(8);
    sketch.add("b", 2);
    sketch.add("a", 2);
    sketch.add("c", 5);
    sketch.add("d", 0);
    assertThat(sketch.maxError()).isZero();
    assertThat(sketch.items())
        .isEqualTo(
            List.of(
                new FrequentItems.Item("c", 5),
                new FrequentItems.Item("a", 2),
                new FrequentItems.Item("b", 2)));
    assertThatThrownBy(() -> sketch.add("a", -1))
        .hasMessage("a text is added -1 times, at least 0 are needed");
  }

  @Test
  void bytes_areGoldenAndReadBack() {
    FrequentItems sketch = new FrequentItems(8);
    for (int row = 0; row < 60; row++) {
      sketch.add("größe " + row % 11, 1 + row % 5);
    }
    byte[] bytes = sketch.toBytes();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
    assertThat(FrequentItems.of(bytes).toBytes()).isEqualTo(bytes);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> FrequentItems.of(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static final String GOLDEN =
      "4246493108000000b400000000000000150000000000000008000000060000000000000009000000"
          + "6772c3b6c39f65203405000000000000000a0000006772c3b6c39f65203130040000000000000009"
          + "0000006772c3b6c39f6520330300000000000000090000006772c3b6c39f65203202000000000000"
          + "00090000006772c3b6c39f6520310200000000000000090000006772c3b6c39f6520350100000000"
          + "000000090000006772c3b6c39f6520300100000000000000090000006772c3b6c39f652039";
}
