package io.ballast.stats.catalog;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is to be known of a metric before it is asked for.
 *
 * @param id name in flags, JSON and addresses
 * @param name name for people
 * @param family what it is
 * @param needs what it is computed from, in words
 * @param takesWeights whether rows may have weights
 * @param unit of its value
 * @param range of its value, in words
 * @param direction what a larger or smaller value means, in words
 * @param warning default from which on a value is drift; none: there is no general one
 * @param critical default from which on it is critical
 * @param cost what its time grows with
 * @param says definition in words
 * @param formula definition in symbols
 * @param misleads when not to trust it
 * @param oracle what its value is held against
 */
public record CatalogMetric(
    String id,
    String name,
    Family family,
    List<String> needs,
    boolean takesWeights,
    String unit,
    String range,
    String direction,
    OptionalDouble warning,
    OptionalDouble critical,
    Cost cost,
    String says,
    String formula,
    String misleads,
    String oracle) {
  public CatalogMetric {
    needs = List.copyOf(needs);
  }

  /** What a metric is. */
  public enum Family {
    /** How far two sides are apart. */
    DISTANCE,
    /** How surprising that is when nothing has changed. */
    TEST,
    /** How well a model does where the truth is known. */
    PERFORMANCE
  }

  /** What the time of a metric grows with. */
  public enum Cost {
    /** The number of bins, or nothing: counted in one pass, merged at will. */
    BINS,
    /** The number of rows, which must be sorted. */
    SORTED,
    /** The number of rows, all tables of which are tried. */
    ROWS
  }
}
