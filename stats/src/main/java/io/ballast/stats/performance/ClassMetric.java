package io.ballast.stats.performance;

/**
 * A metric of the decisions of a model of several classes. Sums are, class by class, {@code {right
 * rows of the class, rows of the class, rows predicted as the class}}, of rows or of their weights.
 */
public enum ClassMetric {
  /** Mean over classes with rows of the share of their rows that are right. */
  BALANCED_ACCURACY("balanced_accuracy", 0, "no class has rows"),
  /** Mean of the classes' precisions. */
  MACRO_PRECISION("macro_precision", 0, "a class is never predicted"),
  /** Mean of the classes' recalls. */
  MACRO_RECALL("macro_recall", 0, "a class that is predicted has no row"),
  /** Mean of the classes' F1. */
  MACRO_F1("macro_f1", 0, "no class has rows"),
  /** Mean of the classes' precisions by their rows. */
  WEIGHTED_PRECISION("weighted_precision", 0, "a class is never predicted"),
  /** Mean of the classes' F1 by their rows. */
  WEIGHTED_F1("weighted_f1", 0, "no class has rows"),
  /** Correlation of truth and decision (Gorodkin), -1 to 1. */
  MCC("mcc", -1, "all rows are of one class, or are predicted so"),
  /** Agreement of truth and decision beyond chance (Cohen), at most 1. */
  KAPPA("kappa", -1, "all rows are of one class and are predicted so");

  private static final int QUANTITIES = 3;

  private final String id;
  private final double least;
  private final String undefined;

  ClassMetric(String id, double least, String undefined) {
    this.id = id;
    this.least = least;
    this.undefined = undefined;
  }

  /** Name in JSON and in the catalogue. */
  public String id() {
    return id;
  }

  /** The value; NaN when undefined. */
  double of(double[] s) {
    return switch (this) {
      case BALANCED_ACCURACY -> mean(s, Part.RECALL, true);
      case MACRO_PRECISION -> mean(s, Part.PRECISION, false);
      case MACRO_RECALL -> mean(s, Part.RECALL, false);
      case MACRO_F1 -> mean(s, Part.F1, false);
      case WEIGHTED_PRECISION -> weighted(s, Part.PRECISION);
      case WEIGHTED_F1 -> weighted(s, Part.F1);
      case MCC -> gorodkin(s);
      case KAPPA -> kappa(s);
    };
  }

  /** The smallest value that it can have. */
  double least() {
    return least;
  }

  /** Why it is undefined, when it is. */
  String undefined() {
    return undefined;
  }

  /** A metric of one class against the rest. */
  enum Part {
    PRECISION,
    RECALL,
    F1;

    double of(double right, double actual, double predicted) {
      return switch (this) {
        case PRECISION -> ratio(right, predicted);
        case RECALL -> ratio(right, actual);
        case F1 -> ratio(2 * right, actual + predicted);
      };
    }
  }

  static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  /** Over the classes that have rows or are predicted; or over those that have rows. */
  private static double mean(double[] sums, Part part, boolean onlyWithRows) {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < sums.length; k += QUANTITIES) {
      if (sums[k + 1] > 0 || (!onlyWithRows && sums[k + 2] > 0)) {
        sum += part.of(sums[k], sums[k + 1], sums[k + 2]);
        classes++;
      }
    }
    return sum / classes;
  }

  private static double weighted(double[] sums, Part part) {
    double sum = 0;
    double rows = 0;
    for (int k = 0; k < sums.length; k += QUANTITIES) {
      if (sums[k + 1] > 0) {
        sum += sums[k + 1] * part.of(sums[k], sums[k + 1], sums[k + 2]);
        rows += sums[k + 1];
      }
    }
    return sum / rows;
  }

  private static double gorodkin(double[] sums) {
    Margins m = Margins.of(sums);
    double scale =
        Math.sqrt(m.rows * m.rows - m.predictedSquares) * Math.sqrt(m.rows * m.rows - m.squares);
    return ratio(m.right * m.rows - m.products, scale);
  }

  private static double kappa(double[] sums) {
    Margins m = Margins.of(sums);
    return ratio(m.right * m.rows - m.products, m.rows * m.rows - m.products);
  }

  private record Margins(
      double right, double rows, double products, double squares, double predictedSquares) {

    static Margins of(double[] sums) {
      double right = 0;
      double rows = 0;
      double products = 0;
      double squares = 0;
      double predictedSquares = 0;
      for (int k = 0; k < sums.length; k += QUANTITIES) {
        right += sums[k];
        rows += sums[k + 1];
        products += sums[k + 1] * sums[k + 2];
        squares += sums[k + 1] * sums[k + 1];
        predictedSquares += sums[k + 2] * sums[k + 2];
      }
      return new Margins(right, rows, products, squares, predictedSquares);
    }
  }
}
