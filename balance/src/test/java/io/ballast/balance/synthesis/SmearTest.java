package io.ballast.balance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.balance.columns.Levels;
import io.ballast.testkit.SeededRuns;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SmearTest {

  @Test
  void commonValues_stayAndRareOnesStayInRangeOnTheGrid() {
    SeededRuns.forAll(
        100,
        random -> {
          int size = 30 + random.nextInt(100);
          long[] values =
              random.longs(0, 5000).map(v -> v * 5 + 3).distinct().limit(size).sorted().toArray();
          int[] counts = random.ints(size, 1, 8).toArray();
          Smear smear = new Smear(new Levels.Wholes(values), counts, 8, false, 0, 5);
          RowRandom drawn = new RowRandom().at(random.nextLong(), 1, 1);
          for (int level = 0; level < size; level++) {
            int near = smear.level(level, drawn);
            long value = smear.whole(near, drawn);
            if (counts[level] >= 5) {
              assertThat(near).isEqualTo(level);
              assertThat(value).isEqualTo(values[level]);
            } else {
              assertThat(counts[near]).isLessThan(5);
            }
            assertThat(value).isBetween(values[0], values[size - 1]);
            assertThat((value - 3) % 5).isZero();
          }
        });
  }

  @Test
  void rareValue_movesNoFurtherThanSoManyRows() {
    long[] values = new long[100];
    Arrays.setAll(values, i -> 1000L * i);
    int[] counts = new int[100];
    Arrays.fill(counts, 1);
    Smear smear = new Smear(new Levels.Wholes(values), counts, 8, false, 0, 1);
    boolean[] seen = new boolean[100];
    for (int row = 0; row < 2000; row++) {
      RowRandom random = new RowRandom().at(1, 2, row);
      int near = smear.level(50, random);
      seen[near] = true;
      assertThat(Math.abs(smear.whole(near, random) - values[near])).isLessThanOrEqualTo(500);
    }
    for (int level = 0; level < 100; level++) {
      assertThat(seen[level]).isEqualTo(level >= 42 && level <= 58);
    }
  }

  @Test
  void decimals_areThoseOfTheColumn() {
    double[] values = new double[60];
    Arrays.setAll(values, i -> Math.rint(137.31 * i) / 100);
    int[] counts = new int[60];
    Arrays.fill(counts, 2);
    Smear smear = new Smear(new Levels.Numbers(values), counts, 4, false, 2, 1);
    for (int row = 0; row < 500; row++) {
      RowRandom random = new RowRandom().at(3, 2, row);
      double value = smear.number(smear.level(30, random), random);
      assertThat(value).isEqualTo(Math.rint(value * 100) / 100);
    }
  }

  @Test
  void distribution_stays() {
    double[] values = new double[4000];
    Arrays.setAll(values, i -> Math.exp(i / 800.0) + i * 1e-7);
    int[] counts = new int[4000];
    Arrays.fill(counts, 1);
    Smear smear = new Smear(new Levels.Numbers(values), counts, 16, false, -1, 1);
    double sum = 0;
    for (int level = 0; level < 4000; level++) {
      RowRandom random = new RowRandom().at(5, 2, level);
      sum += smear.number(smear.level(level, random), random);
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    assertThat(sum / 4000).isCloseTo(mean, within(mean * 0.01));
  }

  @Test
  void exactSmear_movesNothing() {
    long[] values = {1, 10, 100};
    Smear smear = new Smear(new Levels.Wholes(values), new int[] {1, 1, 1}, 8, true, 0, 1);
    RowRandom random = new RowRandom().at(1, 1, 1);

    assertThat(smear.level(1, random)).isEqualTo(1);
    assertThat(smear.whole(1, random)).isEqualTo(10);
  }
}
