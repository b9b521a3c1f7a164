package io.ballast.balance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.Rows;
import io.ballast.balance.columns.Frame;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeptRangeTest {

  private static final int ROWS = 500;

  @Test
  void copyOfATable_hasItsSmallestAndItsLargestNumber() {
    SplittableRandom random = new SplittableRandom(3);
    String[] kind = new String[ROWS];
    double[] balance = new double[ROWS];
    double[] rate = new double[ROWS];
    int[] codes = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      codes[row] = row % 2;
      kind[row] = row % 2 == 0 ? "a" : "b";
      balance[row] = Math.round(random.nextGaussian() * 1000) / 8.0;
      rate[row] = random.nextInt(5_000) / 100.0; // else a row of an end is a copy of a real one
    }
    balance[17] = 99_999;
    balance[40] = -77_777;
    Frame table =
        Frame.of(
            MemoryTable.named("t.csv")
                .strings("kind", kind)
                .doubles("balance", balance)
                .doubles("rate", rate)
                .build());
    FitSettings settings = new FitSettings(List.of(new Condition(0, null)), -1, Privacy.USUAL);
    Model model = Fitter.fit(table, settings, Workers.of(2), Watcher.NONE);
    Wanted wanted = new Wanted(new int[][] {codes}, codes, 2, ROWS, 0);

    for (long seed = 1; seed <= 100; seed++) {
      Generated generated = Generator.generate(model, wanted, seed, Workers.of(2), Watcher.NONE);
      assertThat(new Rows(generated.frame()).range("balance").orElseThrow())
          .as("seed " + seed)
          .containsExactly(-77_777, 99_999);
      assertThat(generated.unkept()).isZero();
    }
  }
}
