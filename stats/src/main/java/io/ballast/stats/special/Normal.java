package io.ballast.stats.special;

/** The standard normal distribution. */
public final class Normal {
  private static final double[] CENTRE_TOP = {
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227
  };
  private static final double[] CENTRE_BOTTOM = {
    1,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854
  };
  private static final double[] MIDDLE_TOP = {
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414
  };
  private static final double[] MIDDLE_BOTTOM = {
    1,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09
  };
  private static final double[] TAIL_TOP = {
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07
  };
  private static final double[] TAIL_BOTTOM = {
    1,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15
  };

  private Normal() {}

  /** Probability of a value of at most {@code z}; relative error near 1e-14 in both tails. */
  public static double lower(double z) {
    return upper(-z);
  }

  /** Probability of a value above {@code z}; relative error near 1e-14 in both tails. */
  public static double upper(double z) {
    double half = 0.5 * z * z;
    return z >= 0
        ? 0.5 * IncompleteGamma.upper(0.5, half)
        : 0.5 + 0.5 * IncompleteGamma.lower(0.5, half);
  }

  /**
   * The value that a share {@code p} of all values stays below. Michael Wichura, "Algorithm AS 241"
   * (1988), PPND16: relative error near 1e-15.
   *
   * @param p in [0, 1]; 0 and 1 give the infinities
   * @throws IllegalArgumentException if {@code p} is out of range or NaN
   */
  public static double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("normal quantile of " + p + " is not defined, use [0, 1]");
    }
    double centred = p - 0.5;
    if (Math.abs(centred) <= 0.425) {
      double r = 0.180625 - centred * centred;
      return centred * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
    }
    double tail = centred < 0 ? p : 1 - p;
    if (tail == 0) {
      return centred < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double r = Math.sqrt(-Math.log(tail));
    double value =
        r <= 5
            ? polynomial(MIDDLE_TOP, r - 1.6) / polynomial(MIDDLE_BOTTOM, r - 1.6)
            : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5);
    return centred < 0 ? -value : value;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
