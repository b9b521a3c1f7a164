package io.ballast.balance.measure;

/** Principal components of standardised columns. */
final class PrincipalComponents {

  private static final int ROUNDS = 300;

  private PrincipalComponents() {}

  /**
   * Scores of the first components, found one after another by power iteration; the largest loading
   * is positive.
   *
   * @param columns of mean 0; not changed
   */
  static double[][] scores(double[][] columns, int components) {
    int size = columns.length;
    double[][] covariance = covariance(columns);
    double[][] scores = new double[components][size == 0 ? 0 : columns[0].length];
    for (int component = 0; component < components && component < size; component++) {
      double[] axis = axis(covariance);
      double value = 0;
      double[] image = times(covariance, axis);
      for (int i = 0; i < size; i++) {
        value += axis[i] * image[i];
      }
      for (int i = 0; i < size; i++) {
        for (int row = 0; row < scores[component].length; row++) {
          scores[component][row] += axis[i] * columns[i][row];
        }
        for (int j = 0; j < size; j++) {
          covariance[i][j] -= value * axis[i] * axis[j];
        }
      }
    }
    return scores;
  }

  private static double[][] covariance(double[][] columns) {
    int size = columns.length;
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int row = 0; row < columns[i].length; row++) {
          sum += columns[i][row] * columns[j][row];
        }
        covariance[i][j] = sum / columns[i].length;
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  private static double[] axis(double[][] matrix) {
    double[] axis = new double[matrix.length];
    for (int i = 0; i < axis.length; i++) {
      axis[i] = 1 + i * 1e-3; // not at right angles to the first axis of any real table
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = times(matrix, axis);
      double length = 0;
      for (double value : next) {
        length += value * value;
      }
      if (length == 0) {
        return next;
      }
      for (int i = 0; i < next.length; i++) {
        next[i] /= Math.sqrt(length);
      }
      axis = next;
    }
    double largest = 0;
    for (double value : axis) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    if (largest < 0) {
      for (int i = 0; i < axis.length; i++) {
        axis[i] = -axis[i];
      }
    }
    return axis;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }
}
