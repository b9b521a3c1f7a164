package io.ballast.stats.test;

import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.weights.WeightedBins;

/**
 * The chi-square test of weighted bins in closed form: Rao and Scott's second-order correction
 * under two estimates of the variance, of which the larger p-value counts.
 *
 * <p>"Apart" estimates the variance on each side by itself and is too easy when the window is small
 * beside the reference; "pooled" estimates it from both together and is too easy when the class
 * share moves and the column does not. J. N. K. Rao and A. J. Scott, "The analysis of categorical
 * data from complex sample surveys" (1981); F. E. Satterthwaite's approximation (1946).
 *
 * @param statistic X, the sum over bins of (q - p) squared over r, with p and q the weighted shares
 *     and r their mean
 * @param apart null law with the variances of each side
 * @param pooled null law with the variance of both sides together
 */
public record WeightedChiSquare(double statistic, NullLaw apart, NullLaw pooled) {

  /** The larger of the two p-values; 1 with fewer than two bins. */
  public double p() {
    return Math.max(apart.upperTail(statistic), pooled.upperTail(statistic));
  }

  /** The law with the larger mean: the one that intervals are built on. */
  public NullLaw wider() {
    return apart.mean >= pooled.mean ? apart : pooled;
  }

  /**
   * The law of X when nothing has changed: X times {@code mean / spread} is a chi-square with
   * {@code mean^2 / spread} degrees of freedom.
   *
   * @param mean t1, the mean of X
   * @param spread t2, half the variance of X
   */
  public record NullLaw(double mean, double spread) {

    /** h, the degrees of freedom; not whole. NaN with fewer than two bins. */
    public double degreesOfFreedom() {
      return mean * mean / spread;
    }

    /** What a share {@code p} of all X stays below; 0 with fewer than two bins. */
    public double quantile(double p) {
      return isDegenerate() ? 0 : ChiSquare.quantile(degreesOfFreedom(), p) * spread / mean;
    }

    /** Probability of a value above {@code x}; 1 with fewer than two bins. */
    public double upperTail(double x) {
      return isDegenerate() ? 1 : ChiSquare.upper(degreesOfFreedom(), x * mean / spread);
    }

    private boolean isDegenerate() {
      return !(mean > 0 && spread > 0);
    }
  }

  /**
   * Tests two sides.
   *
   * @param reference weights per bin, at least one above 0
   * @param current weights per bin, same bins, at least one above 0
   * @throws IllegalArgumentException if the bins differ or a side has no weight
   */
  public static WeightedChiSquare of(WeightedBins reference, WeightedBins current) {
    double a = reference.total();
    double c = current.total();
    if (reference.size() != current.size() || a == 0 || c == 0) {
      throw new IllegalArgumentException(
          "weights of "
              + a
              + " in "
              + reference.size()
              + " bins and "
              + c
              + " in "
              + current.size());
    }
    int bins = 0;
    int[] kept = new int[reference.size()];
    for (int b = 0; b < reference.size(); b++) {
      if (reference.sums()[b] > 0 || current.sums()[b] > 0) {
        kept[bins++] = b;
      }
    }
    double n = reference.rows();
    double m = current.rows();
    double finite = (n + m) * (1 / n + 1 / m) / ((a + c) * (a + c));
    double[] r = new double[bins];
    double[] pooledShare = new double[bins];
    double[] apartVariance = new double[bins];
    double[] pooledVariance = new double[bins];
    double statistic = 0;
    for (int i = 0; i < bins; i++) {
      double a1 = reference.sums()[kept[i]];
      double c1 = current.sums()[kept[i]];
      double a2 = reference.squares()[kept[i]];
      double c2 = current.squares()[kept[i]];
      double difference = c1 / c - a1 / a;
      r[i] = (a1 / a + c1 / c) / 2;
      statistic += difference * difference / r[i];
      apartVariance[i] = a2 / (a * a) + c2 / (c * c);
      pooledVariance[i] = (a2 + c2) * finite;
      pooledShare[i] = (a1 + c1) / (a + c);
    }
    if (bins < 2) {
      NullLaw nothing = new NullLaw(0, 0);
      return new WeightedChiSquare(0, nothing, nothing);
    }
    return new WeightedChiSquare(
        statistic, law(apartVariance, r, r), law(pooledVariance, pooledShare, r));
  }

  /** Traces of the covariance V = diag(v) - v u' - u v' + (sum v) u u', scaled by r. */
  private static NullLaw law(double[] v, double[] u, double[] r) {
    double sum = 0;
    for (double variance : v) {
      sum += variance;
    }
    double mean = 0;
    double spread = 0;
    for (int b = 0; b < v.length; b++) {
      double diagonal = v[b] - 2 * v[b] * u[b] + sum * u[b] * u[b];
      mean += diagonal / r[b];
      spread += diagonal * diagonal / (r[b] * r[b]);
      for (int other = 0; other < b; other++) {
        double covariance = sum * u[b] * u[other] - v[b] * u[other] - u[b] * v[other];
        spread += 2 * covariance * covariance / (r[b] * r[other]);
      }
    }
    return new NullLaw(mean, spread);
  }
}
