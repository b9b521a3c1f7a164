package io.ballast.stats.weights;

import java.util.Arrays;

/** Weights of classes. */
public final class ClassWeights {
  private ClassWeights() {}

  /**
   * Weights under which every class of the reference weighs the same: {@code N / (K * N_c)}, with N
   * the rows of all classes and K the classes that have a row.
   *
   * <p>Equal to the last bit to {@code class_weight="balanced"} of scikit-learn.
   *
   * @param counts rows of each class in the reference
   * @return one weight for each class; 0 for a class without a row, which is not counted in K
   */
  public static double[] balanced(long[] counts) {
    long rows = 0;
    int classes = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("a class has " + count + " rows, at least 0 are needed");
      }
      rows += count;
      classes += count > 0 ? 1 : 0;
    }
    double[] weights = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      weights[k] = counts[k] == 0 ? 0 : (double) rows / ((double) classes * counts[k]);
    }
    return weights;
  }

  /**
   * A user's weights, checked.
   *
   * @param weights one for each class, in the order of the classes
   * @param classes number of classes
   * @throws IllegalArgumentException if the number is wrong, a weight is negative or not finite, or
   *     all are 0
   */
  public static double[] list(double[] weights, int classes) {
    if (weights.length != classes) {
      throw new IllegalArgumentException(
          weights.length + " class weights for " + classes + " classes, give one for each class");
    }
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "class weight " + weight + ", a weight is a number of at least 0");
      }
    }
    if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException(
          "class weights are all 0, at least one class needs a weight above 0");
    }
    return weights.clone();
  }
}
