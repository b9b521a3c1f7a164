package io.ballast.stats.special;

/**
 * Null distributions of the Kolmogorov-Smirnov statistics.
 *
 * <p>Which formula serves where in {@link #oneSample}: Simard and L'Ecuyer, "Computing the
 * two-sided Kolmogorov-Smirnov distribution" (2011), as in scipy's {@code kstwo}.
 */
public final class Kolmogorov {
  private static final int EXACT_UP_TO = 140;
  private static final long TERMS = 200_000;

  private Kolmogorov() {}

  /**
   * Probability that two samples without ties, drawn from one distribution, are at least {@code
   * distance} apart. Exact: the share of all lattice paths from (0, 0) to (n, m) that touch the
   * boundary, as a recursion of positive terms. Time grows with n times m.
   *
   * @param distance the statistic, in [0, 1]
   * @param n rows of one sample, at least 1
   * @param m rows of the other, at least 1
   */
  public static double twoSample(double distance, int n, int m) {
    long divisor = gcd(n, m);
    long steps = Math.round(distance * ((double) n / divisor * m));
    if (steps == 0) {
      return 1;
    }
    // the path at (i, j) touches when |i m - j n| reaches this
    long reach = steps * divisor;
    double[] inverse = new double[n + m + 1];
    for (int i = 1; i < inverse.length; i++) {
      inverse[i] = 1.0 / i;
    }
    double[] touched = new double[m + 1];
    for (int j = 0; j <= m; j++) {
      touched[j] = (long) j * n >= reach ? 1 : 0;
    }
    for (int i = 1; i <= n; i++) {
      long middle = (long) i * m;
      for (int j = 0; j <= m; j++) {
        if (Math.abs(middle - (long) j * n) >= reach) {
          touched[j] = 1;
        } else {
          double before = j == 0 ? 0 : j * touched[j - 1];
          touched[j] = (i * touched[j] + before) * inverse[i + j];
        }
      }
    }
    return Math.min(1, touched[m]);
  }

  /**
   * Probability that a sample of {@code n} is at least {@code distance} away from its distribution.
   *
   * @param distance the statistic, in [0, 1]
   * @param n rows, at least 1
   */
  public static double oneSample(double distance, long n) {
    if (!(distance >= 0) || n < 1) {
      throw new IllegalArgumentException("Kolmogorov distance " + distance + " of " + n + " rows");
    }
    double steps = n * distance;
    if (steps <= 0.5) {
      return 1;
    }
    if (distance >= 1) {
      return 0;
    }
    if (steps <= 1) {
      return 1 - Math.exp(logFactorialOverPower(n) + n * Math.log(2 * steps - 1));
    }
    double square = steps * distance;
    if (distance >= 0.5 || square > (n <= EXACT_UP_TO ? 4 : 2.2)) {
      return Math.min(1, 2 * oneSided(distance, n));
    }
    boolean exact = n <= EXACT_UP_TO || (n <= 100_000 && n * Math.pow(distance, 1.5) <= 1.4);
    return Math.max(0, 1 - (exact ? durbin(distance, (int) n) : pelzGood(distance, n)));
  }

  /**
   * Z. W. Birnbaum and F. H. Tingey's sum (1951) of the one-sided statistic. Its terms change
   * smoothly and vanish at both ends, so that of millions every n-th says as much as all.
   */
  private static double oneSided(double distance, long n) {
    long last = (long) Math.floor(n * (1 - distance));
    long stride = Math.max(1, n / TERMS);
    double sum = 0;
    for (long j = 0; j <= last; j += stride) {
      double success = distance + (double) j / n;
      double failure = ((n - j) - n * distance) / n;
      if (failure > 0) {
        sum += Binomial.probability(n, j, success, failure) / success;
      }
    }
    return distance * sum * stride;
  }

  /**
   * Probability of a statistic of at most {@code distance}: J. Durbin's matrix (1968) raised to the
   * power n, as arranged by Marsaglia, Tsang and Wang, "Evaluating Kolmogorov's distribution"
   * (2003).
   */
  private static double durbin(double distance, int n) {
    int k = (int) (n * distance) + 1;
    int size = 2 * k - 1;
    double rest = k - n * distance;
    double[] inverseFactorial = new double[size + 1];
    inverseFactorial[0] = 1;
    for (int i = 1; i <= size; i++) {
      inverseFactorial[i] = inverseFactorial[i - 1] / i;
    }
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size && j <= i + 1; j++) {
        matrix[i][j] = 1;
      }
    }
    for (int i = 0; i < size; i++) {
      matrix[i][0] -= Math.pow(rest, i + 1);
      matrix[size - 1][i] -= Math.pow(rest, size - i);
    }
    matrix[size - 1][0] += 2 * rest > 1 ? Math.pow(2 * rest - 1, size) : 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size && j <= i; j++) {
        matrix[i][j] *= inverseFactorial[i - j + 1];
      }
    }
    var power = ScaledMatrix.power(matrix, n);
    double value = power.values[k - 1][k - 1];
    int exponent = power.exponent;
    for (int i = 1; i <= n; i++) {
      value *= (double) i / n;
      if (value < 1e-200) {
        value = Math.scalb(value, 600);
        exponent -= 600;
      }
    }
    return Math.scalb(value, exponent);
  }

  /** A matrix times a power of two, so that high powers neither overflow nor vanish. */
  private record ScaledMatrix(double[][] values, int exponent) {

    static ScaledMatrix power(double[][] matrix, int n) {
      var result = new ScaledMatrix(matrix, 0);
      for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
        result = result.times(result);
        if ((n & bit) != 0) {
          result = result.times(new ScaledMatrix(matrix, 0));
        }
      }
      return result;
    }

    ScaledMatrix times(ScaledMatrix other) {
      int size = values.length;
      double[][] product = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int l = 0; l < size; l++) {
          double factor = values[i][l];
          for (int j = 0; j < size; j++) {
            product[i][j] += factor * other.values[l][j];
          }
        }
      }
      int shift = Math.getExponent(product[size / 2][size / 2]);
      for (double[] row : product) {
        for (int j = 0; j < size; j++) {
          row[j] = Math.scalb(row[j], -shift);
        }
      }
      return new ScaledMatrix(product, exponent + other.exponent + shift);
    }
  }

  /**
   * Probability of a statistic of at most {@code distance}: Pelz and Good, "Approximating the lower
   * tail-areas of the Kolmogorov-Smirnov one-sample statistic" (1976), three terms beyond the
   * limit.
   */
  private static double pelzGood(double distance, long n) {
    double root = Math.sqrt((double) n);
    double z = root * distance;
    double z2 = z * z;
    double z4 = z2 * z2;
    double z6 = z4 * z2;
    double pi2 = Math.PI * Math.PI;
    double scale = Math.sqrt(2 * Math.PI);
    double limit = 0;
    double first = 0;
    double second = 0;
    double third = 0;
    for (int k = (int) Math.ceil(16 * z / Math.PI); k >= 1; k--) {
      double odd = (2 * k - 1) * Math.PI / 2;
      double s = odd * odd;
      double weight = Math.exp(-s / (2 * z2));
      limit += weight;
      first += weight * (s - z2);
      second += weight * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * s + (1 - 2 * z2) * s * s);
      third +=
          weight
              * (-30 * z6
                  - 90 * z6 * z2
                  + (135 * z4 - 96 * z6) * s
                  + (212 * z4 - 60 * z2) * s * s
                  + (5 - 30 * z2) * s * s * s);
    }
    double secondEven = 0;
    double thirdEven = 0;
    for (int k = (int) Math.ceil(16 * z / Math.PI); k >= 1; k--) {
      double s = k * k * pi2;
      double weight = Math.exp(-s / (2 * z2));
      secondEven += weight * s;
      thirdEven += weight * s * (3 * z2 - s);
    }
    return scale
        * (limit / z
            + first / (6 * z4 * root)
            + (second / (72 * z6 * z) - secondEven / (36 * z2 * z)) / n
            + (third / (6480 * z6 * z4) + thirdEven / (216 * z6)) / (n * root));
  }

  /** Logarithm of n! / n^n. */
  private static double logFactorialOverPower(long n) {
    return LogGamma.stirlingError((double) n) - n + 0.5 * Math.log(2 * Math.PI * n);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
