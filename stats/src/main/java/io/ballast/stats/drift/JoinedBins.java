package io.ballast.stats.drift;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.weights.WeightedBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bins of a statement: rare values and Unseen have joined Other, and bins that are empty on
 * both sides are gone.
 *
 * <p>Joining looks at both sides alike. Choosing bins by the reference alone, or testing Unseen by
 * itself, makes false alarms.
 */
final class JoinedBins {
  private static final double LEAST_EXPECTED_COUNT = 1;
  private static final double LEAST_EXPECTED_WEIGHTED_COUNT = 5;
  private static final int DROPPED = -1;

  /**
   * Weighted shares are sums of doubles; an expected count this close below the bound reaches it.
   */
  private static final double TOLERANCE = 1 - 1e-12;

  private final List<Bin> bins;
  private final int[] target;

  private JoinedBins(List<Bin> bins, int[] target) {
    this.bins = bins;
    this.target = target;
  }

  /** Joins by the expected count of each bin in the smaller side. */
  static JoinedBins plain(List<Bin> bins, long[] reference, long[] current) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(current).sum();
    boolean[] rare = new boolean[reference.length];
    boolean[] empty = new boolean[reference.length];
    for (int b = 0; b < rare.length; b++) {
      double both = (double) reference[b] + current[b];
      rare[b] = both * Math.min(n, m) < LEAST_EXPECTED_COUNT * (n + m);
      empty[b] = both == 0;
    }
    return join(bins, rare, empty);
  }

  /** Joins by the expected share of each bin in the effective rows of the smaller side. */
  static JoinedBins weighted(List<Bin> bins, WeightedBins reference, WeightedBins current) {
    double smaller = Math.min(reference.effectiveRows(), current.effectiveRows());
    double[] p = reference.shares();
    double[] q = current.shares();
    boolean[] rare = new boolean[p.length];
    boolean[] empty = new boolean[p.length];
    for (int b = 0; b < rare.length; b++) {
      rare[b] = (p[b] + q[b]) / 2 * smaller < LEAST_EXPECTED_WEIGHTED_COUNT * TOLERANCE;
      empty[b] = reference.sums()[b] == 0 && current.sums()[b] == 0;
    }
    return join(bins, rare, empty);
  }

  private static JoinedBins join(List<Bin> bins, boolean[] rare, boolean[] empty) {
    boolean[] joins = new boolean[bins.size()];
    boolean hasOther = false;
    for (int b = 0; b < joins.length; b++) {
      BinKind kind = bins.get(b).kind();
      joins[b] =
          kind == BinKind.OTHER || kind == BinKind.UNSEEN || (kind == BinKind.VALUE && rare[b]);
      hasOther |= joins[b] && !empty[b];
    }
    List<Bin> kept = new ArrayList<>();
    int[] target = new int[joins.length];
    Arrays.fill(target, DROPPED);
    for (int b = 0; b < joins.length; b++) {
      if (!joins[b] && !empty[b] && bins.get(b).kind() != BinKind.MISSING) {
        target[b] = kept.size();
        kept.add(bins.get(b));
      }
    }
    if (hasOther) {
      for (int b = 0; b < joins.length; b++) {
        target[b] = joins[b] ? kept.size() : target[b];
      }
      kept.add(Bin.of(BinKind.OTHER, "Other"));
    }
    for (int b = 0; b < joins.length; b++) {
      if (bins.get(b).kind() == BinKind.MISSING && !empty[b]) {
        target[b] = kept.size();
        kept.add(bins.get(b));
      }
    }
    return new JoinedBins(kept, target);
  }

  BinnedCounts counts(BinnedCounts counts) {
    return new BinnedCounts(bins, counts(counts.reference()), counts(counts.current()));
  }

  private long[][] counts(long[][] counts) {
    long[][] joined = new long[counts.length][bins.size()];
    for (int k = 0; k < counts.length; k++) {
      for (int b = 0; b < target.length; b++) {
        if (target[b] != DROPPED) {
          joined[k][target[b]] += counts[k][b];
        }
      }
    }
    return joined;
  }

  WeightedBins weights(WeightedBins side) {
    return new WeightedBins(weights(side.sums()), weights(side.squares()), side.rows());
  }

  private double[] weights(double[] weights) {
    double[] joined = new double[bins.size()];
    for (int b = 0; b < target.length; b++) {
      if (target[b] != DROPPED) {
        joined[target[b]] += weights[b];
      }
    }
    return joined;
  }
}
