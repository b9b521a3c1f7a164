package io.ballast.cli;

import io.ballast.tables.ProblemException;
import io.ballast.tables.compare.Every;
import io.ballast.tables.compare.Weighting;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How rows are taken, wherever they are: by score, by time, by weight, in segments and windows. */
final class RowOptions {
  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "Predicted as the last class from this score on; default 0.5.")
  double threshold = 0.5;

  @Option(names = "--timestamp", paramLabel = "COLUMN", description = "When a row happened.")
  @Nullable String timestamp;

  @Option(
      names = "--weights",
      paramLabel = "WEIGHTS",
      description = {
        "none (default), balanced, a list in the order of the classes (0.5,325.4), or column:NAME.",
        "With weights both results are reported, plain and weighted."
      })
  String weights = "none";

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "One result for each value of this column.")
  @Nullable String by;

  @Option(
      names = "--every",
      paramLabel = "WINDOW",
      description = "One result for each hour, day, week, month, year, or for each 1000rows.")
  @Nullable String every;

  /**
   * The score from which on a row is predicted as the last class.
   *
   * @throws ProblemException if it is no number
   */
  double threshold() {
    if (!Double.isFinite(threshold)) {
      throw ProblemException.usage(
          "--threshold " + threshold,
          "a threshold is a number",
          "write for example --threshold 0.4");
    }
    return threshold;
  }

  /** How rows weigh. */
  Weighting weighting() {
    return weighting(weights);
  }

  /** How long a window is; null for one. */
  @Nullable Every every() {
    return every == null ? null : Every.parse(every);
  }

  /** Checks {@code --classes}. */
  static List<String> distinct(List<String> classes) {
    if (classes.stream().distinct().count() < classes.size()) {
      throw ProblemException.usage(
          "--classes " + String.join(",", classes),
          "each class is named once",
          "leave out the repeats");
    }
    return classes;
  }

  /** Reads {@code --weights}. */
  static Weighting weighting(String text) {
    if (text.equals("none")) {
      return new Weighting.None();
    }
    if (text.equals("balanced")) {
      return new Weighting.Balanced();
    }
    if (text.startsWith("column:") && text.length() > "column:".length()) {
      return new Weighting.ByColumn(text.substring("column:".length()));
    }
    try {
      return new Weighting.ByClass(
          Arrays.stream(text.split(",", -1)).map(String::strip).map(Double::valueOf).toList(),
          text);
    } catch (NumberFormatException e) {
      throw ProblemException.usage(
          "--weights " + text,
          "weights are none, balanced, a list of numbers or column:NAME",
          "write for example --weights balanced or --weights 0.5,325.4");
    }
  }
}
