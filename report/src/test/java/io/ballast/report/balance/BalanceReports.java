package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceRequest;
import io.ballast.balance.Balancer;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.plan.PlanSettings.Shares;
import io.ballast.balance.synthesis.Watcher;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Balance reports of every kind, of a table that a seed makes. */
final class BalanceReports {
  private static final int ROWS = 400;

  /** A name that would do harm if it were not written as text. */
  static final String HOSTILE = "<script>alert(1)</script>\u202e";

  private BalanceReports() {}

  /** All rows new, by two columns, measured. */
  static BalanceReport replaced() {
    return report(Mode.REPLACE, List.of("region", HOSTILE), false, true);
  }

  /** Rows added by one column, measured. */
  static BalanceReport augmented() {
    return report(Mode.AUGMENT, List.of(HOSTILE), false, true);
  }

  /** Rows added to combinations that nobody has. */
  static BalanceReport extrapolated() {
    return report(Mode.AUGMENT, List.of("kind", HOSTILE), true, true);
  }

  /** The fewest rows added, nothing measured. */
  static BalanceReport marginal() {
    return report(Mode.MARGINAL, List.of("region", HOSTILE), false, false);
  }

  /** A plain copy. */
  static BalanceReport copied() {
    return report(Mode.REPLACE, List.of(), false, true);
  }

  static List<BalanceReport> all() {
    return List.of(replaced(), augmented(), extrapolated(), marginal(), copied());
  }

  private static BalanceReport report(
      Mode mode, List<String> columns, boolean allCells, boolean measure) {
    PlanSettings plan =
        new PlanSettings(
            mode,
            OptionalInt.empty(),
            1,
            allCells,
            columns.isEmpty() ? Shares.OBSERVED : Shares.EQUAL,
            null,
            OptionalDouble.empty(),
            false);
    BalanceRequest request =
        new BalanceRequest(
            Frame.of(table()),
            columns,
            Map.of(),
            plan,
            null,
            null,
            false,
            1,
            null,
            measure && !columns.isEmpty() ? HOSTILE : "",
            false,
            measure,
            null);
    return Balancer.balance(request, Workers.of(2), Watcher.NONE, () -> 0).report();
  }

  private static MemoryTable table() {
    SplittableRandom random = new SplittableRandom(5);
    String[] regions = new String[ROWS];
    String[] classes = new String[ROWS];
    String[] kinds = new String[ROWS];
    double[] amounts = new double[ROWS];
    long[] numbers = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      boolean isRare = random.nextInt(8) == 0;
      regions[row] = random.nextInt(3) == 0 ? "<b>south</b>" : "north";
      classes[row] = isRare ? "yes" : "no";
      kinds[row] = isRare ? "a" : List.of("a", "b", "c").get(random.nextInt(3));
      amounts[row] = Math.round(100 * (random.nextGaussian() + (isRare ? 2 : 0))) / 100.0;
      numbers[row] = row;
    }
    return MemoryTable.named("<i>input</i>.csv")
        .strings("region", regions)
        .strings(HOSTILE, classes)
        .strings("kind", kinds)
        .doubles("amount", amounts)
        .longs("number", numbers)
        .build();
  }
}
