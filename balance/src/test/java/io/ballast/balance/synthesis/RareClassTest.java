package io.ballast.balance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.Rows;
import io.ballast.balance.columns.Frame;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RareClassTest {

  private static final int ROWS = 9000;

  /** Loans run as many days as their term says, half as many at least; few are broken off early. */
  private static Frame loans() {
    SplittableRandom random = new SplittableRandom(5);
    String[] broken = new String[ROWS];
    long[] months = new long[ROWS];
    long[] days = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      broken[row] = row % 30 == 0 ? "yes" : "no";
      months[row] = 12L * (1 + random.nextInt(20));
      double share = random.nextDouble() * (row % 30 == 0 ? 0.3 : 0.5);
      days[row] = Math.round(months[row] * 30 * (row % 30 == 0 ? share : 0.5 + share));
    }
    return Frame.of(
        MemoryTable.named("loans.csv")
            .strings("broken", broken)
            .longs("months", months)
            .longs("days", days)
            .build());
  }

  @ParameterizedTest
  @EnumSource(
      value = Privacy.class,
      names = {"USUAL", "PRIVATE"})
  void rareClass_keepsWhatTellsItApart(Privacy privacy) {
    FitSettings settings = new FitSettings(List.of(new Condition(0, null)), -1, privacy);
    Model model = Fitter.fit(loans(), settings, Workers.of(2), Watcher.NONE);
    int[][] wanted = {new int[2000]};
    Arrays.fill(wanted[0], 1); // the second most frequent level: yes

    Rows rows =
        new Rows(
            Generator.generate(
                    model,
                    new Wanted(wanted, new int[2000], 1, 2000, 0),
                    1,
                    Workers.of(2),
                    Watcher.NONE)
                .frame());

    int early = 0;
    for (int row = 0; row < rows.size(); row++) {
      early += rows.whole("days", row) < 0.4 * 30 * rows.whole("months", row) ? 1 : 0;
    }
    assertThat(early).isGreaterThan(1800);
  }
}
