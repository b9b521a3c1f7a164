package io.ballast.stats.trees;

/**
 * What holds leaf values back.
 *
 * @param leafWeight added to a leaf's sum of second derivatives, at least 0
 * @param categorySmoothing added to a category's when categories are ordered, at least 0
 */
public record GradientPenalty(double leafWeight, double categorySmoothing) {
  public GradientPenalty {
    if (!(leafWeight >= 0) || !(categorySmoothing >= 0)) {
      throw new IllegalArgumentException(
          "penalties are at least 0: " + leafWeight + ", " + categorySmoothing);
    }
  }
}
