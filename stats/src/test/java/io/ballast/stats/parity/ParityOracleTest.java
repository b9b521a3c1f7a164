package io.ballast.stats.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.Golden;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each parity mode beside the real package's figures of seeded samples; {@code
 * src/test/oracle/parity.py} writes the files.
 */
class ParityOracleTest {
  private static final double CLOSE = 1e-9;
  private static final int LEAST_SAMPLES = 20;

  private static Map<String, Double> figures(String tool, String[] cells) {
    if (cells[0].equals("numbers")) {
      double[] reference = numbers(cells[1]);
      double[] current = numbers(cells[2]);
      return switch (tool) {
        case "evidently" -> Evidently.ofNumbers(reference, current, false);
        case "nannyml" -> NannyMl.ofNumbers(reference, current);
        default -> Deepchecks.ofNumbers(reference, current);
      };
    }
    CategoryCounts counts = CategoryCounts.of(counted(cells[1]), counted(cells[2]));
    return switch (tool) {
      case "evidently" -> Evidently.ofCategories(counts);
      case "nannyml" -> NannyMl.ofCategories(counts);
      default -> Deepchecks.ofCategories(counts);
    };
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Map<String, Long> counted(String cell) {
    return Arrays.stream(cell.split(" ", -1))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evidently", "nannyml", "deepchecks"})
  void figures_areThePackages(String tool) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("parity-" + tool + ".csv")),
                StandardCharsets.UTF_8))) {
      Map<String, Double> figures = Map.of();
      int samples = 0;
      for (String line : reader.lines().toList()) {
        String[] cells = line.split(",", -1);
        if (cells.length == 3) {
          figures = figures(tool, cells);
          samples++;
          continue;
        }
        double expected = Double.parseDouble(cells[1]);
        double actual = Objects.requireNonNull(figures.get(cells[0]), cells[0]);
        assertThat(Math.abs(actual - expected))
            .as("%s of sample %d: %s, not %s", cells[0], samples, actual, expected)
            .isLessThanOrEqualTo(CLOSE * Math.max(1, Math.abs(expected)));
      }
      assertThat(samples).isGreaterThanOrEqualTo(LEAST_SAMPLES);
    }
  }
}
