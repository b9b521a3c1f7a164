package io.ballast.stats.bins;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.Golden;
import io.ballast.stats.Moments;
import io.ballast.stats.distance.Density;
import io.ballast.stats.distance.SortedValues;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Bins as numpy makes them and densities as scipy does; {@code src/test/oracle/bins.py}. */
class BinsOracleTest {
  private static final double CLOSE = 1e-9;
  private static final int POINTS = 33;

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] figure(String name, double[] x, double[] y) {
    return switch (name) {
      case "sturges" -> EqualWidth.sturges(Moments.of(x), false).edges();
      case "doane" -> EqualWidth.doane(Moments.of(x)).edges();
      case "sturges.counts" ->
          Arrays.stream(EqualWidth.sturges(Moments.of(x), false).count(y))
              .asDoubleStream()
              .toArray();
      case "doane.counts" ->
          Arrays.stream(EqualWidth.doane(Moments.of(x)).count(y)).asDoubleStream().toArray();
      case "density" -> Density.of(SortedValues.of(x), SortedValues.of(y), POINTS).reference();
      case "weighted" -> Density.of(rising(x), SortedValues.of(y), POINTS).reference();
      case "difference" -> new double[] {Density.distance(SortedValues.of(x), SortedValues.of(y))};
      default ->
          new double[] {Density.of(SortedValues.of(x), SortedValues.of(y), POINTS).overlap()};
    };
  }

  /** The values in order, the i-th with the weight i / n. */
  private static SortedValues rising(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double[] weights = new double[sorted.length];
    Arrays.setAll(weights, i -> (i + 1.0) / sorted.length);
    return new SortedValues(sorted, weights);
  }

  @Test
  void bins_areNumpysAndDensitiesScipys() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("bins.csv")),
                StandardCharsets.UTF_8))) {
      double[] x = {};
      double[] y = {};
      for (String line : reader.lines().toList()) {
        String[] cells = line.split(",", -1);
        if (cells[0].equals("sample")) {
          x = numbers(cells[1]);
          y = numbers(cells[2]);
          continue;
        }
        double[] expected = numbers(cells[1]);
        double[] actual = figure(cells[0], x, y);
        assertThat(actual).as(line).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
          assertThat(Math.abs(actual[i] - expected[i]))
              .as("%s at %d: %s, not %s", cells[0], i, actual[i], expected[i])
              .isLessThanOrEqualTo(CLOSE * Math.max(1, Math.abs(expected[i])));
        }
        seen.merge(cells[0], 1, Integer::sum);
      }
    }
    assertThat(seen).hasSize(8);
    assertThat(seen.values()).allMatch(count -> count >= 20);
  }

  @Test
  void custom_edgesAreIntervalsOfTheirOwn() {
    NumericBins bins = NumericBins.intervals(new double[] {0, 10}, new double[0]);
    assertThat(bins.indexOf(-1)).isZero();
    assertThat(bins.indexOf(0)).isEqualTo(1);
    assertThat(bins.indexOf(10)).isEqualTo(2);
    EqualWidth equal = EqualWidth.of(0, 4, 4);
    assertThat(equal.innerEdges()).containsExactly(1, 2, 3);
    assertThat(equal.count(new double[] {-1, 0, 1, 3.9, 4, 5})).containsExactly(1, 1, 0, 2);
  }
}
