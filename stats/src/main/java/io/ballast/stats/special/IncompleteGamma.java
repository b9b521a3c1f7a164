package io.ballast.stats.special;

/**
 * The regularised incomplete gamma function, both tails.
 *
 * <p>Each tail is computed by itself where it is small, so that a p-value of 1e-300 has as many
 * right digits as one of 0.5: relative error near 1e-14, growing to 1e-13 for shapes in the
 * millions.
 */
public final class IncompleteGamma {
  private static final double TINY = 1e-300;
  private static final double ULP = 1.2e-16;

  private IncompleteGamma() {}

  /**
   * P(a, x), the probability that a gamma variable of shape {@code a} and scale 1 is at most x.
   *
   * @param a shape, above 0
   * @param x at least 0, may be infinite
   * @throws IllegalArgumentException if an argument is out of range or NaN
   */
  public static double lower(double a, double x) {
    check(a, x);
    if (x == 0) {
      return 0;
    }
    if (Double.isInfinite(x)) {
      return 1;
    }
    return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
  }

  /**
   * Q(a, x) = 1 - P(a, x), the probability that a gamma variable of shape {@code a} and scale 1 is
   * above x.
   *
   * @param a shape, above 0
   * @param x at least 0, may be infinite
   * @throws IllegalArgumentException if an argument is out of range or NaN
   */
  public static double upper(double a, double x) {
    check(a, x);
    if (x == 0) {
      return 1;
    }
    if (Double.isInfinite(x)) {
      return 0;
    }
    if (x >= a + 1) {
      return fraction(a, x);
    }
    return a < 1 ? smallShape(a, x) : 1 - series(a, x);
  }

  private static void check(double a, double x) {
    if (!(a > 0) || !(x >= 0)) {
      throw new IllegalArgumentException(
          "incomplete gamma of shape " + a + " at " + x + " is not defined");
    }
  }

  /** P by its power series. */
  private static double series(double a, double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * ULP; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return LogGamma.poisson(a, x) * sum;
  }

  /** Q by its continued fraction, evaluated forwards (modified Lentz). */
  private static double fraction(double a, double x) {
    double density = LogGamma.poisson(a, x) * a;
    if (density == 0) {
      return 0;
    }
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int i = 1; ; i++) {
      double numerator = -i * (i - a);
      b += 2;
      d = 1 / notZero(numerator * d + b);
      c = notZero(b + numerator / c);
      double factor = c * d;
      value *= factor;
      if (Math.abs(factor - 1) < 2 * ULP) {
        return density * value;
      }
    }
  }

  private static double notZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Q for a shape below 1 and a small x, where 1 - P would cancel. */
  private static double smallShape(double a, double x) {
    double logPower = a * Math.log(x) - LogGamma.of(a + 1);
    double term = 1;
    double sum = 0;
    for (int k = 1; ; k++) {
      term *= -x / k;
      double next = sum + a * term / (a + k);
      if (next == sum) {
        break;
      }
      sum = next;
    }
    return -Math.expm1(logPower) - Math.exp(logPower) * sum;
  }
}
