package io.ballast.tables.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.drift.RecentWindows;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private static final long START_MICROS = 1_767_225_600_000_000L; // 2026-01-01
  private static final int ROWS = 400;
  private static final double[] SHIFTS = {0, 0, 0, 1, 0, 0, 0.4, 1, 1, 1};
  private static final Every.Calendar DAYS = new Every.Calendar(ChronoUnit.DAYS);

  /** Ten days of a column that moves on some and of one that does not. */
  private static DriftReport report(Weighting weighting, Every every) {
    SplittableRandom random = new SplittableRandom(7);
    int rows = SHIFTS.length * ROWS;
    Table reference =
        MemoryTable.named("reference")
            .timestamps("at", new long[5_000])
            .doubles("moving", random.doubles(5_000).toArray())
            .doubles("still", random.doubles(5_000).toArray())
            .strings("class", classes(5_000))
            .build();
    double[] moving = random.doubles(rows).toArray();
    long[] at = new long[rows];
    for (int row = 0; row < rows; row++) {
      moving[row] += 0.29 * SHIFTS[row / ROWS];
      at[row] = START_MICROS + 86_400_000_000L * (row / ROWS) + row % ROWS;
    }
    Table current =
        MemoryTable.named("current")
            .timestamps("at", at)
            .doubles("moving", moving)
            .doubles("still", random.doubles(rows).toArray())
            .strings("class", classes(rows))
            .build();
    ComparisonRequest defaults = ComparisonRequest.defaults();
    ComparisonRequest request =
        new ComparisonRequest(
            List.of(),
            List.of(),
            new Roles("class", null, null, 0.5, "at", null, List.of()),
            weighting,
            Weighting.ClassSource.RULE,
            null,
            every,
            Binning.quantiles(10),
            defaults.rule(),
            false,
            1);
    return Comparison.run(reference, current, request, (done, expected) -> {});
  }

  private static String[] classes(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(row -> row % 4 == 0 ? "1" : "0")
        .toArray(String[]::new);
  }

  private static List<Integer> indices(Alarms alarms) {
    return alarms.alarms().stream().map(alarm -> alarm.window().index()).toList();
  }

  private static List<Integer> newOnes(Alarms alarms) {
    return alarms.alarms().stream()
        .filter(Alarms.Alarm::isNew)
        .map(alarm -> alarm.window().index())
        .toList();
  }

  @Test
  void alarms_areWindowsThatDriftAtTheLevelOfTheBudget() {
    DriftReport report = report(new Weighting.None(), DAYS);
    Alarms usual = Alarms.of(report, DAYS, 1, RecentWindows.ONE);

    assertThat(usual.windows()).isEqualTo(10);
    assertThat(usual.budget().level()).isEqualTo(0.01);
    assertThat(usual.budget().expectedFalseAlarms()).isCloseTo(0.3, within(1e-12));
    assertThat(indices(usual)).containsExactly(3, 6, 7, 8, 9);
    assertThat(newOnes(usual)).containsExactly(3, 6);
    assertThat(usual.alarms().get(0).columns()).containsExactly("moving");
    assertThat(usual.warning()).isNull();

    Alarms strict = Alarms.of(report, DAYS, 1e-18, RecentWindows.ONE);
    assertThat(indices(strict)).containsExactly(3, 7, 8, 9);
    assertThat(verdicts(report)).containsExactly(3, 6, 7, 8, 9);
  }

  private static List<Integer> verdicts(DriftReport report) {
    return report.results().stream()
        .filter(result -> result.verdict() == Verdict.DRIFT)
        .map((Result result) -> result.window().index())
        .toList();
  }

  @Test
  void moreWindows_alarmLater() {
    DriftReport report = report(new Weighting.None(), DAYS);

    assertThat(indices(Alarms.of(report, DAYS, 1, new RecentWindows(2, 3))))
        .containsExactly(7, 8, 9);
    assertThat(newOnes(Alarms.of(report, DAYS, 1, new RecentWindows(3, 3)))).containsExactly(8);
  }

  @Test
  void families_shareTheBudget() {
    Alarms both = Alarms.of(report(new Weighting.Balanced(), DAYS), DAYS, 0.3, RecentWindows.ONE);

    assertThat(both.budget().families()).isEqualTo(2);
    assertThat(both.budget().level()).isEqualTo(0.005);
    assertThat(both.budget().expectedFalseAlarms()).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void hours_areComparedWithAllHours() {
    Every.Calendar hours = new Every.Calendar(ChronoUnit.HOURS);
    Alarms alarms = Alarms.of(report(new Weighting.None(), hours), hours, 1, RecentWindows.ONE);

    assertThat(alarms.budget().level()).isCloseTo(1.0 / 720, within(1e-15));
    assertThat(alarms.warning())
        .isEqualTo(
            "all hours are compared with one reference: a cycle over the day alarms although"
                + " nothing has changed");
  }

  @Test
  void spans_haveTheirNumberOfWindows() {
    DriftReport report = report(new Weighting.None(), DAYS);
    double[] windows =
        Arrays.stream(new ChronoUnit[] {ChronoUnit.WEEKS, ChronoUnit.MONTHS, ChronoUnit.YEARS})
            .mapToDouble(
                unit ->
                    Alarms.of(report, new Every.Calendar(unit), 1, RecentWindows.ONE)
                        .budget()
                        .windows())
            .toArray();

    assertThat(windows[0]).isCloseTo(30 / 7.0, within(1e-12));
    assertThat(windows[1]).isCloseTo(30 / (365.2425 / 12), within(1e-9));
    assertThat(windows[2]).isCloseTo(30 / 365.2425, within(1e-9));
  }
}
