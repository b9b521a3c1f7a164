package io.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.drift.RecentWindows;
import io.ballast.tables.compare.Alarms;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Every;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTextTest {
  @ParameterizedTest
  @MethodSource("io.ballast.report.Fixtures#all")
  void everyLine_fits100Cells(String name, DriftReport report) throws IOException {
    assertThat(lines(report, new TextOptions(true, false)))
        .allSatisfy(line -> assertThat(TextTable.width(line)).as(line).isLessThanOrEqualTo(100));
  }

  @ParameterizedTest
  @MethodSource("io.ballast.report.Fixtures#all")
  void asciiOutput_hasNoOtherCharacter(String name, DriftReport report) throws IOException {
    assertThat(lines(report, new TextOptions(false, false)))
        .allSatisfy(line -> assertThat(line).matches("[ -~]*").hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void alarms_areNamedWithTheirBudget() throws IOException {
    DriftReport report = Fixtures.named("daily");
    Every.Calendar days = new Every.Calendar(ChronoUnit.DAYS);
    DriftReport usual = report.withAlarms(Alarms.of(report, days, 1, RecentWindows.ONE));
    assertThat(text(usual))
        .containsPattern("Alarms: 1[0-9] of 30 days in 1 run, the last [A-Z]")
        .contains(
            " A budget of 1 false alarm in 30 days: an alarm needs an adjusted p below 0.01, besides"
                + " the effect; at most 0.3 false ones are to be expected in 30 days.");
    DriftReport strict =
        report.withAlarms(Alarms.of(report, days, 1e-300, new RecentWindows(2, 3)));
    assertThat(text(strict))
        .contains("Alarms: none of 30 days.")
        .contains(", in the day and in 2 of the last 3, besides the effect;");
    assertThat(text(report)).doesNotContain("Alarms");
  }

  private static String text(DriftReport report) throws IOException {
    return String.join(" ", lines(report, new TextOptions(false, false)));
  }

  private static List<String> lines(DriftReport report, TextOptions options) throws IOException {
    StringBuilder out = new StringBuilder();
    DriftText.write(report, options, out);
    return out.toString().lines().toList();
  }
}
