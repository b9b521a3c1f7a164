package io.ballast.stats.special;

/** The regularised incomplete beta function. */
public final class IncompleteBeta {
  private static final double TINY = 1e-300;
  private static final double ULP = 1.2e-16;
  private static final int MAX_TERMS = 100_000;

  private IncompleteBeta() {}

  /**
   * I_x(a, b), the probability that a beta variable is at most x, by the continued fraction of A.
   * R. DiDonato and A. H. Morris, "Significant digit computation of the incomplete beta function
   * ratios" (1992, equation 9), taken from the side where that is small.
   *
   * @param a above 0
   * @param b above 0
   * @param x in [0, 1]
   * @return relative error below 1e-12 for shapes up to 500,000
   * @throws IllegalArgumentException if an argument is out of range or NaN
   */
  public static double lower(double a, double b, double x) {
    return of(a, b, x, 1 - x);
  }

  /** The same with 1 - x given beside x, for an x so close to 1 that the difference is lost. */
  static double of(double a, double b, double x, double complement) {
    if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException(
          "incomplete beta of shapes " + a + " and " + b + " at " + x + " is not defined");
    }
    if (x == 0 || complement == 0) {
      return x == 0 ? 0 : 1;
    }
    return x <= (a + 1) / (a + b + 2)
        ? front(a, b, x, complement) / fraction(a, b, x, complement)
        : 1 - front(b, a, complement, x) / fraction(b, a, complement, x);
  }

  /** {@code x^a complement^b / B(a, b)}. */
  private static double front(double a, double b, double x, double complement) {
    return Binomial.term(a, b, x, complement) * a * b / (a + b);
  }

  /**
   * Evaluated by Lentz's method. All that could cancel is in {@code a - (a + b) x}, which is known
   * from both sides.
   */
  private static double fraction(double a, double b, double x, double complement) {
    double surplus = a * complement - b * x;
    double value = nonZero(a / (a + 1) * (surplus + 1));
    double c = value;
    double d = 0;
    for (int n = 1; n <= MAX_TERMS; n++) {
      double even = a + 2.0 * n;
      double alpha =
          (a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x / ((even - 1) * (even - 1));
      double beta =
          n
              + n * (b - n) * x / (even - 1)
              + (a + n) / (even + 1) * (surplus + 1 + n * (1 + complement));
      d = 1 / nonZero(beta + alpha * d);
      c = nonZero(beta + alpha / c);
      double step = c * d;
      value *= step;
      if (Math.abs(step - 1) <= ULP) {
        break;
      }
    }
    return value;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
