package io.ballast.stats.test;

import io.ballast.stats.special.BesselQuarter;
import io.ballast.stats.special.LogGamma;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The two-sample Cramer-von Mises test (T. W. Anderson, "On the distribution of the two-sample
 * Cramer-von Mises criterion", 1962), ties by midranks.
 *
 * @param statistic T
 * @param p exact when neither side has more than 20 rows, else that of the limiting law at the
 *     statistic standardised by its exact mean and variance; absolute error below 1e-12
 */
public record CramerVonMises(double statistic, double p) {
  private static final int EXACT_UP_TO = 20;
  private static final double NO_EVIDENCE_BELOW = 0.003;
  private static final int MAX_TERMS = 200;
  private static final double SMALLEST_TERM = 1e-17;

  /** Tests two samples. */
  public static CramerVonMises of(PooledValues pooled) {
    double n = pooled.n();
    double m = pooled.m();
    double rows = n + m;
    double u = n * squares(pooled, pooled.reference()) + m * squares(pooled, pooled.current());
    double product = n * m;
    double t = u / (product * rows) - (4 * product - 1) / (6 * rows);
    if (Math.max(n, m) <= EXACT_UP_TO) {
      return new CramerVonMises(t, exact(u, (int) n, (int) m));
    }
    double mean = (1 + 1 / rows) / 6;
    double variance =
        (rows + 1)
            * (4 * product * rows - 3 * (n * n + m * m) - 2 * product)
            / (45 * rows * rows * 4 * product);
    double standard = 1.0 / 6 + (t - mean) / Math.sqrt(45 * variance);
    return new CramerVonMises(t, standard < NO_EVIDENCE_BELOW ? 1 : limitTail(standard));
  }

  /** The sum over a side's rows of (midrank among all rows - rank within the side) squared. */
  private static double squares(PooledValues pooled, long[] side) {
    double sum = 0;
    double below = 0;
    double own = 0;
    for (int i = 0; i < side.length; i++) {
      double ties = (double) pooled.reference()[i] + pooled.current()[i];
      double k = side[i];
      // midrank less own rank is d, d - 1, ..., d - k + 1 for the k tied rows
      double d = below + (ties + 1) / 2 - (own + 1);
      sum += k * d * d - d * k * (k - 1) + (k - 1) * k * (2 * k - 1) / 6;
      below += ties;
      own += k;
    }
    return sum;
  }

  /**
   * The share of the orders of n and m rows whose statistic is at least the one seen, counted path
   * by path of the lattice (Y. Xiao, A. Gordon and A. Yakovlev, 2006).
   */
  private static double exact(double u, int n, int m) {
    long lcm = (long) n / gcd(n, m) * m;
    long a = lcm / n;
    long b = lcm / m;
    double product = (double) n * m;
    double bound =
        Math.floor(
            (double) lcm
                * lcm
                * (n + m)
                * (6 * u - product * (4 * product - 1))
                / (6 * product * product));
    Map<Long, Double>[] column = newColumn(n);
    column[0].put(0L, 1.0);
    for (int j = 0; j <= m; j++) {
      for (int i = 0; i <= n; i++) {
        if (i > 0) {
          column[i - 1].forEach(addTo(column[i]));
        }
        long step = a * i - b * j;
        Map<Long, Double> moved = new HashMap<>();
        column[i].forEach((sum, paths) -> moved.put(sum + step * step, paths));
        column[i] = moved;
      }
    }
    double all = 0;
    double atLeast = 0;
    for (Map.Entry<Long, Double> entry : column[n].entrySet()) {
      all += entry.getValue();
      atLeast += entry.getKey() >= bound ? entry.getValue() : 0;
    }
    return atLeast / all;
  }

  private static java.util.function.BiConsumer<Long, Double> addTo(Map<Long, Double> sums) {
    return (sum, paths) -> sums.merge(sum, paths, Double::sum);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of maps: one for each row count
  private static Map<Long, Double>[] newColumn(int n) {
    Map<Long, Double>[] column = new Map[n + 1];
    Arrays.setAll(column, i -> new HashMap<>());
    return column;
  }

  private static long gcd(long x, long y) {
    return y == 0 ? x : gcd(y, x % y);
  }

  /** 1 - F(x) of the limiting law (S. Csorgo and J. J. Faraway, 1996, equation 1.2). */
  private static double limitTail(double x) {
    double sum = 0;
    for (int k = 0; k < MAX_TERMS; k++) {
      double y = 4.0 * k + 1;
      double q = y * y / (16 * x);
      double term =
          Math.exp(LogGamma.of(k + 0.5) - LogGamma.of(k + 1.0) - 2 * q)
              * Math.sqrt(y)
              * BesselQuarter.scaled(q);
      sum += term;
      if (term < SMALLEST_TERM) {
        break;
      }
    }
    return Math.max(0, 1 - sum / (Math.PI * Math.sqrt(Math.PI) * Math.sqrt(x)));
  }
}
