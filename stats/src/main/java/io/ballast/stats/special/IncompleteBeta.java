package io.ballast.stats.special;

/** The regularised incomplete beta function. */
public final class IncompleteBeta {
  private static final double TINY = 1e-300;
  private static final double ULP = 1.2e-16;
  private static final int MAX_TERMS = 100_000;

  private IncompleteBeta() {}

  /**
   * I_x(a, b), the probability that a beta variable is at most x, by its continued fraction
   * (Abramowitz and Stegun 26.5.8), taken from the side where that is small.
   *
   * @param a above 0
   * @param b above 0
   * @param x in [0, 1]
   * @return relative error near 1e-13
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
        ? front(a, b, x, complement) * fraction(a, b, x)
        : 1 - front(b, a, complement, x) * fraction(b, a, complement);
  }

  private static double front(double a, double b, double x, double complement) {
    double logBeta = LogGamma.of(a) + LogGamma.of(b) - LogGamma.of(a + b);
    return Math.exp(a * Math.log(x) + b * Math.log(complement) - logBeta) / a;
  }

  /** Lentz's method. */
  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = nonZero(1 - (a + b) * x / (a + 1));
    d = 1 / d;
    double value = d;
    for (int m = 1; m <= MAX_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      value *= c * d;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
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
