package io.ballast.stats.special;

/** Natural logarithm of the gamma function, and what a Poisson density needs around it. */
public final class LogGamma {
  /** 1 minus Euler's constant. */
  private static final double ONE_LESS_EULER = 0.42278433509846713;

  /** Riemann's zeta(k) - 1 for k = 2, 3, ... */
  private static final double[] ZETA_LESS_ONE = {
    0.6449340668482264,
    0.2020569031595943,
    0.08232323371113819,
    0.03692775514336993,
    0.01734306198444914,
    0.008349277381922827,
    0.00407735619794434,
    0.0020083928260822143,
    0.0009945751278180853,
    0.0004941886041194645,
    0.0002460865533080483,
    0.00012271334757848915,
    0.00006124813505870483,
    0.00003058823630702049,
    0.00001528225940865187,
    0.000007637197637899763,
    0.00000381729326499984,
    0.000001908212716553939,
    9.539620338727962E-7,
    4.769329867878064E-7,
    2.38450502727733E-7,
    1.1921992596531106E-7,
    5.960818905125948E-8,
    2.980350351465228E-8,
    1.4901554828365043E-8,
    7.45071178983543E-9,
    3.725334024788457E-9,
    1.862659723513049E-9
  };

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** From here on Stirling's series is exact to the last bit. */
  private static final double STIRLING_FROM = 15;

  private LogGamma() {}

  /**
   * {@code ln(gamma(a))}, with a relative error near 1e-15 (near its zeros 1 and 2 as well).
   *
   * @param a above 0
   * @throws IllegalArgumentException if {@code a} is not above 0
   */
  public static double of(double a) {
    if (!(a > 0)) {
      throw new IllegalArgumentException(
          "log-gamma of " + a + " is not defined, use a value above 0");
    }
    if (a >= STIRLING_FROM) {
      return (a - 0.5) * Math.log(a) - a + HALF_LOG_TWO_PI + stirlingSeries(a);
    }
    if (a < 0.5) {
      return nearTwo(a) - Math.log1p(a) - Math.log(a);
    }
    if (a < 1.5) {
      return nearTwo(a - 1) - Math.log1p(a - 1);
    }
    double product = 1;
    double reduced = a;
    while (reduced >= 2.5) {
      reduced -= 1;
      product *= reduced;
    }
    return Math.log(product) + nearTwo(reduced - 2);
  }

  /** What Stirling's formula lacks: ln(gamma(a+1)) - (a + 1/2) ln(a) + a - ln(2 pi)/2. */
  static double stirlingError(double a) {
    if (a >= STIRLING_FROM) {
      return stirlingSeries(a);
    }
    return of(a + 1) - (a + 0.5) * Math.log(a) + a - HALF_LOG_TWO_PI;
  }

  /**
   * {@code x^a e^-x / gamma(a+1)}: a Poisson probability for whole a, the last term of the
   * incomplete gamma function for any.
   *
   * <p>Catherine Loader, "Fast and accurate computation of binomial probabilities" (2000): the
   * exponent is built from a deviance, so that the relative error stays near 1e-15 for arguments in
   * the millions.
   */
  static double poisson(double a, double x) {
    if (x == 0) {
      return a == 0 ? 1 : 0;
    }
    if (a < 1) {
      return Math.exp(a * Math.log(x) - x - of(a + 1));
    }
    return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  }

  /** {@code a ln(a/x) + x - a} without cancellation. */
  static double deviance(double a, double x) {
    return deviance(a, x, a - x);
  }

  /** The same with {@code a - x} given, where it is known to more digits than both. */
  static double deviance(double a, double x, double difference) {
    if (Math.abs(difference) >= 0.4 * (a + x)) {
      return a * Math.log(a / x) - difference;
    }
    double ratio = difference / (a + x);
    double sum = difference * ratio;
    double power = 2 * a * ratio;
    for (int j = 1; ; j++) {
      power *= ratio * ratio;
      double next = sum + power / (2 * j + 1);
      if (next == sum) {
        return next;
      }
      sum = next;
    }
  }

  /** {@code ln(gamma(2 + z))} for |z| up to 0.5 as a power series in z. */
  private static double nearTwo(double z) {
    double sum = 0;
    for (int k = ZETA_LESS_ONE.length + 1; k >= 2; k--) {
      sum = ZETA_LESS_ONE[k - 2] / k - z * sum;
    }
    return z * (ONE_LESS_EULER + z * sum);
  }

  private static double stirlingSeries(double a) {
    double inverse = 1 / (a * a);
    double sum = 1.0 / 156;
    sum = 691.0 / 360360 - inverse * sum;
    sum = 1.0 / 1188 - inverse * sum;
    sum = 1.0 / 1680 - inverse * sum;
    sum = 1.0 / 1260 - inverse * sum;
    sum = 1.0 / 360 - inverse * sum;
    sum = 1.0 / 12 - inverse * sum;
    return sum / a;
  }
}
