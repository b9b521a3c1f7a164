package io.ballast.stats.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.drift.DriftMetric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
  private static final Catalog CATALOG = Catalog.read();
  private static final Path PAGES = Path.of("../docs/reference/metrics");
  private static final String BLOCK =
      """
      id: one
      name: One
      family: distance
      needs: reference, bins
      weights: yes
      unit: none
      range: 0 to 1
      direction: larger is further apart
      cost: bins
      says: All.
      formula: p
      misleads: Always.
      oracle: none
      """;

  private static List<CatalogMetric> metrics() {
    return CATALOG.metrics();
  }

  private static List<String> expected() throws IOException {
    try (InputStream file = CatalogTest.class.getResourceAsStream("../catalog.csv")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).toList();
    }
  }

  @Test
  void examples_equalTheirOracles() throws IOException {
    for (String line : expected()) {
      String[] cells = line.split(",", -1);
      assertThat(Example.value(cells[0]))
          .as(cells[0])
          .isCloseTo(Double.parseDouble(cells[1]), within(1e-12));
    }
    assertThat(expected().stream().map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(metrics().stream().map(CatalogMetric::id).toList());
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void pages_areWhatTheCatalogueSays(CatalogMetric metric) throws IOException {
    assertThat(Files.readString(PAGES.resolve(metric.id() + ".md")))
        .as("written by: ballast metrics --pages docs/reference/metrics")
        .isEqualTo(MetricPage.of(metric));
  }

  @Test
  void list_isWhatTheCatalogueSays() throws IOException {
    assertThat(Files.readString(PAGES.resolve("README.md"))).isEqualTo(MetricPage.index(CATALOG));
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files).hasSize(metrics().size() + 1);
    }
  }

  @Test
  void metricsOfStatements_haveTheirThresholdsHere() {
    for (DriftMetric drift : DriftMetric.values()) {
      CatalogMetric metric = CATALOG.find(drift.id()).orElseThrow();
      assertThat(metric.name()).isEqualTo(drift.label());
      assertThat(metric.warning()).hasValue(drift.warning());
      assertThat(metric.critical()).hasValue(drift.critical());
    }
    assertThat(CATALOG.find("none")).isEmpty();
  }

  @Test
  void blocksThatAreWrong_areRefused() {
    assertThat(Catalog.parse(BLOCK).metrics()).hasSize(1);
    assertThatThrownBy(() -> Catalog.parse(BLOCK + "\n" + BLOCK)).hasMessage("one is there twice");
    assertThatThrownBy(() -> Catalog.parse(BLOCK.replace("unit: none\n", "")))
        .hasMessageStartingWith("no unit in the block of ");
    assertThatThrownBy(() -> Catalog.parse(BLOCK + "colour: red\n"))
        .hasMessage("one has unknown keys: [colour]");
    assertThatThrownBy(() -> Catalog.parse(BLOCK + "colour\n"))
        .hasMessage("no 'key: value' or a second one: colour");
    assertThatThrownBy(() -> Catalog.parse(BLOCK + "id: two\n"))
        .hasMessage("no 'key: value' or a second one: id: two");
  }
}
