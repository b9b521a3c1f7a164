package io.ballast.balance.structure;

/**
 * One column is a function of another: equal values of {@code from} always stand beside equal
 * values of {@code to}.
 *
 * @param from the column that decides
 * @param to the column that follows
 * @param levels level of {@code to} (-1: missing) for each level of {@code from}, the missing one
 *     first; not copied
 */
public record Function(int from, int to, int[] levels) {

  /** The level of {@code to} that belongs to a level of {@code from}; -1 is missing in both. */
  public int of(int fromLevel) {
    return levels[fromLevel + 1];
  }
}
