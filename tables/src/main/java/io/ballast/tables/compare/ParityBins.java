package io.ballast.tables.compare;

import io.ballast.stats.bins.NumericBins;
import java.util.List;
import java.util.Map;

/**
 * Bins of another tool that were chosen before, by column; a column that is not here has those that
 * the tool would choose from the reference.
 *
 * @param numeric intervals, for columns of numbers
 * @param categories in order, for columns of strings or truth values; what is none of them is
 *     Unseen
 */
public record ParityBins(Map<String, NumericBins> numeric, Map<String, List<String>> categories) {

  /** All bins come from the reference. */
  public static final ParityBins OF_REFERENCE = new ParityBins(Map.of(), Map.of());

  public ParityBins {
    numeric = Map.copyOf(numeric);
    categories = Map.copyOf(categories);
  }
}
