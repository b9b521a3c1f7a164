package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law of every state: one pass over all rows equals any split of them, merged in any order, and
 * an empty state changes nothing.
 *
 * @param <S> the state
 */
public abstract class StateLawTest<S extends State<S>> {

  /** A state that has seen nothing. */
  protected abstract S empty();

  /** Number of rows to tell the states of apart, at least 10. */
  protected abstract int rows();

  /** Adds row {@code row} to a state. */
  protected abstract void add(S state, int row);

  /** Asserts that both states give the same answers, within the state's stated error. */
  protected abstract void assertSame(S actual, S expected);

  /** A state of another shape that cannot be merged; empty when all have the same shape. */
  protected Optional<S> otherShape() {
    return Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void merge_ofAnySplitInAnyOrderEqualsOnePass(long seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(7);
    List<S> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(empty());
    }
    for (int row = 0; row < rows(); row++) {
      add(parts.get(random.nextInt(count)), row);
    }
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      S last = parts.remove(parts.size() - 1);
      parts.get(0).merge(last);
    }
    assertSame(parts.get(0), onePass());
  }

  @Test
  void merge_withEmptyStateChangesNothing() {
    S left = empty();
    left.merge(onePass());
    assertSame(left, onePass());
    S right = onePass();
    right.merge(empty());
    assertSame(right, onePass());
    S nothing = empty();
    nothing.merge(empty());
    assertSame(nothing, empty());
  }

  @Test
  void merge_leavesTheOtherStateAsItWas() {
    S other = onePass();
    S state = onePass();
    state.merge(other);
    add(state, 0);
    assertSame(other, onePass());
  }

  @Test
  void merge_ofAnotherShapeIsRefused() {
    otherShape()
        .ifPresent(
            other ->
                assertThatThrownBy(() -> empty().merge(other))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  private S onePass() {
    S state = empty();
    for (int row = 0; row < rows(); row++) {
      add(state, row);
    }
    return state;
  }
}
