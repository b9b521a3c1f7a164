package io.ballast.benchmarks.calibration;

/** Distributions with a name. */
final class Laws {
  private Laws() {}

  static Distribution normal(double mean, double deviation) {
    return Distribution.density(
        x -> Math.exp(-0.5 * Math.pow((x - mean) / deviation, 2)),
        mean - 8 * deviation,
        mean + 8 * deviation);
  }

  static Distribution beta(double a, double b) {
    return Distribution.density(x -> Math.pow(x, a - 1) * Math.pow(1 - x, b - 1), 0, 1);
  }

  static Distribution exponential(double mean) {
    return Distribution.density(x -> Math.exp(-x / mean), 0, 25 * mean);
  }

  static Distribution poisson(double mean) {
    int values = (int) (mean + 12 * Math.sqrt(mean) + 12);
    double[] counts = new double[values];
    double[] masses = new double[values];
    for (int k = 0; k < values; k++) {
      counts[k] = k;
      masses[k] = k == 0 ? Math.exp(-mean) : masses[k - 1] * mean / k;
    }
    return Distribution.points(counts, masses);
  }
}
