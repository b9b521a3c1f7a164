package io.ballast.stats.performance;

import org.jspecify.annotations.Nullable;

/**
 * A metric with its 95% interval.
 *
 * @param value NaN when undefined
 * @param lower end of the interval; NaN without one
 * @param upper end of the interval; NaN without one
 * @param reason why the value is undefined, or the interval missing; null when all is there
 */
public record Estimate(double value, double lower, double upper, @Nullable String reason) {

  /** A value with its interval. */
  static Estimate of(double value, double lower, double upper) {
    return new Estimate(value, lower, upper, null);
  }

  /** An undefined value. */
  static Estimate undefined(String reason) {
    return new Estimate(Double.NaN, Double.NaN, Double.NaN, reason);
  }

  /** A value without an interval. */
  static Estimate withoutInterval(double value, String reason) {
    return new Estimate(value, Double.NaN, Double.NaN, reason);
  }

  /** A number of rows; undefined when there is none. */
  public static Estimate count(long rows) {
    return rows == 0
        ? undefined("no row has both a target and an output")
        : withoutInterval((double) rows, "a count has no interval");
  }

  /** The same, the interval cut where the metric ends. */
  Estimate within(double least, double greatest) {
    return new Estimate(
        value,
        Math.min(greatest, Math.max(least, lower)),
        Math.min(greatest, Math.max(least, upper)),
        reason);
  }

  /** Whether there is a value. */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(lower);
  }
}
