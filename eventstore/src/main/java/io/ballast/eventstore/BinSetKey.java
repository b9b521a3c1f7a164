package io.ballast.eventstore;

/**
 * Names a bin set within its model version.
 *
 * @param name chosen by the caller, the same for all columns of one origin: {@code schema}, {@code
 *     baseline-7}
 * @param column whose values it bins
 */
public record BinSetKey(String name, String column) {
  public BinSetKey {
    Names.check("bin set", name);
    Names.check("column", column);
  }
}
