package io.ballast.server.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of a model's schema, as far as the server computes with it.
 *
 * @param name case-exact
 * @param type of its values
 * @param min least expected number; null for none
 * @param max greatest expected number; null for none
 * @param categories expected values as text; empty: any
 * @param bins edges of the bins of numbers, the outer ones included, rising; empty for one bin
 * @param missingWords texts that stand for a missing value
 * @param dimensions length of a vector; 0: any
 */
public record ModelColumn(
    String name,
    DataType type,
    @Nullable Double min,
    @Nullable Double max,
    List<String> categories,
    List<Double> bins,
    Set<String> missingWords,
    int dimensions) {
  public ModelColumn {
    categories = List.copyOf(categories);
    bins = List.copyOf(bins);
    missingWords = Set.copyOf(missingWords);
  }

  /** The column without a least and a greatest expected number. */
  ModelColumn withoutLimits() {
    return new ModelColumn(name, type, null, null, categories, bins, missingWords, dimensions);
  }
}
