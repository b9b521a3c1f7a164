package io.ballast.stats.drift;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.weights.WeightedBins;

/**
 * Two sides counted in the same bins under a weight for each row.
 *
 * @param counts rows per bin of both sides; only those with a weight above 0
 * @param reference weights of the reference in the same bins
 * @param current weights of the window in the same bins
 */
public record EventWeighted(BinnedCounts counts, WeightedBins reference, WeightedBins current) {
  public EventWeighted {
    int bins = counts.bins().size();
    if (reference.size() != bins || current.size() != bins) {
      throw new IllegalArgumentException(
          "weights of " + reference.size() + " and " + current.size() + " bins for " + bins);
    }
  }

  /** The rows that have a value. */
  public EventWeighted withoutMissing() {
    int last = counts.bins().size() - 1;
    return new EventWeighted(
        counts.withoutMissing(),
        reference.withoutMissing(BinnedCounts.total(counts.reference())[last]),
        current.withoutMissing(BinnedCounts.total(counts.current())[last]));
  }
}
