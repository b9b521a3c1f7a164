package io.ballast.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis from 0 with round steps.
 *
 * @param max its end, above 0; values beyond it are drawn at the end
 * @param step distance of its ticks, above 0
 */
public record Scale(double max, double step) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  public Scale {
    if (!(max > 0 && Double.isFinite(max) && step > 0)) {
      throw new IllegalArgumentException("a scale to " + max + " by " + step + " is not above 0");
    }
  }

  /**
   * The smallest round scale that holds {@code largest} with at most {@code ticks} steps.
   *
   * @param largest largest value to hold; not above 0 or not finite counts as 1
   * @param ticks at least 1
   */
  public static Scale holding(double largest, int ticks) {
    double end = largest > 0 && Double.isFinite(largest) ? largest : 1;
    double magnitude = Math.pow(10, Math.floor(Math.log10(end / ticks)));
    for (double factor : ROUND) {
      double step = factor * magnitude;
      double steps = Math.ceil(end / step - 1e-9);
      if (steps <= ticks) {
        return new Scale(steps * step, step);
      }
    }
    throw new IllegalStateException("no round step below ten times " + magnitude);
  }

  /** Where a value lies, from 0 to 1; values outside lie at the ends. */
  public double at(double value) {
    return Math.max(0, Math.min(1, value / max));
  }

  /** Whether the value lies beyond the end. */
  public boolean isBeyond(double value) {
    return value > max * (1 + 1e-9);
  }

  /** The values of the ticks, 0 and the end included. */
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step <= max * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Decimals that tell the ticks apart. */
  public int decimals() {
    int decimals = 0;
    double scaled = step;
    while (decimals < 9 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * Math.max(1, scaled)) {
      scaled *= 10;
      decimals++;
    }
    return decimals;
  }
}
