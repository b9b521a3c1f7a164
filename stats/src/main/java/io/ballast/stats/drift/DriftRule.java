package io.ballast.stats.drift;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a column has drifted: enough data, evidence and effect together.
 *
 * @param metric the metric that leads: it is the effect, and the verdict is made of it
 * @param extraMetrics further metrics that a statement carries
 * @param alpha level of the evidence after control of false discoveries, inside (0, 1)
 * @param minimumRows rows that each side needs, at least 1; also the effective rows that each side
 *     needs under event weights
 * @param minimumMinorityRows rows of the least frequent class that a class-weighted verdict needs,
 *     and rows of a class that its part needs; at least 10
 * @param control of false discoveries within a family
 */
public record DriftRule(
    DriftMetric metric,
    List<DriftMetric> extraMetrics,
    double alpha,
    long minimumRows,
    long minimumMinorityRows,
    Control control) {
  private static final long LEAST_MINORITY_ROWS = 10;

  public DriftRule {
    extraMetrics = List.copyOf(extraMetrics);
    List<String> problems = new ArrayList<>();
    if (!(alpha > 0 && alpha < 1)) {
      problems.add("alpha " + alpha + " is not inside (0, 1)");
    }
    if (minimumRows < 1) {
      problems.add("minimum rows " + minimumRows + " is below 1");
    }
    if (minimumMinorityRows < LEAST_MINORITY_ROWS) {
      problems.add("minimum minority rows " + minimumMinorityRows + " is below 10");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** A rule that controls false discoveries after Benjamini and Hochberg. */
  public DriftRule(
      DriftMetric metric,
      List<DriftMetric> extraMetrics,
      double alpha,
      long minimumRows,
      long minimumMinorityRows) {
    this(metric, extraMetrics, alpha, minimumRows, minimumMinorityRows, Control.BH);
  }

  /**
   * PSI leads, with JS distance, Hellinger and KS beside it; alpha 0.01, 100 rows, 30 minority
   * rows.
   *
   * <p>These need no more than counts and bounded memory; other metrics are carried when asked for.
   */
  public static DriftRule defaults() {
    List<DriftMetric> extra =
        List.of(DriftMetric.JS_DISTANCE, DriftMetric.HELLINGER, DriftMetric.KS);
    return new DriftRule(DriftMetric.PSI, extra, 0.01, 100, 30);
  }

  /** All metrics of a statement, in the order of output. */
  public Set<DriftMetric> metrics() {
    Set<DriftMetric> metrics = EnumSet.of(metric);
    metrics.addAll(extraMetrics);
    return metrics;
  }
}
