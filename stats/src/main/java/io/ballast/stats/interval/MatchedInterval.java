package io.ballast.stats.interval;

import io.ballast.stats.distance.Divergence;
import io.ballast.stats.distance.Shares;
import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.special.NoncentralChiSquare;
import io.ballast.stats.test.WeightedChiSquare;
import io.ballast.stats.weights.WeightedBins;

/**
 * The 95% interval of a distance between two populations on frozen bins: a scaled noncentral
 * chi-square with the estimate's mean and variance.
 *
 * <p>It belongs to the estimate less its floor, and is cut at 0. Coverage is at least 93%, nearer
 * to 99% below 100 minority rows; with fewer than about 8 minority events in the bins that matter
 * it may fall to 88%.
 *
 * @param lower at least 0; 0 when nothing is proven
 * @param upper above 0
 */
public record MatchedInterval(double lower, double upper) {
  private static final double TAIL = 0.025;
  private static final double SMOOTHING = 0.5;

  /**
   * The interval of a distance, in the distance's own scale.
   *
   * @param divergence the distance
   * @param reference weights per bin; no bin is empty on both sides, and there are at least two
   * @param current weights per bin, same bins
   * @param test the closed-form test of both sides
   * @param influence how the rows of both sides move the distance
   */
  public static MatchedInterval of(
      Divergence divergence,
      WeightedBins reference,
      WeightedBins current,
      WeightedChiSquare test,
      Influence influence) {
    double[] p = Shares.smoothed(reference, SMOOTHING, reference.size());
    double[] q = Shares.smoothed(current, SMOOTHING, current.size());
    double divisor = divergence.divisor();
    WeightedChiSquare.NullLaw law = test.wider();
    return matched(
        divergence.of(reference, current),
        law.mean() / divisor,
        law.spread() / (divisor * divisor),
        influence.variance(divergence.gradient(p, q), divergence.gradient(q, p)));
  }

  /**
   * The interval of an estimate.
   *
   * @param estimate E, at least 0
   * @param floor F, its mean when nothing has changed, above 0
   * @param spread T, half its variance when nothing has changed, above 0
   * @param variance D, its first-order variance, at least 0
   */
  static MatchedInterval matched(double estimate, double floor, double spread, double variance) {
    double excess = Math.max(0, estimate - floor);
    double scale = (2 * spread + variance) / (2 * floor + 4 * excess);
    double degreesOfFreedom = floor / scale;
    double seen = estimate / scale;
    double lower =
        ChiSquare.upper(degreesOfFreedom, seen) >= TAIL
            ? 0
            : scale * NoncentralChiSquare.noncentrality(degreesOfFreedom, seen, 1 - TAIL);
    double upper =
        scale
            * NoncentralChiSquare.noncentrality(
                degreesOfFreedom, Math.max(seen, degreesOfFreedom), TAIL);
    return new MatchedInterval(lower, upper);
  }
}
