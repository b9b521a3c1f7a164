package io.ballast.tables.compare;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.LadderDistance.Bounded;
import io.ballast.stats.weights.WeightedBins;
import org.jspecify.annotations.Nullable;

/**
 * All that statements about one column in one cell are made from.
 *
 * @param plain counts in the bins of the plain statement
 * @param weighted counts in the bins of the weighted statement; null without a weighting
 * @param referenceSums sums of event weights in the bins of {@code weighted}; null without
 * @param currentSums the same of the window
 * @param distances of the values themselves, plain; null for categories
 * @param weightedDistances the same, weighted; null for categories or without a weighting
 * @param parity counts in the bins of another tool; null when not asked for
 * @param referenceParitySums sums of event weights in those bins; null without
 * @param currentParitySums the same of the window
 * @param unseen rows of the window with a value that the reference lacks; 0 for columns with
 *     intervals
 */
record ColumnCounts(
    BinnedCounts plain,
    @Nullable BinnedCounts weighted,
    @Nullable WeightedBins referenceSums,
    @Nullable WeightedBins currentSums,
    @Nullable Distances distances,
    @Nullable Distances weightedDistances,
    @Nullable BinnedCounts parity,
    @Nullable WeightedBins referenceParitySums,
    @Nullable WeightedBins currentParitySums,
    long unseen) {

  /**
   * Distances of distribution functions.
   *
   * @param kolmogorovSmirnov within its bounds
   * @param wasserstein over the reference's IQR/1.349; NaN when not asked for or undefined
   * @param density what both densities do not share; NaN likewise
   */
  record Distances(Bounded kolmogorovSmirnov, double wasserstein, double density) {}
}
