package io.ballast.stats.test;

/**
 * The two-sample Anderson-Darling test for samples with ties (F. W. Scholz and M. A. Stephens,
 * "K-sample Anderson-Darling tests", 1987, equation 7: midranks).
 *
 * @param statistic the standardised statistic; NaN when all values are equal or there are fewer
 *     than 4 rows
 * @param p not clipped: between the tabulated levels 25% and 0.1% by their quadratic interpolation
 *     of the logarithm, beyond them on its tangents, at most 1; NaN with the statistic
 */
public record AndersonDarling(double statistic, double p) {

  /** The standardised statistic at the levels 25% and 0.1%, the ends of the published table. */
  private static final double FIRST = 0.325;

  private static final double LAST = 6.546;

  /** Least-squares quadratic of ln p by the statistic over the table's seven levels. */
  private static final double SQUARE = 0.01819809457411147;

  private static final double SLOPE = -1.0082265644652515;
  private static final double CONSTANT = -1.077770279820484;

  /** Tests two samples. */
  public static AndersonDarling of(PooledValues pooled) {
    if (pooled.values().length < 2 || pooled.rows() < 4) {
      return new AndersonDarling(Double.NaN, Double.NaN);
    }
    double rows = pooled.rows();
    double n = pooled.n();
    double m = pooled.m();
    double sum = 0;
    double below = 0;
    double belowReference = 0;
    for (int i = 0; i < pooled.values().length; i++) {
      double ties = (double) pooled.reference()[i] + pooled.current()[i];
      double rank = below + ties / 2;
      double referenceRank = belowReference + pooled.reference()[i] / 2.0;
      double currentRank = rank - referenceRank;
      double scale = rank * (rows - rank) - rows * ties / 4;
      double byReference = rows * referenceRank - rank * n;
      double byCurrent = rows * currentRank - rank * m;
      if (scale > 0) {
        sum += ties / rows * (byReference * byReference / n + byCurrent * byCurrent / m) / scale;
      }
      below += ties;
      belowReference += pooled.reference()[i];
    }
    double squared = sum * (rows - 1) / rows;
    double statistic = (squared - 1) / deviation(n, m);
    return new AndersonDarling(statistic, p(statistic));
  }

  /** The standard deviation of the statistic under the null, k = 2. */
  private static double deviation(double n, double m) {
    double rows = n + m;
    double inverse = 1 / n + 1 / m;
    double h = 1;
    double g = 0;
    double inner = 0;
    for (long j = 2; j < (long) rows; j++) {
      h += 1.0 / j;
      inner += 1 / (rows - (j - 1));
      g += inner / j;
    }
    double a = (4 * g - 6) + (10 - 6 * g) * inverse;
    double b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
    double c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
    double d = (2 * h + 6) * 4 - 8 * h;
    double variance =
        (((a * rows + b) * rows + c) * rows + d) / ((rows - 1) * (rows - 2) * (rows - 3));
    return Math.sqrt(variance);
  }

  private static double p(double statistic) {
    double within = Math.max(FIRST, Math.min(LAST, statistic));
    double log = (SQUARE * within + SLOPE) * within + CONSTANT;
    return Math.min(1, Math.exp(log + (2 * SQUARE * within + SLOPE) * (statistic - within)));
  }
}
