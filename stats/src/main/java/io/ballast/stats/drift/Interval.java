package io.ballast.stats.drift;

/**
 * A 95% interval of a distance between the two populations, cut at 0.
 *
 * @param lower at least 0
 * @param upper above 0; positive infinity when the interval has no upper end ("at least lower")
 */
public record Interval(double lower, double upper) {
  public Interval {
    if (!(lower >= 0) || !(upper >= lower)) {
      throw new IllegalArgumentException(
          "interval " + lower + " to " + upper + " is not ordered from 0");
    }
  }

  /** Whether the upper end is open. */
  public boolean isOpen() {
    return Double.isInfinite(upper);
  }
}
