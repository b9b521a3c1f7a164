package io.ballast.stats.performance;

/**
 * A metric of the four kinds of a binary decision. Sums are {@code {true positives, false
 * positives, false negatives, true negatives}}, of rows or of their weights.
 */
public enum DecisionMetric {
  /** Share of right decisions. */
  ACCURACY("accuracy", 0b1001, 0b0110, ""),
  /** Mean of recall and specificity. */
  BALANCED_ACCURACY("balanced_accuracy", 0, "both classes"),
  /** Share of positives among those predicted positive. */
  PRECISION("precision", 0b0001, 0b0010, "no row is predicted positive"),
  /** Share of the positives that were found; TPR, sensitivity. */
  RECALL("recall", 0b0001, 0b0100, "no row is positive"),
  /** Share of the negatives that were left alone; TNR. */
  SPECIFICITY("specificity", 0b1000, 0b0010, "no row is negative"),
  /** Share of the negatives that were taken for positive. */
  FALSE_POSITIVE_RATE("false_positive_rate", 0b0010, 0b1000, "no row is negative"),
  /** Share of the positives that were missed. */
  FALSE_NEGATIVE_RATE("false_negative_rate", 0b0100, 0b0001, "no row is positive"),
  /** Share of negatives among those predicted negative. */
  NEGATIVE_PREDICTIVE_VALUE(
      "negative_predictive_value", 0b1000, 0b0100, "no row is predicted negative"),
  /** Harmonic mean of precision and recall. */
  F1("f1", 0, "no row is positive, or none is predicted so"),
  /** F with recall twice as important as precision. */
  F2("f2", 0, "no row is positive, or none is predicted so"),
  /** F with precision twice as important as recall. */
  F_HALF("f0.5", 0, "no row is positive, or none is predicted so"),
  /** Correlation of truth and decision (Matthews), -1 to 1. */
  MCC("mcc", -1, "all rows are of one class, or are predicted so"),
  /** Agreement of truth and decision beyond chance (Cohen), at most 1. */
  KAPPA("kappa", -1, "all rows are of one class and are predicted so"),
  /** Recall less false-positive rate (Youden), -1 to 1. */
  YOUDEN("youden", -1, "both classes"),
  /** Root of recall times specificity. */
  G_MEAN("g_mean", 0, "both classes"),
  /** Root of precision times recall. */
  FOWLKES_MALLOWS("fowlkes_mallows", 0, "no row is positive, or none is predicted so");

  private final String id;

  /** Bits of the sums that count, of a share; 0 for what is none. */
  private final int parts;

  /** Bits of the sums that are looked at and do not count. */
  private final int others;

  private final double least;
  private final String undefined;

  DecisionMetric(String id, int parts, int others, String undefined) {
    this.id = id;
    this.parts = parts;
    this.others = others;
    this.least = 0;
    this.undefined = undefined;
  }

  DecisionMetric(String id, double least, String undefined) {
    this.id = id;
    this.parts = 0;
    this.others = 0;
    this.least = least;
    this.undefined = undefined.equals("both classes") ? "needs rows of both classes" : undefined;
  }

  /** Name in JSON and in the catalogue. */
  public String id() {
    return id;
  }

  /** The value; NaN when undefined. */
  double of(double[] s) {
    return switch (this) {
      case ACCURACY,
          PRECISION,
          RECALL,
          SPECIFICITY,
          FALSE_POSITIVE_RATE,
          FALSE_NEGATIVE_RATE,
          NEGATIVE_PREDICTIVE_VALUE ->
          ratio(sum(s, parts), sum(s, parts | others));
      case BALANCED_ACCURACY -> (recall(s) + specificity(s)) / 2;
      case F1 -> fBeta(s, 1);
      case F2 -> fBeta(s, 2);
      case F_HALF -> fBeta(s, 0.5);
      case MCC -> matthews(s);
      case KAPPA -> kappa(s);
      case YOUDEN -> recall(s) + specificity(s) - 1;
      case G_MEAN -> Math.sqrt(recall(s) * specificity(s));
      case FOWLKES_MALLOWS -> Math.sqrt(precision(s) * recall(s));
    };
  }

  /** Whether the metric is a share of rows, whose interval is Wilson's. */
  boolean isShare() {
    return parts > 0;
  }

  /** The rows that count, and those that do not, of a metric that is a share. */
  Estimate share(Weight[] cells) {
    return Wilson.of(sum(cells, parts), sum(cells, parts | others), undefined);
  }

  /** The smallest value that it can have. */
  double least() {
    return least;
  }

  /** Why it is undefined, when it is. */
  String undefined() {
    return undefined;
  }

  private static double sum(double[] sums, int places) {
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += (places >> i & 1) * sums[i];
    }
    return sum;
  }

  private static Weight sum(Weight[] cells, int places) {
    Weight sum = new Weight(0, 0);
    for (int i = 0; i < cells.length; i++) {
      sum = (places >> i & 1) == 1 ? sum.plus(cells[i]) : sum;
    }
    return sum;
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  private static double precision(double[] s) {
    return ratio(s[0], s[0] + s[1]);
  }

  private static double recall(double[] s) {
    return ratio(s[0], s[0] + s[2]);
  }

  private static double specificity(double[] s) {
    return ratio(s[3], s[3] + s[1]);
  }

  /** F with recall {@code beta} times as important as precision. */
  static double fBeta(double[] s, double beta) {
    double square = beta * beta;
    return ratio((1 + square) * s[0], (1 + square) * s[0] + square * s[2] + s[1]);
  }

  private static double matthews(double[] s) {
    double scale =
        Math.sqrt(s[0] + s[1])
            * Math.sqrt(s[0] + s[2])
            * Math.sqrt(s[3] + s[1])
            * Math.sqrt(s[3] + s[2]);
    return ratio(s[0] * s[3] - s[1] * s[2], scale);
  }

  private static double kappa(double[] s) {
    double chance = (s[0] + s[1]) * (s[0] + s[2]) + (s[3] + s[1]) * (s[3] + s[2]);
    double rows = s[0] + s[1] + s[2] + s[3];
    return ratio((s[0] + s[3]) * rows - chance, rows * rows - chance);
  }
}
