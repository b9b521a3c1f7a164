package io.ballast.stats.distance;

import io.ballast.stats.weights.WeightedBins;

/**
 * The distances whose law is known in closed form, each in the scale in which it is (near to 0) a
 * chi-square: PSI, Jensen-Shannon divergence in nats, squared Hellinger distance.
 */
public enum Divergence {
  /** Population stability index, smoothed by half an observation per bin. */
  PSI(1) {
    @Override
    public double of(WeightedBins reference, WeightedBins current) {
      return Psi.smoothed(reference, current);
    }

    @Override
    double byFirst(double p, double q) {
      return 1 - q / p - Math.log(q / p);
    }
  },
  /** Jensen-Shannon divergence in nats. */
  JENSEN_SHANNON(8) {
    @Override
    public double of(WeightedBins reference, WeightedBins current) {
      return JensenShannon.divergence(reference.shares(), current.shares());
    }

    @Override
    double byFirst(double p, double q) {
      return 0.5 * Math.log(2 * p / (p + q));
    }
  },
  /** Squared Hellinger distance. */
  HELLINGER(8) {
    @Override
    public double of(WeightedBins reference, WeightedBins current) {
      return Hellinger.squared(reference.shares(), current.shares());
    }

    @Override
    double byFirst(double p, double q) {
      return 0.5 * (1 - Math.sqrt(q / p));
    }
  };

  private final double divisor;

  Divergence(double divisor) {
    this.divisor = divisor;
  }

  /**
   * The distance of two sides, each with a weight above 0.
   *
   * @param reference weights per bin
   * @param current weights per bin, same bins
   */
  public abstract double of(WeightedBins reference, WeightedBins current);

  /** How many times smaller than PSI it is for small changes: 1 or 8. */
  public double divisor() {
    return divisor;
  }

  /**
   * Derivatives of the distance by the shares {@code p}, at {@code p} and {@code q}; all three are
   * symmetric, so that exchanged arguments give the derivatives by {@code q}.
   *
   * @param p shares above 0
   * @param q shares above 0, same bins
   */
  public double[] gradient(double[] p, double[] q) {
    Shares.checkSameBins(p, q);
    double[] gradient = new double[p.length];
    for (int b = 0; b < p.length; b++) {
      gradient[b] = byFirst(p[b], q[b]);
    }
    return gradient;
  }

  abstract double byFirst(double p, double q);
}
