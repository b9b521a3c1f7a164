package io.ballast.eventstore;

import java.util.List;

/** How the predicted class of an event is found. */
public sealed interface Prediction {

  /** There is none. */
  record None() implements Prediction {}

  /**
   * A column holds the class.
   *
   * @param column of any type but vectors
   */
  record Column(String column) implements Prediction {}

  /**
   * Two classes: the last when the score is at least the threshold, else the first.
   *
   * @param column of numbers
   * @param threshold on the column's scale
   */
  record Threshold(String column, double threshold) implements Prediction {}

  /**
   * The class with the largest score, the first of equals.
   *
   * @param columns of numbers, one for each class in their order
   */
  record Largest(List<String> columns) implements Prediction {
    public Largest {
      columns = List.copyOf(columns);
    }
  }
}
