package io.ballast.stats.drift;

import org.jspecify.annotations.Nullable;

/**
 * One distance of one statement: what was measured, what chance alone would give, and the interval.
 *
 * @param value the distance as measured (PSI: smoothed); NaN when undefined
 * @param corrected the value less its noise floor, in the metric's own scale; may be negative for
 *     PSI; NaN when the metric has no correction or is undefined
 * @param noiseFloor the mean of the value when nothing has changed; NaN when unknown
 * @param noise95 what 95% of the values stay below when nothing has changed; NaN when unknown
 * @param interval of the corrected value; null when the metric or the data has none
 */
public record Measure(
    double value,
    double corrected,
    double noiseFloor,
    double noise95,
    @Nullable Interval interval) {

  /** Nothing could be measured. */
  static final Measure UNDEFINED =
      new Measure(Double.NaN, Double.NaN, Double.NaN, Double.NaN, null);

  /**
   * The value that thresholds and charts look at: the corrected one where defined, else the value.
   */
  public double judged() {
    return Double.isNaN(corrected) ? value : corrected;
  }
}
