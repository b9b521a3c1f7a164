package io.ballast.balance.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One combination of the values of the balance columns, and what is planned for it.
 *
 * @param levels the level of each balance column, -1 is missing; not copied
 * @param values the same in words, null is missing
 * @param real rows of the input
 * @param generated rows to draw
 * @param cut whether it gets fewer rows than its share because of a limit
 */
public record Cell(
    int[] levels, List<@Nullable String> values, int real, int generated, boolean cut) {

  /** Whether no real row shows how such a row looks. */
  public boolean isExtrapolated() {
    return real == 0 && generated > 0;
  }

  Cell with(int rows, boolean isCut) {
    return new Cell(levels, values, real, rows, isCut);
  }
}
