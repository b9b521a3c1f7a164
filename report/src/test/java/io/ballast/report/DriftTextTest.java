package io.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.tables.compare.DriftReport;
import java.io.IOException;
import java.util.List;
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

  private static List<String> lines(DriftReport report, TextOptions options) throws IOException {
    StringBuilder out = new StringBuilder();
    DriftText.write(report, options, out);
    return out.toString().lines().toList();
  }
}
