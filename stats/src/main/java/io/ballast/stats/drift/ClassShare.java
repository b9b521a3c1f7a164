package io.ballast.stats.drift;

import java.util.List;

/**
 * The class shares of both sides, tested by themselves.
 *
 * @param labels the classes in their order, positive last
 * @param reference rows of each class in the reference
 * @param current rows of each class in the window
 * @param test {@code fisher} for two classes, {@code chi_square} for more
 * @param p two-sided p-value; NaN when undefined (one side is empty)
 */
public record ClassShare(
    List<String> labels, List<Long> reference, List<Long> current, String test, double p) {
  public ClassShare {
    labels = List.copyOf(labels);
    reference = List.copyOf(reference);
    current = List.copyOf(current);
  }
}
