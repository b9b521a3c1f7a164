package io.ballast.stats.parity;

import java.util.Arrays;

/**
 * The contingency chi-square as scipy computes it by default: corrected in a table of two by two.
 */
final class YatesChiSquare {
  private YatesChiSquare() {}

  /** The statistic of two columns of counts; 0 with fewer than two categories that have rows. */
  static double of(double[] reference, double[] current) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(current).sum();
    int categories = 0;
    for (int k = 0; k < reference.length; k++) {
      categories += reference[k] + current[k] > 0 ? 1 : 0;
    }
    if (categories < 2) {
      return 0;
    }
    double statistic = 0;
    for (int k = 0; k < reference.length; k++) {
      double both = reference[k] + current[k];
      if (both > 0) {
        statistic += part(reference[k], both * n / (n + m), categories == 2);
        statistic += part(current[k], both * m / (n + m), categories == 2);
      }
    }
    return statistic;
  }

  private static double part(double observed, double expected, boolean isCorrected) {
    double difference = Math.abs(observed - expected);
    double left = isCorrected ? difference - Math.min(0.5, difference) : difference;
    return left * left / expected;
  }
}
