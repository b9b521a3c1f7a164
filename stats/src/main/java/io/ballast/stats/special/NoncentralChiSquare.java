package io.ballast.stats.special;

/** The noncentral chi-square distribution; its degrees of freedom need not be whole. */
public final class NoncentralChiSquare {
  /** Standard deviations beyond which a Poisson or gamma term adds nothing to a double. */
  private static final double REACH = 9.5;

  /** After a Newton step this short its error is less than 1e-12, both relative. */
  private static final double LAST_STEP = 1e-6;

  private NoncentralChiSquare() {}

  /**
   * Probability of a value of at most {@code x}: the Poisson mixture of central distributions.
   * Absolute error near 1e-14; the far lower tail is 0.
   *
   * @param degreesOfFreedom above 0, any real number
   * @param noncentrality at least 0
   * @param x at least 0
   */
  public static double lower(double degreesOfFreedom, double noncentrality, double x) {
    if (!(noncentrality >= 0)) {
      throw new IllegalArgumentException("noncentrality " + noncentrality + " is negative");
    }
    return noncentrality == 0
        ? ChiSquare.lower(degreesOfFreedom, x)
        : mixture(degreesOfFreedom, noncentrality, x)[0];
  }

  /**
   * The noncentrality under which a share {@code p} of all values is at most {@code x}: the inverse
   * of {@link #lower} in its second argument, which falls from the central distribution to 0.
   *
   * @param degreesOfFreedom above 0, any real number
   * @param x at least 0
   * @param p in (0, 1)
   * @return at least 0; 0 when even the central distribution is at most x with a probability of at
   *     most p
   */
  public static double noncentrality(double degreesOfFreedom, double x, double p) {
    if (ChiSquare.lower(degreesOfFreedom, x) <= p) {
      return 0;
    }
    /*
     * Newton on the scale on which the function is nearly a straight line: the normal quantile of
     * the probability as a function of the root of the noncentrality (slope about -1). Bisection
     * takes over where a step leaves the bracket or a tail has no digits.
     */
    double target = Normal.quantile(p);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double root = guess(degreesOfFreedom, x, target);
    for (int i = 0; i < 200; i++) {
      double[] mixture = mixture(degreesOfFreedom, root * root, x);
      double probability = mixture[0];
      double step = Double.NaN;
      if (probability > 0 && probability < 1) {
        double quantile = Normal.quantile(probability);
        double density = Math.exp(-0.5 * quantile * quantile) / Math.sqrt(2 * Math.PI);
        step = (quantile - target) * density / (2 * root * mixture[1]);
        if (Math.abs(step) <= LAST_STEP * root) {
          return (root + step) * (root + step);
        }
      }
      if (probability > p) {
        low = root;
      } else {
        high = root;
      }
      double next = root + step;
      if (!(next > low && next < high)) {
        next = Double.isInfinite(high) ? 2 * root : low + (high - low) / 2;
      }
      if (Math.abs(next - root) <= 1e-14 * root) {
        return next * next;
      }
      root = next;
    }
    return root * root;
  }

  /**
   * About the root of the noncentrality: the cube root of the value is nearly normal (Abdel-Aty,
   * Approximate formulae for the percentage points of the non-central chi-square distribution,
   * 1954), solved by a few steps of the secant method.
   */
  private static double guess(double degreesOfFreedom, double x, double target) {
    double at = Math.max(0.1, Math.sqrt(Math.max(0, x - degreesOfFreedom + 1)) - target);
    double before = 1.05 * at + 0.05;
    double valueBefore = cubeRootQuantile(degreesOfFreedom, before, x) - target;
    for (int i = 0; i < 6; i++) {
      double value = cubeRootQuantile(degreesOfFreedom, at, x) - target;
      double next = at - value * (at - before) / (value - valueBefore);
      if (!(next > at / 4 && next < 4 * at)) {
        return at;
      }
      before = at;
      valueBefore = value;
      at = next;
      if (Math.abs(at - before) < 1e-4 * at) {
        return at;
      }
    }
    return at;
  }

  private static double cubeRootQuantile(double degreesOfFreedom, double root, double x) {
    double mean = degreesOfFreedom + root * root;
    double spread = 2 * (1 + root * root / mean) / (9 * mean);
    return (Math.cbrt(x / mean) - 1 + spread) / Math.sqrt(spread);
  }

  /**
   * The probability and how fast it falls with the noncentrality.
   *
   * <p>Runs downwards over the mixture: each lower central probability is the one above plus a
   * positive term, so that nothing cancels.
   */
  private static double[] mixture(double degreesOfFreedom, double noncentrality, double x) {
    double mean = noncentrality / 2;
    double half = x / 2;
    double shape = degreesOfFreedom / 2;
    double reach = REACH * Math.sqrt(mean);
    long first = (long) Math.max(0, Math.floor(mean - reach));
    double gammaEnd = half + REACH * Math.sqrt(half) + 40 - shape;
    long last = (long) Math.floor(Math.min(mean + reach + 12, gammaEnd));
    if (last < first) {
      return new double[] {0, 0};
    }
    double weight = LogGamma.poisson((double) last, mean);
    double central = IncompleteGamma.lower(shape + last, half);
    double term = LogGamma.poisson(shape + last, half);
    double perMean = 1 / mean;
    double perHalf = 1 / half;
    double probability = 0;
    double slope = 0;
    for (long j = last; ; j--) {
      probability += weight * central;
      slope += weight * term;
      if (j == first) {
        break;
      }
      weight *= j * perMean;
      term *= (shape + j) * perHalf;
      central += term;
    }
    return new double[] {Math.min(1, probability), slope / 2};
  }
}
