package io.ballast.balance.synthesis;

import io.ballast.balance.structure.Function;
import io.ballast.balance.structure.Order;

/** Something that each row has to keep; asked once all that it speaks of is set. */
sealed interface Rule {

  /** Whether the row keeps it. */
  boolean holds(Draft draft, int row);

  /** A function between two columns. */
  record OfFunction(Function function) implements Rule {
    @Override
    public boolean holds(Draft draft, int row) {
      return draft.level(function.to(), row) == function.of(draft.level(function.from(), row));
    }
  }

  /** An order of two columns. */
  record OfOrder(Order order) implements Rule {
    @Override
    public boolean holds(Draft draft, int row) {
      return draft.isMissing(order.low(), row)
          || draft.isMissing(order.high(), row)
          || draft.number(order.low(), row) <= draft.number(order.high(), row);
    }
  }

  /**
   * A pair of groups that never occurs.
   *
   * @param first the first variable's groups by bin
   * @param second the second's
   */
  record OfPair(PairCounts.Impossible pair, int[] first, int[] second) implements Rule {
    @Override
    public boolean holds(Draft draft, int row) {
      return !pair.has(first[draft.bin(pair.first(), row)], second[draft.bin(pair.second(), row)]);
    }
  }

  /** A computed column within the range of the training rows. */
  record OfRange(int column, double min, double max) implements Rule {
    @Override
    public boolean holds(Draft draft, int row) {
      if (draft.isMissing(column, row)) {
        return true;
      }
      double value = draft.number(column, row);
      return value >= min && value <= max;
    }
  }

  /**
   * A number within the bin that the user set.
   *
   * @param variable the one of the bin
   */
  record OfBin(int variable, Source.Bin bin) implements Rule {
    @Override
    public boolean holds(Draft draft, int row) {
      int actual =
          draft.isMissing(bin.column(), row) ? 0 : bin.of(draft.number(bin.column(), row)) + 1;
      return actual == draft.bin(variable, row);
    }
  }
}
