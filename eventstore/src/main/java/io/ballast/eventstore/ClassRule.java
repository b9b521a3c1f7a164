package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a model and how those of an event are found.
 *
 * <p>A class is written as people see it: {@code yes}, {@code 1}, {@code true}. A number equals a
 * class that reads as the same number: 1.0 is of class {@code 1}.
 *
 * @param classes in order, the positive one last; empty for a model without classes
 * @param target the column of the true class, null for none
 * @param prediction how the predicted class is found
 */
public record ClassRule(List<String> classes, @Nullable String target, Prediction prediction) {

  /** A model without classes. */
  public static final ClassRule NONE = new ClassRule(List.of(), null, new Prediction.None());

  /** Classes that a rule may have. */
  public static final int MAX_CLASSES = 1000;

  public ClassRule {
    classes = List.copyOf(classes);
    requireNonNull(prediction, "prediction");
    if (classes.size() > MAX_CLASSES) {
      throw new IllegalArgumentException(classes.size() + " classes, at most " + MAX_CLASSES);
    }
    if (new HashSet<>(classes).size() != classes.size()) {
      throw new IllegalArgumentException("a class stands twice in " + classes);
    }
    if (prediction instanceof Prediction.Threshold && classes.size() != 2) {
      throw new IllegalArgumentException(
          "a threshold needs two classes, there are " + classes.size());
    }
    if (prediction instanceof Prediction.Largest largest
        && largest.columns().size() != classes.size()) {
      throw new IllegalArgumentException(
          largest.columns().size() + " score columns for " + classes.size() + " classes");
    }
  }
}
