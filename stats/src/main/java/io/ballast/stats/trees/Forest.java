package io.ballast.stats.trees;

import io.ballast.stats.Workers;
import java.util.SplittableRandom;

/**
 * Trees grown on bootstrap samples with random columns at each split (Breiman 2001, Random
 * forests); their class shares are averaged. Immutable, the same for any number of threads.
 */
public final class Forest {

  private final int classes;
  private final Tree[] trees;
  private final float[][] shares;

  private Forest(int classes, Tree[] trees, float[][] shares) {
    this.classes = classes;
    this.trees = trees;
    this.shares = shares;
  }

  /**
   * Fits.
   *
   * @param rows numbers of the rows to learn from, at least 1
   * @param features columns that may be asked
   */
  public static Forest fit(
      BinnedRows data,
      int[] rows,
      int[] features,
      ClassTarget target,
      ForestSettings settings,
      Workers workers) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("no rows to learn from");
    }
    Tree[] trees = new Tree[settings.trees()];
    float[][] shares = new float[settings.trees()][];
    SplittableRandom random = new SplittableRandom(settings.seed());
    long[] seeds = random.longs(settings.trees()).toArray();
    workers.each(
        settings.trees(),
        i -> {
          SplittableRandom own = new SplittableRandom(seeds[i]);
          int[] sample = new int[rows.length];
          for (int j = 0; j < sample.length; j++) {
            sample[j] = rows[own.nextInt(rows.length)];
          }
          GrownTree grown =
              Trees.forClasses(data, target, settings.tree(), sample, features, own.nextLong());
          trees[i] = grown.tree();
          shares[i] = shares(grown, target);
        });
    return new Forest(target.size(), trees, shares);
  }

  private static float[] shares(GrownTree grown, ClassTarget target) {
    int nodes = grown.tree().nodes();
    float[] shares = new float[nodes * target.size()];
    for (int node = 0; node < nodes; node++) {
      if (!grown.tree().isLeaf(node)) {
        continue;
      }
      float one = 1f / (grown.to(node) - grown.from(node));
      for (int i = grown.from(node); i < grown.to(node); i++) {
        shares[node * target.size() + target.of(grown.rows()[i])] += one;
      }
    }
    return shares;
  }

  /** The share of a class that the trees give a row, in [0, 1]. */
  public double share(BinnedRows data, int row, int ofClass) {
    double sum = 0;
    for (int i = 0; i < trees.length; i++) {
      sum += shares[i][trees[i].leafOf(data, row) * classes + ofClass];
    }
    return sum / trees.length;
  }
}
