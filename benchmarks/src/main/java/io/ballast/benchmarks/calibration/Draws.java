package io.ballast.benchmarks.calibration;

import io.ballast.stats.special.LogGamma;
import java.util.SplittableRandom;

/** Random numbers of one window; the same for a seed, whoever draws them. */
final class Draws {

  private static final double INVERSION_BELOW = 10;

  private final SplittableRandom random;

  Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The draws of one window of one cell: the same whatever was drawn before. */
  static Draws of(long seed, String cell, int window) {
    long hash = seed;
    for (int i = 0; i < cell.length(); i++) {
      hash = mixed(hash ^ cell.charAt(i));
    }
    return new Draws(mixed(hash ^ window));
  }

  /** The finaliser of SplitMix64. */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return random.nextDouble();
  }

  /** Mean 0, variance 1. */
  double normal() {
    return random.nextGaussian();
  }

  /**
   * Successes in {@code n} trials.
   *
   * @param p probability of each, in [0, 1]
   */
  long binomial(long n, double p) {
    if (n == 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    if (p > 0.5) {
      return n - binomial(n, 1 - p);
    }
    return n * p < INVERSION_BELOW ? byInversion(n, p) : byRejection(n, p);
  }

  private long byInversion(long n, double p) {
    double odds = p / (1 - p);
    double none = Math.exp(n * Math.log1p(-p));
    while (true) {
      double left = random.nextDouble();
      double probability = none;
      for (long k = 0; k <= n; k++) {
        if (left < probability) {
          return k;
        }
        left -= probability;
        probability *= odds * (n - k) / (k + 1);
      }
    }
  }

  /**
   * Wolfgang Hörmann, "The generation of binomial random variates" (1993), algorithm BTRS:
   * transformed rejection, exact.
   */
  private long byRejection(long n, double p) {
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = n * p + 0.5;
    double quick = 0.92 - 4.2 / b;
    while (true) {
      double v = random.nextDouble();
      double u = random.nextDouble() - 0.5;
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= quick) {
        return (long) k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double alpha = (2.83 + 5.1 / b) * deviation;
      double mode = Math.floor((n + 1) * p);
      double height = Math.log(v * alpha / (a / (us * us) + b));
      if (height <= logRatio(n, p, k, mode)) {
        return (long) k;
      }
    }
  }

  /** Logarithm of the probability of {@code k} over that of {@code mode}. */
  private static double logRatio(long n, double p, double k, double mode) {
    return LogGamma.of(mode + 1)
        + LogGamma.of(n - mode + 1)
        - LogGamma.of(k + 1)
        - LogGamma.of(n - k + 1)
        + (k - mode) * Math.log(p / (1 - p));
  }

  /**
   * Rows of each of several kinds among {@code n}.
   *
   * @param shares of the kinds, at least 0; need not sum to 1
   */
  long[] multinomial(long n, double[] shares) {
    double[] cumulative = new double[shares.length];
    double total = 0;
    for (int i = 0; i < shares.length; i++) {
      total += shares[i];
      cumulative[i] = total;
    }
    long[] rows = new long[shares.length];
    if (n < shares.length) {
      for (long row = 0; row < n; row++) {
        rows[first(cumulative, random.nextDouble() * total)]++;
      }
      return rows;
    }
    long left = n;
    for (int i = 0; i < shares.length && left > 0; i++) {
      double before = i == 0 ? 0 : cumulative[i - 1];
      double rest = total - before;
      // The last kind with a share takes what is left, whatever rounding says.
      boolean last = cumulative[i] == total;
      rows[i] = shares[i] == 0 ? 0 : last ? left : binomial(left, shares[i] / rest);
      left -= rows[i];
    }
    return rows;
  }

  /** The first index whose cumulative share is above {@code u}. */
  private static int first(double[] cumulative, double u) {
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > u) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
