package io.ballast.stats.drift;

import io.ballast.stats.distance.CramersV;
import io.ballast.stats.distance.Divergence;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.KullbackLeibler;
import io.ballast.stats.distance.ShareDifference;
import io.ballast.stats.interval.Influence;
import io.ballast.stats.interval.MatchedInterval;
import io.ballast.stats.special.ChiSquare;
import io.ballast.stats.test.WeightedChiSquare;
import io.ballast.stats.weights.WeightedBins;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of a statement in its bins, and what follows from them: each distance with its noise
 * floor and interval.
 *
 * @param reference weights per bin, no bin empty on both sides
 * @param current weights per bin, same bins
 * @param test the closed-form test; under weights it is the evidence, always it feeds the intervals
 * @param influence how the rows move a distance
 * @param noise PSI when nothing has changed
 */
record Comparison(
    WeightedBins reference,
    WeightedBins current,
    WeightedChiSquare test,
    Influence influence,
    Noise noise) {
  private static final double USUAL = 0.95;
  private static final double OPEN_FROM = 0.05;

  /**
   * PSI when nothing has changed.
   *
   * @param mean its mean
   * @param upper what 95% of its values stay below
   */
  record Noise(double mean, double upper) {}

  static Comparison plain(long[] reference, long[] current) {
    var p = WeightedBins.of(reference);
    var q = WeightedBins.of(current);
    double perDegree = 1.0 / p.rows() + 1.0 / q.rows();
    int degrees = p.size() - 1;
    double upper = degrees < 1 ? 0 : ChiSquare.quantile(degrees, USUAL) * perDegree;
    return new Comparison(
        p,
        q,
        WeightedChiSquare.of(p, q),
        new Influence.FixedWeights(p, q),
        new Noise(Math.max(0, degrees) * perDegree, upper));
  }

  static Comparison weighted(WeightedBins reference, WeightedBins current, Influence influence) {
    var test = WeightedChiSquare.of(reference, current);
    var noise = new Noise(test.apart().mean(), test.apart().quantile(USUAL));
    return new Comparison(reference, current, test, influence, noise);
  }

  /** With a single bin every distance is 0 and has no interval. */
  boolean hasOneBin() {
    return reference.size() < 2;
  }

  /** The larger share that bins hold which the other side lacks. */
  double shareOfOneSidedBins() {
    double[] p = reference.shares();
    double[] q = current.shares();
    double onlyReference = 0;
    double onlyCurrent = 0;
    for (int b = 0; b < p.length; b++) {
      onlyReference += q[b] == 0 ? p[b] : 0;
      onlyCurrent += p[b] == 0 ? q[b] : 0;
    }
    return Math.max(onlyReference, onlyCurrent);
  }

  /** Whether PSI has no upper end: bins that are empty on one side hold too much of the other. */
  boolean isOpen() {
    return shareOfOneSidedBins() >= OPEN_FROM;
  }

  /** One distance; null for the metrics of raw values. */
  @Nullable Measure measure(DriftMetric metric) {
    return switch (metric) {
      case PSI -> psi();
      case JS_DISTANCE -> root(Divergence.JENSEN_SHANNON);
      case JS_DIVERGENCE -> squared(root(Divergence.JENSEN_SHANNON));
      case HELLINGER -> root(Divergence.HELLINGER);
      case CRAMERS_V -> cramersV();
      case KL -> bare(KullbackLeibler.smoothed(reference, current));
      case TOTAL_VARIATION ->
          bare(ShareDifference.totalVariation(reference.shares(), current.shares()));
      case L_INFINITY -> bare(ShareDifference.largest(reference.shares(), current.shares()));
      case KS, WASSERSTEIN, DENSITY_DISTANCE -> null;
    };
  }

  Measure psi() {
    double value = Divergence.PSI.of(reference, current);
    MatchedInterval ends = ends(Divergence.PSI);
    Interval interval =
        ends == null
            ? null
            : new Interval(ends.lower(), isOpen() ? Double.POSITIVE_INFINITY : ends.upper());
    return new Measure(value, value - noise.mean, noise.mean, noise.upper, interval);
  }

  private Measure root(Divergence divergence) {
    double squared = divergence.of(reference, current);
    double floor = noise.mean / divergence.divisor();
    MatchedInterval ends = ends(divergence);
    return new Measure(
        root(divergence, squared),
        root(divergence, Math.max(0, squared - floor)),
        root(divergence, floor),
        root(divergence, noise.upper / divergence.divisor()),
        ends == null
            ? null
            : new Interval(root(divergence, ends.lower()), root(divergence, ends.upper())));
  }

  private static double root(Divergence divergence, double squared) {
    return divergence == Divergence.JENSEN_SHANNON
        ? JensenShannon.distance(squared)
        : Math.sqrt(squared);
  }

  private static Measure squared(Measure root) {
    Interval interval = root.interval();
    return new Measure(
        root.value() * root.value(),
        root.corrected() * root.corrected(),
        root.noiseFloor() * root.noiseFloor(),
        root.noise95() * root.noise95(),
        interval == null
            ? null
            : new Interval(
                interval.lower() * interval.lower(), interval.upper() * interval.upper()));
  }

  private @Nullable MatchedInterval ends(Divergence divergence) {
    return hasOneBin() ? null : MatchedInterval.of(divergence, reference, current, test, influence);
  }

  /** Weighted counts are rescaled to the effective rows of their side. */
  private Measure cramersV() {
    double n = reference.effectiveRows();
    double m = current.effectiveRows();
    double[] p = reference.shares();
    double[] q = current.shares();
    double chiSquare = 0;
    for (int b = 0; b < p.length; b++) {
      double difference = q[b] - p[b];
      chiSquare += n * m * difference * difference / (n * p[b] + m * q[b]);
    }
    return bare(CramersV.corrected(chiSquare, n + m, p.length));
  }

  /** A distance without noise floor and interval. */
  private static Measure bare(double value) {
    return new Measure(value, Double.NaN, Double.NaN, Double.NaN, null);
  }
}
