package io.ballast.stats.test;

/**
 * The pseudo-inverse of a small symmetric positive semidefinite matrix by its eigenvalues (Jacobi
 * rotations); eigenvalues below 1e-15 of the largest count as 0.
 */
final class SymmetricInverse {
  private static final double ZERO = 1e-15;
  private static final int MAX_SWEEPS = 60;

  private final double[] values;
  private final double[][] vectors;

  SymmetricInverse(double[][] matrix) {
    int size = matrix.length;
    double[][] a = new double[size][];
    vectors = new double[size][size];
    for (int i = 0; i < size; i++) {
      a[i] = matrix[i].clone();
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(a); sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          if (a[p][q] != 0) {
            rotate(a, p, q);
          }
        }
      }
    }
    values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = a[i][i];
    }
  }

  private static boolean isDiagonal(double[][] a) {
    double off = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        off += Math.abs(a[i][j]);
      }
    }
    return off == 0;
  }

  private void rotate(double[][] a, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
    double cosine = 1 / Math.hypot(t, 1);
    double sine = t * cosine;
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = cosine * x - sine * y;
      a[k][q] = sine * x + cosine * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = cosine * x - sine * y;
      a[q][k] = sine * x + cosine * y;
      x = vectors[k][p];
      y = vectors[k][q];
      vectors[k][p] = cosine * x - sine * y;
      vectors[k][q] = sine * x + cosine * y;
    }
    a[p][q] = 0;
    a[q][p] = 0;
  }

  private double smallest() {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return ZERO * largest;
  }

  /** How many eigenvalues are not 0. */
  int rank() {
    int rank = 0;
    for (double value : values) {
      rank += Math.abs(value) > smallest() ? 1 : 0;
    }
    return rank;
  }

  /** The vector's product with the inverse and itself. */
  double quadraticForm(double[] vector) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i]) > smallest()) {
        double along = 0;
        for (int k = 0; k < vector.length; k++) {
          along += vectors[k][i] * vector[k];
        }
        sum += along * along / values[i];
      }
    }
    return sum;
  }
}
