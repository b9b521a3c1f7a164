package io.ballast.balance.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Numbers combinations of levels in the order of their first appearance. */
final class CellIndex {

  private final Map<List<Integer>, Integer> positions = new HashMap<>();

  /** The number of a combination, the next one when it is new. */
  int position(int[] levels) {
    return positions.computeIfAbsent(
        IntStream.of(levels).boxed().toList(), cell -> positions.size());
  }

  /** Number of combinations. */
  int size() {
    return positions.size();
  }
}
