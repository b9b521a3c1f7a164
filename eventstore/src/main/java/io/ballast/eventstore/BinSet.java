package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

/**
 * A named, immutable list of bins of one column.
 *
 * @param key its name and column
 * @param rule its bins
 */
public record BinSet(BinSetKey key, BinRule rule) {
  public BinSet {
    requireNonNull(key, "key");
    requireNonNull(rule, "rule");
  }

  /** A bin set of that name and column. */
  public static BinSet of(String name, String column, BinRule rule) {
    return new BinSet(new BinSetKey(name, column), rule);
  }
}
