package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.catalog.Catalog;
import io.ballast.stats.catalog.CatalogMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCommandTest {
  private static final List<String> IDS =
      Catalog.read().metrics().stream().map(CatalogMetric::id).toList();

  private final Capture capture = Capture.files();

  @Test
  void list_hasEachMetricInALine() {
    assertThat(capture.run("metrics")).isZero();
    List<String> lines = capture.out().lines().toList();
    assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactlyElementsOf(IDS);
    assertThat(lines.get(1)).matches("psi +PSI +distance +0\\.1, 0\\.25 +yes");
  }

  @Test
  void page_isThatOfTheMetric() {
    assertThat(capture.run("metrics", "KS")).isZero();
    assertThat(capture.out()).startsWith("# KS distance (`ks`)\n").contains("scipy.stats.ks_2samp");
  }

  @Test
  void json_isOneObjectOnALine() {
    assertThat(capture.run("metrics", "--format", "json")).isZero();
    assertThat(capture.out())
        .startsWith("{\"metrics\":[{\"id\":\"psi\",\"name\":\"PSI\",\"family\":\"distance\",")
        .endsWith("}]}\n")
        .containsOnlyOnce("\n");
    Capture one = Capture.files();
    assertThat(one.run("metrics", "energy", "--format", "json")).isZero();
    assertThat(one.out()).startsWith("{\"id\":\"energy\",").contains("\"warning\":null,");
  }

  @Test
  void pages_areWrittenForAll(@TempDir Path folder) throws IOException {
    assertThat(capture.run("metrics", "--pages", folder.resolve("new").toString())).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      assertThat(files).hasSize(IDS.size() + 1);
    }
  }

  @Test
  void unknownMetric_isAMistakeOfUse() {
    assertThat(capture.run("metrics", "nope")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo(
            "ballast: metric nope, is not in the catalogue, choose one that ballast metrics lists\n");
  }
}
