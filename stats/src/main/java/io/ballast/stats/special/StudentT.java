package io.ballast.stats.special;

/** Student's t distribution. */
public final class StudentT {
  private StudentT() {}

  /**
   * The probability of a value at least as far from 0 as {@code t}.
   *
   * @param degreesOfFreedom above 0, need not be whole
   * @param t may be infinite
   * @return relative error below 1e-12 up to a million degrees of freedom
   * @throws IllegalArgumentException if an argument is out of range or NaN
   */
  public static double twoSided(double degreesOfFreedom, double t) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    double square = t * t;
    if (Double.isInfinite(square)) {
      return 0;
    }
    double sum = degreesOfFreedom + square;
    return IncompleteBeta.of(degreesOfFreedom / 2, 0.5, degreesOfFreedom / sum, square / sum);
  }
}
