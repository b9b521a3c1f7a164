package io.ballast.eventstore;

import io.ballast.stats.bins.Bin;
import java.util.List;

/**
 * Counts of one bin set, hour by hour.
 *
 * @param key which bin set
 * @param bins its bins
 * @param hours since 1970-01-01T00:00:00Z, rising; hours without an event are left out
 * @param counts one for each hour
 * @param uncountedHours hours whose events were gone before this bin set was added: there is
 *     traffic, but no count
 */
public record HourlyCounts(
    BinSetKey key,
    List<Bin> bins,
    List<Integer> hours,
    List<PairCounts> counts,
    List<Integer> uncountedHours) {

  public HourlyCounts {
    bins = List.copyOf(bins);
    hours = List.copyOf(hours);
    counts = List.copyOf(counts);
    uncountedHours = List.copyOf(uncountedHours);
  }
}
