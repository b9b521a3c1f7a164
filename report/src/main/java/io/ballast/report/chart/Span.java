package io.ballast.report.chart;

/**
 * One distance on an axis that begins at 0, with its interval and what chance alone may give.
 *
 * @param point the value; below 0 it is drawn at 0, NaN draws no point
 * @param lower lower end of its interval; NaN without interval
 * @param upper upper end; positive infinity for an open one, NaN without interval
 * @param noise what 95% of windows without drift stay below, on the same scale; NaN when unknown
 */
public record Span(double point, double lower, double upper, double noise) {
  /** Room beyond the largest value for the arrow of an open end. */
  private static final double OPEN_ROOM = 1.15;

  /** Whether there is an interval to draw. */
  public boolean hasInterval() {
    return !Double.isNaN(lower);
  }

  /** Largest finite value that the span needs on its axis. */
  public double extent() {
    double extent = 0;
    for (double value : new double[] {point, lower, upper, noise}) {
      if (Double.isFinite(value)) {
        extent = Math.max(extent, value);
      }
    }
    return Double.isInfinite(upper) ? extent * OPEN_ROOM : extent;
  }
}
