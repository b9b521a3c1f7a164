package io.ballast.tables.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which column plays which part; never guessed.
 *
 * @param target the class that came true; null without
 * @param prediction the predicted class; null without
 * @param score the model's score of the last class; null without
 * @param threshold a row is predicted as the last class when its score is at least this
 * @param timestamp when a row happened; null without
 * @param id what names a row; null without
 * @param classes the classes in order, positive last; empty to take them from the data, sorted
 */
public record Roles(
    @Nullable String target,
    @Nullable String prediction,
    @Nullable String score,
    double threshold,
    @Nullable String timestamp,
    @Nullable String id,
    List<String> classes) {

  /** No role at all. */
  public static final Roles NONE = new Roles(null, null, null, 0.5, null, null, List.of());

  public Roles {
    classes = List.copyOf(classes);
  }

  /** Whether any column gives a class. */
  public boolean hasClasses() {
    return target != null || prediction != null || score != null;
  }
}
