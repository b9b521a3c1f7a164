package io.ballast.report.chart;

/** Which count a chart's row or line shows; they differ in hue, width and shape. */
public enum Series {
  /** Weighted, or inside one class: heavy line, round points. */
  HEAVY,
  /** Plain beside a weighted one: thin line, small squares. */
  PLAIN
}
