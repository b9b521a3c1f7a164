package io.ballast.tables.compare;

import java.util.List;

/** How rows are weighted beside the plain statement. */
public sealed interface Weighting {

  /** As the {@code --weights} flag spells it. */
  String spelled();

  /** Not at all. */
  record None() implements Weighting {
    @Override
    public String spelled() {
      return "none";
    }
  }

  /** Every class of the reference weighs the same in sum. */
  record Balanced() implements Weighting {
    @Override
    public String spelled() {
      return "balanced";
    }
  }

  /**
   * A weight for each class.
   *
   * @param weights in the order of the classes, at least 0, one above 0
   * @param spelled as the user wrote them
   */
  record ByClass(List<Double> weights, String spelled) implements Weighting {
    public ByClass {
      weights = List.copyOf(weights);
    }

    /** Weights that no user wrote. */
    public ByClass(List<Double> weights) {
      this(weights, String.join(",", weights.stream().map(String::valueOf).toList()));
    }
  }

  /**
   * A weight for each row.
   *
   * @param name the column that holds it
   */
  record ByColumn(String name) implements Weighting {
    @Override
    public String spelled() {
      return "column:" + name;
    }
  }

  /** Which column gives the class of a row. */
  enum ClassSource {
    /** The rule of statistics.md 9.3: the target when it is known, else the prediction. */
    RULE,
    /** The target. */
    TARGET,
    /** The prediction. */
    PREDICTION
  }
}
