package io.ballast.stats.drift;

/**
 * The distances that a statement carries, with the thresholds of their judged value (statistics.md
 * 9.2).
 *
 * <p>The order is the order of output.
 */
public enum DriftMetric {
  /** Population stability index, in nats, smoothed by half an observation per bin. */
  PSI("psi", "PSI", 0.1, 0.25),
  /** Jensen-Shannon distance, base 2, in [0, 1]. */
  JS_DISTANCE("js_distance", "JS distance", 0.1, 0.2),
  /** Jensen-Shannon divergence, base 2, in [0, 1]: the square of the distance. */
  JS_DIVERGENCE("js_divergence", "JS divergence", 0.01, 0.04),
  /** Hellinger distance, in [0, 1]. */
  HELLINGER("hellinger", "Hellinger distance", 0.1, 0.2),
  /** Kolmogorov-Smirnov distance of the values themselves; numeric columns only. */
  KS("ks", "KS distance", 0.1, 0.2),
  /** Cramer's V of the contingency table, bias-corrected after Bergsma. */
  CRAMERS_V("cramers_v", "Cramer's V", 0.1, 0.2),
  /** Wasserstein-1 distance over the reference's IQR/1.349; numeric columns only. */
  WASSERSTEIN("wasserstein", "Wasserstein distance", 0.1, 0.2),
  /** Kullback-Leibler divergence of the window from the reference, in nats, smoothed as PSI. */
  KL("kl", "Kullback-Leibler divergence", 0.05, 0.125),
  /** Half the sum of the differences of the bins' shares, in [0, 1]. */
  TOTAL_VARIATION("total_variation", "Total variation", 0.1, 0.2),
  /** The largest difference of a bin's shares, in [0, 1]. */
  L_INFINITY("l_infinity", "L-infinity", 0.1, 0.2),
  /** What the densities of the values do not share, in [0, 1]; numeric columns only. */
  DENSITY_DISTANCE("density_distance", "Density distance", 0.1, 0.2);

  private final String id;
  private final String label;
  private final double warning;
  private final double critical;

  DriftMetric(String id, String label, double warning, double critical) {
    this.id = id;
    this.label = label;
    this.warning = warning;
    this.critical = critical;
  }

  /** The name in flags and JSON. */
  public String id() {
    return id;
  }

  /** The name in words. */
  public String label() {
    return label;
  }

  /** From this judged value on a proven change is drift. */
  public double warning() {
    return warning;
  }

  /** From this judged value on a proven change is critical. */
  public double critical() {
    return critical;
  }
}
