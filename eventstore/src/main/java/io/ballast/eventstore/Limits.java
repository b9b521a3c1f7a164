package io.ballast.eventstore;

import java.util.List;

/**
 * What values the schema expects; others are stored and counted as range violations.
 *
 * @param min smallest number, minus infinity for none
 * @param max largest number, infinity for none
 * @param categories the strings that are expected, case-exact; empty: any
 * @param dimensions length of a vector of numbers, 0: any
 */
public record Limits(double min, double max, List<String> categories, int dimensions) {

  /** Nothing is out of range. */
  public static final Limits NONE =
      new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), 0);

  public Limits {
    categories = List.copyOf(categories);
    if (!(min <= max)) {
      throw new IllegalArgumentException("limits from " + min + " to " + max + " hold no number");
    }
    if (dimensions < 0) {
      throw new IllegalArgumentException("a vector of " + dimensions + " dimensions");
    }
  }

  /** Numbers from {@code min} to {@code max}, both included. */
  public static Limits range(double min, double max) {
    return new Limits(min, max, List.of(), 0);
  }

  /** These strings. */
  public static Limits oneOf(List<String> categories) {
    return new Limits(NONE.min, NONE.max, categories, 0);
  }

  /** Vectors of that length. */
  public static Limits vectorOf(int dimensions) {
    return new Limits(NONE.min, NONE.max, List.of(), dimensions);
  }
}
