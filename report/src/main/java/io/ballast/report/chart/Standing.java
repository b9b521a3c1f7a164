package io.ballast.report.chart;

/** How sure a point is, and so how it is drawn: filled is proven, outlined is not. */
public enum Standing {
  /** Evidence and effect agree on drift: filled. */
  PROVEN,
  /** Evidence and effect agree that nothing large happened: filled. */
  STEADY,
  /** The effect is large and the evidence is lacking: outlined. */
  UNPROVEN,
  /** Not enough data: dashed outline. */
  UNKNOWN
}
