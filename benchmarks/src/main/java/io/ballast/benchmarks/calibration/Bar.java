package io.ballast.benchmarks.calibration;

import io.ballast.stats.special.Binomial;
import java.util.Locale;

/**
 * A bound of the share of windows that show an event, judged by the exact one-sided binomial test
 * at p &lt; 0.001 (statistics.md 4.6), never by "observed &lt;= bar".
 *
 * @param row of the table of bars, "1" to "12", or of the shapes of our own, "A" and on
 * @param event that is counted
 * @param side of the bound
 * @param rate the bound, in [0, 1]
 */
record Bar(String row, Event event, Side side, double rate) {

  private static final double LEVEL = 0.001;

  /** Which side of the rate is allowed. */
  enum Side {
    /** The share is to be no more than the rate. */
    AT_MOST,
    /** The share is to be no less than the rate. */
    AT_LEAST,
    /** Only shown, for there is no bar. */
    SHOWN
  }

  static Bar atMost(String row, Event event, double rate) {
    return new Bar(row, event, Side.AT_MOST, rate);
  }

  static Bar atLeast(String row, Event event, double rate) {
    return new Bar(row, event, Side.AT_LEAST, rate);
  }

  static Bar shown(String row, Event event) {
    return new Bar(row, event, Side.SHOWN, Double.NaN);
  }

  /**
   * Whether a count is compatible with the bar.
   *
   * @param count windows that show the event
   * @param windows all windows, at least 1
   */
  boolean isMet(long count, long windows) {
    return switch (side) {
      case AT_MOST -> atLeastAsMany(count, windows, rate) >= LEVEL;
      case AT_LEAST -> atLeastAsMany(windows - count, windows, 1 - rate) >= LEVEL;
      case SHOWN -> true;
    };
  }

  /** Probability of {@code count} or more events in {@code n} windows at that rate. */
  static double atLeastAsMany(long count, long n, double rate) {
    if (count <= n * rate) {
      // At or below the mean the probability is far above any level that is asked about.
      return 1;
    }
    double sum = 0;
    for (long k = count; k <= n; k++) {
      double term = Binomial.probability(n, k, rate, 1 - rate);
      sum += term;
      if (term <= sum * 1e-12) {
        break;
      }
    }
    return sum;
  }

  /** "at most 2%". */
  String words() {
    return switch (side) {
      case AT_MOST -> String.format(Locale.ROOT, "at most %s%%", percent(rate));
      case AT_LEAST -> String.format(Locale.ROOT, "at least %s%%", percent(rate));
      case SHOWN -> "shown";
    };
  }

  /** A share in percent, as short as it is exact to a hundredth. */
  static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.2f", 100 * share);
    return text.endsWith(".00")
        ? text.substring(0, text.length() - 3)
        : text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }
}
