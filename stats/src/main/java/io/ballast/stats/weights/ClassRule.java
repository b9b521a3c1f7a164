package io.ballast.stats.weights;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which column gives the class of a row: one rule for both sides of a comparison.
 *
 * <p>By target when, on both sides and within each predicted class, at least 95% of the rows have a
 * target (on a side without predictions: 95% of all its rows); else by prediction; else by none. A
 * cover of 95% of all rows is no guard: the minority is less than the missing 5%.
 *
 * @param column what gives the class
 * @param reason why it is not the target, in words; null when it is
 */
public record ClassRule(Column column, @Nullable String reason) {

  /** What may give the class of a row. */
  public enum Column {
    /** The target. */
    TARGET("target"),
    /** The predicted class. */
    PREDICTION("prediction"),
    /** Nothing: there is no class-weighted statement. */
    NONE("none");

    private final String word;

    Column(String word) {
      this.word = word;
    }

    /** The word of flags and JSON. */
    public String word() {
      return word;
    }
  }

  private static final int PERCENT_NEEDED = 95;

  /**
   * Chooses from the rows of each pair.
   *
   * @param labels the classes
   * @param reference rows [target][predicted class] of the reference; the index after the last
   *     class is "none"
   * @param current the same of the window
   */
  public static ClassRule choose(List<String> labels, long[][] reference, long[][] current) {
    Optional<String> gap =
        gap(labels, reference, "reference").or(() -> gap(labels, current, "window"));
    if (gap.isEmpty()) {
      return new ClassRule(Column.TARGET, null);
    }
    if (predicted(reference) == 0) {
      return new ClassRule(Column.NONE, gap.get() + ", and the reference has no predicted class");
    }
    if (predicted(current) == 0) {
      return new ClassRule(Column.NONE, gap.get() + ", and the window has no predicted class");
    }
    return new ClassRule(Column.PREDICTION, gap.get());
  }

  /** The first gap in the targets of one side, in words. */
  private static Optional<String> gap(List<String> labels, long[][] pairs, String side) {
    int none = labels.size();
    if (predicted(pairs) == 0) {
      return gapWithin(pairs, none, "rows of the " + side);
    }
    for (int c = 0; c < none; c++) {
      Optional<String> gap =
          gapWithin(pairs, c, "rows of the " + side + " with prediction " + labels.get(c));
      if (gap.isPresent()) {
        return gap;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> gapWithin(long[][] pairs, int predicted, String what) {
    long rows = 0;
    for (long[] target : pairs) {
      rows += target[predicted];
    }
    long known = rows - pairs[pairs.length - 1][predicted];
    if (known * 100 >= rows * PERCENT_NEEDED) {
      return Optional.empty();
    }
    return Optional.of(known + " of " + rows + " " + what + " have a target, 95% are needed");
  }

  private static long predicted(long[][] pairs) {
    long rows = 0;
    for (long[] target : pairs) {
      for (int c = 0; c < target.length - 1; c++) {
        rows += target[c];
      }
    }
    return rows;
  }
}
