package io.ballast.balance.synthesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which variables are drawn: what the user sets, the label, then those with the fewest
 * levels first; a distance stands behind the column that it is measured from.
 */
final class DrawOrder {

  private DrawOrder() {}

  /**
   * Puts variables in order.
   *
   * @param variables the first {@code conditions} are set by the user and stay in front
   * @param label column that comes next; -1: none
   */
  static List<Drawable> of(List<Drawable> variables, int conditions, int label) {
    List<Drawable> ordered = new ArrayList<>(variables.subList(0, conditions));
    List<Drawable> rest = new ArrayList<>(variables.subList(conditions, variables.size()));
    rest.sort(
        Comparator.comparing((Drawable drawable) -> drawable.source().column() != label)
            .thenComparing(drawable -> drawable.variable().levels().size())
            .thenComparing(drawable -> drawable.source().column()));
    while (!rest.isEmpty()) {
      ordered.add(rest.remove(nextFree(rest)));
    }
    return ordered;
  }

  private static int nextFree(List<Drawable> rest) {
    for (int i = 0; i < rest.size(); i++) {
      if (!(rest.get(i).source() instanceof Source.Distance distance)
          || rest.stream().noneMatch(other -> other.source().column() == distance.low())) {
        return i;
      }
    }
    return 0; // orders have no circle, so this is not reached
  }
}
