package io.ballast.benchmarks.calibration;

import static java.util.Objects.requireNonNull;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.CategoryBins;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.NumericBins;
import io.ballast.stats.bins.QuantileBins;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleToIntFunction;
import org.jspecify.annotations.Nullable;

/** The rows of a sample in the bins that {@code ballast drift} freezes with its reference. */
final class SampleCounts {

  private static final int INTERVALS = 10;

  private final Sample sample;
  private final int classes;
  private final @Nullable Levels levels;
  private final @Nullable Ladder ladder;

  /**
   * Counts of a sample.
   *
   * @param values law of the sample's column: numbers or levels
   * @param classes that rows may have
   */
  SampleCounts(Sample sample, Values values, int classes) {
    this.sample = sample;
    this.classes = classes;
    this.levels = values instanceof Levels named ? named : null;
    this.ladder =
        levels != null
            ? null
            : Ladder.exact(sample.reference().values(), sample.reference().classes(), classes + 1);
  }

  /**
   * Both sides in bins; a last class without rows stands for rows without one.
   *
   * @param weights of the classes; read by {@link Baseline.Bins#WEIGHTED}
   */
  BinnedCounts in(Baseline.Bins kind, double[] weights) {
    if (ladder != null) {
      NumericBins bins = numeric(ladder, kind, weights);
      return counted(bins.bins(), bins::indexOf);
    }
    return inLevels(requireNonNull(levels), kind);
  }

  private static NumericBins numeric(Ladder ladder, Baseline.Bins kind, double[] weights) {
    return switch (kind) {
      case PLAIN -> QuantileBins.plain(ladder, INTERVALS).orElseThrow();
      case WEIGHTED -> QuantileBins.classWeighted(ladder, weights, INTERVALS).orElseThrow();
      case EQUAL_WIDTH -> NumericBins.equalWidth(ladder.min(), ladder.max(), INTERVALS);
    };
  }

  private BinnedCounts inLevels(Levels named, Baseline.Bins kind) {
    long[] rows = new long[named.names().size()];
    for (double level : sample.reference().values()) {
      if (!Double.isNaN(level)) {
        rows[(int) level]++;
      }
    }
    Map<String, Long> known = new LinkedHashMap<>();
    for (int level = 0; level < rows.length; level++) {
      if (rows[level] > 0) {
        known.put(named.names().get(level), rows[level]);
      }
    }
    CategoryBins bins =
        kind == Baseline.Bins.EQUAL_WIDTH ? CategoryBins.all(known) : CategoryBins.of(known);
    int[] binOf = new int[rows.length];
    Arrays.setAll(
        binOf,
        level -> rows[level] > 0 ? bins.indexOfKnown(named.names().get(level)) : bins.unseen());
    return counted(bins.bins(), level -> Double.isNaN(level) ? bins.missing() : binOf[(int) level]);
  }

  private BinnedCounts counted(List<Bin> bins, DoubleToIntFunction binOf) {
    return new BinnedCounts(
        bins,
        counts(sample.reference(), bins.size(), binOf),
        counts(sample.window(), bins.size(), binOf));
  }

  private long[][] counts(Sample.Rows rows, int bins, DoubleToIntFunction binOf) {
    long[][] counts = new long[classes + 1][bins];
    for (int row = 0; row < rows.values().length; row++) {
      counts[rows.classes()[row]][binOf.applyAsInt(rows.values()[row])]++;
    }
    return counts;
  }
}
