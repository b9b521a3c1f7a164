package io.ballast.stats.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Golden;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.bins.QuantileBins;
import io.ballast.stats.weights.WeightedBins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Golden vector 7 of statistics.md 9.6: the ages of the US Census in Massachusetts, 2015 against
 * 2018. {@code census-age.tsv} holds, for each age, how many rows of either year have it (from
 * NannyML's employment data, Apache-2.0).
 */
class CensusAgeTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** Rows of one year: each age as often as it stands in the column of the file. */
  private static double[] ages(int column) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("census-age.tsv")),
                StandardCharsets.UTF_8))) {
      List<String[]> lines = reader.lines().map(line -> line.split("\t", -1)).toList();
      return lines.stream()
          .flatMapToDouble(
              cells ->
                  DoubleStream.generate(() -> Double.parseDouble(cells[0]))
                      .limit(Long.parseLong(cells[column])))
          .toArray();
    }
  }

  private static long[] counts(NumericBins bins, double[] values) {
    long[] counts = new long[10];
    Arrays.stream(values).forEach(value -> counts[bins.indexOf(value)]++);
    return counts;
  }

  @Test
  void vector7_binsCountsAndDistances() throws IOException {
    double[] reference = ages(1);
    double[] current = ages(2);
    assertThat(reference).hasSize(68_785);
    assertThat(current).hasSize(70_131);

    NumericBins bins =
        QuantileBins.plain(Ladder.exact(reference, new int[reference.length], 1), 10).orElseThrow();
    assertThat(bins.splits()).containsExactly(10, 18, 25, 33, 42, 50, 56, 63, 72);
    long[] expected = counts(bins, reference);
    long[] seen = counts(bins, current);
    assertThat(expected)
        .containsExactly(6504, 6313, 7399, 6852, 6857, 7083, 6227, 7031, 7325, 7194);
    assertThat(seen).containsExactly(6463, 6155, 7428, 7247, 7309, 6529, 5867, 7314, 8245, 7574);
    assertThat(Psi.smoothed(WeightedBins.of(expected), WeightedBins.of(seen)))
        .isCloseTo(0.0033889550285834584, EXACT);
    assertThat(KolmogorovSmirnov.distance(SortedValues.of(reference), SortedValues.of(current)))
        .isCloseTo(0.016559080335070808, EXACT);
  }
}
