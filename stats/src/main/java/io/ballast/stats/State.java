package io.ballast.stats;

/**
 * A mergeable statistic: the one idea that every count, moment and sketch of Ballast follows.
 *
 * <p>{@code merge} is associative and commutative and an empty state is its identity, so that one
 * pass over all rows equals any split of the rows, merged in any order (for sketches: within their
 * stated error).
 *
 * @param <S> the state's own type
 */
public interface State<S extends State<S>> {

  /**
   * Adds the rows that {@code other} has seen to this state.
   *
   * @param other a state of the same shape (same bins, same classes); not changed
   * @throws IllegalArgumentException if the shapes differ
   */
  void merge(S other);
}
