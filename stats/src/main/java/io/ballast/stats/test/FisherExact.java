package io.ballast.stats.test;

/**
 * Fisher's exact test of a 2 x 2 table, two-sided: the probability, given the margins, of all
 * tables that are at most as likely as the one seen.
 */
public final class FisherExact {
  /** Tables within this relative distance are equally likely; covers rounding over long tables. */
  private static final double SAME = 1e-10;

  private FisherExact() {}

  /**
   * The two-sided p-value; 1 when a margin is 0. Takes time in proportion to the standard deviation
   * of a cell: microseconds for thousands of rows, milliseconds for millions.
   *
   * @param a first side, first class
   * @param b first side, second class
   * @param c second side, first class
   * @param d second side, second class
   * @throws IllegalArgumentException if a count is negative
   */
  public static double twoSided(long a, long b, long c, long d) {
    if (a < 0 || b < 0 || c < 0 || d < 0) {
      throw new IllegalArgumentException(
          "counts " + a + ", " + b + ", " + c + ", " + d + ", at least 0 are needed");
    }
    long row = a + b;
    long column = a + c;
    long rows = row + c + d;
    if (row == 0 || column == 0 || row == rows || column == rows) {
      return 1;
    }
    var cell = new Cell(row, column, rows);
    long mode = (long) Math.floor((row + 1.0) * (column + 1.0) / (rows + 2.0));
    mode = Math.max(cell.least(), Math.min(cell.most(), mode));
    double seen = cell.relative(mode, a);
    if (seen == 0) {
      return 0;
    }
    double bound = seen * (1 + SAME);
    double[] up = cell.sums(mode, 1, bound);
    double[] down = cell.sums(mode, -1, bound);
    double atMode = 1 <= bound ? 1 : 0;
    return Math.min(1, (up[1] + down[1] + atMode) / (up[0] + down[0] + 1));
  }

  /** The hypergeometric law of the first cell, as ratios to its most likely value. */
  private record Cell(long row, long column, long rows) {

    long least() {
      return Math.max(0, row + column - rows);
    }

    long most() {
      return Math.min(row, column);
    }

    /** Probability of k + 1 over that of k. */
    double ratio(long k) {
      return (double) (row - k) * (column - k) / ((k + 1.0) * (rows - row - column + k + 1.0));
    }

    /** Probability of {@code k} over that of {@code mode}; 0 when it underflows. */
    double relative(long mode, long k) {
      double value = 1;
      for (long i = mode; i < k && value > 0; i++) {
        value *= ratio(i);
      }
      for (long i = mode - 1; i >= k && value > 0; i--) {
        value /= ratio(i);
      }
      return value;
    }

    /** Sum of all values on one side of the mode, and of those at most {@code bound}. */
    double[] sums(long mode, int step, double bound) {
      double all = 0;
      double unlikely = 0;
      double value = 1;
      for (long k = mode + step; k >= least() && k <= most(); k += step) {
        value = step > 0 ? value * ratio(k - 1) : value / ratio(k);
        all += value;
        if (value <= bound) {
          unlikely += value;
          if (value < unlikely * 1e-18) {
            break;
          }
        }
      }
      return new double[] {all, unlikely};
    }
  }
}
