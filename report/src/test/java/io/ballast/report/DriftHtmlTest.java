package io.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.tables.compare.DriftReport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriftHtmlTest {
  /** {@code -Dreport.keep=FOLDER} writes every page there, to be looked at. */
  private static final String KEEP_PROPERTY = "report.keep";

  private static final int MOST_CHARACTERS = 2_000_000;

  @ParameterizedTest
  @MethodSource("io.ballast.report.Fixtures#all")
  void everyReport_isOneSmallFileWithoutNetwork(String name, DriftReport report)
      throws IOException {
    String html = html(report);
    keep(name, html);
    assertThat(html.length()).isLessThan(MOST_CHARACTERS);
    assertThat(html).doesNotContain("href=\"http", "url(", "@import", "style=\"");
    assertThat(html.substring(html.indexOf("<body>"))).doesNotContain("NaN", "Infinity", "http");
  }

  @Test
  void hostileNames_stayText() throws IOException {
    assertThat(html(Fixtures.named("hostile")).replace("<wbr>", ""))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;bold&lt;/b&gt;")
        .doesNotContain("<script>alert", "<img", "<b>bold", "\u202e", "\u001b");
  }

  @Test
  void predictedClasses_haveATableOfTheirOwnBesideATarget() throws IOException {
    assertThat(html(Fixtures.named("imbalance")))
        .contains("<h2>Predicted classes</h2>", "The predictions ", " points</td>");
    assertThat(html(Fixtures.named("plain"))).doesNotContain("Predicted classes");
  }

  private static String html(DriftReport report) throws IOException {
    StringWriter out = new StringWriter();
    HtmlOptions options =
        new HtmlOptions("0.1.0", Instant.parse("2026-11-24T09:12:00Z"), "generated data");
    DriftHtml.write(report, options, out);
    return out.toString();
  }

  private static void keep(String name, String html) throws IOException {
    String folder = System.getProperty(KEEP_PROPERTY);
    if (folder != null) {
      Files.writeString(Files.createDirectories(Path.of(folder)).resolve(name + ".html"), html);
    }
  }
}
