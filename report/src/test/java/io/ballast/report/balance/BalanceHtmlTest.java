package io.ballast.report.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.BalanceReport;
import io.ballast.report.HtmlOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalanceHtmlTest {
  @ParameterizedTest
  @MethodSource("io.ballast.report.balance.BalanceReports#all")
  void everyReport_isOneFileWithoutNetworkAndWithNamesAsText(BalanceReport report)
      throws IOException {
    String html = html(report);
    assertThat(html).doesNotContain("href=\"http", "url(", "@import", "style=\"");
    assertThat(html).doesNotContain("<script>alert", "<b>south", "<i>input", "\u202e");
    assertThat(html.substring(html.indexOf("<body>"))).doesNotContain("NaN", "Infinity", "http");
    assertThat(html.replace("<wbr>", "")).contains("&lt;i&gt;input&lt;/i&gt;.csv");
  }

  @ParameterizedTest
  @MethodSource("io.ballast.report.balance.BalanceReports#all")
  void noReport_callsItselfDifferentiallyPrivate(BalanceReport report) throws IOException {
    assertThat(html(report)).doesNotContain("is differentially private", "differentially private.");
    if (report.measured() != null) {
      assertThat(html(report)).contains("None of this is differential privacy.");
    }
  }

  @Test
  void replaced_showsCellsColumnsAssociationsAndCloseness() throws IOException {
    assertThat(html(BalanceReports.replaced()))
        .contains("400 synthetic rows: 4 cells, 100 rows each.")
        .contains("Cells before and after", "Columns side by side", "Associations")
        .contains("How near to the input", "Distance to the nearest row")
        .contains("<b><bdi>number</bdi></b> is made anew, never copied: ")
        .contains("class=\"real\"", "class=\"drawn\"", "class=\"off\"");
  }

  @Test
  void augmented_comparesWhatModelsLearn() throws IOException {
    assertThat(html(BalanceReports.augmented()))
        .contains("Real and generated", "Rare rows repeated", "SMOTENC")
        .contains(
            "Balancing helps weak learners and fixed thresholds, a strong learner&#39;s AUC it does"
                + " not.");
  }

  @Test
  void extrapolatedCells_areMarked() throws IOException {
    assertThat(html(BalanceReports.extrapolated()))
        .contains("What to beware of", "extrapolated</td>");
  }

  @Test
  void unmeasured_saysSo() throws IOException {
    assertThat(html(BalanceReports.marginal()))
        .contains("Nothing was measured.")
        .doesNotContain("How like real rows", "How near to the input");
  }

  private static String html(BalanceReport report) throws IOException {
    StringWriter out = new StringWriter();
    BalanceHtml.write(
        report, new HtmlOptions("0.1.0", Instant.parse("2026-11-24T09:12:00Z"), null), out);
    return out.toString();
  }
}
