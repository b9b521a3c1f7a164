package io.ballast.stats.bins;

import static java.util.Objects.requireNonNull;

/**
 * One bin, as people see it.
 *
 * @param kind what it stands for
 * @param label its words: {@code -1.2 to -0.4}, {@code below -2.1}, {@code France}, {@code Other},
 *     {@code Missing}
 * @param lower lower edge of an interval (included, may be minus infinity) or the value of a point;
 *     NaN otherwise
 * @param upper upper edge of an interval (excluded, may be infinity) or the value of a point; NaN
 *     otherwise
 */
public record Bin(BinKind kind, String label, double lower, double upper) {
  public Bin {
    requireNonNull(kind, "kind");
    requireNonNull(label, "label");
  }

  /** A bin without edges. */
  public static Bin of(BinKind kind, String label) {
    return new Bin(kind, label, Double.NaN, Double.NaN);
  }
}
