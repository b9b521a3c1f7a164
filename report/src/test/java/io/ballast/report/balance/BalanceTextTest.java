package io.ballast.report.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.BalanceReport;
import io.ballast.report.TextOptions;
import io.ballast.report.TextTable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalanceTextTest {
  @ParameterizedTest
  @MethodSource("io.ballast.report.balance.BalanceReports#all")
  void everyLine_fits100CellsAndSteersNoTerminal(BalanceReport report) throws IOException {
    assertThat(lines(report, new TextOptions(true, false)))
        .allSatisfy(
            line -> {
              assertThat(TextTable.width(line)).as(line).isLessThanOrEqualTo(100);
              assertThat(line).doesNotContain("\u202e");
            });
  }

  @ParameterizedTest
  @MethodSource("io.ballast.report.balance.BalanceReports#all")
  void asciiOutput_hasNoOtherCharacter(BalanceReport report) throws IOException {
    assertThat(lines(report, new TextOptions(false, false)))
        .allSatisfy(line -> assertThat(line).matches("[ -~]*").hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void cells_areListedWithWhatTheyGot() throws IOException {
    assertThat(lines(BalanceReports.replaced(), new TextOptions(true, false)))
        .anyMatch(line -> line.matches("north +no +\\d+ +100 +\\d+"))
        .anyMatch(line -> line.startsWith("Made anew, never copied: number ("));
  }

  private static List<String> lines(BalanceReport report, TextOptions options) throws IOException {
    StringBuilder out = new StringBuilder();
    BalanceText.write(report, options, out);
    return out.toString().lines().toList();
  }
}
