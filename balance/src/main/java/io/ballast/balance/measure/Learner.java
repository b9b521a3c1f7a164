package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import io.ballast.stats.trees.BinnedRows;
import io.ballast.stats.trees.BoostSettings;
import io.ballast.stats.trees.BoostedTrees;
import io.ballast.stats.trees.ClassTarget;
import io.ballast.stats.trees.Forest;
import io.ballast.stats.trees.ForestSettings;
import io.ballast.stats.trees.GrownTree;
import io.ballast.stats.trees.TreeSettings;
import io.ballast.stats.trees.Trees;
import java.util.stream.IntStream;

/** Learners that usefulness is measured with: a weak one, and two strong ones. */
enum Learner {
  /** One tree of depth 8. */
  TREE {
    @Override
    double[] scores(
        BinnedRows rows, int[] learn, boolean[] positive, int[] asked, Workers workers) {
      TreeSettings settings = new TreeSettings(Integer.MAX_VALUE, 8, 1, 0, 0);
      ClassTarget target = target(positive);
      GrownTree grown = Trees.forClasses(rows, target, settings, learn.clone(), features(rows), 0);
      double[] shares = new double[grown.tree().nodes()];
      for (int node = 0; node < shares.length; node++) {
        int count = 0;
        for (int i = grown.from(node); i < grown.to(node); i++) {
          count += positive[grown.rows()[i]] ? 1 : 0;
        }
        shares[node] = (double) count / (grown.to(node) - grown.from(node));
      }
      double[] scores = new double[asked.length];
      for (int i = 0; i < asked.length; i++) {
        scores[i] = shares[grown.tree().leafOf(rows, asked[i])];
      }
      return scores;
    }
  },

  /** 100 trees on bootstrap samples. */
  FOREST {
    @Override
    double[] scores(
        BinnedRows rows, int[] learn, boolean[] positive, int[] asked, Workers workers) {
      Forest forest =
          Forest.fit(
              rows,
              learn,
              features(rows),
              target(positive),
              ForestSettings.usual(rows.size(), 0),
              workers);
      double[] scores = new double[asked.length];
      for (int i = 0; i < asked.length; i++) {
        scores[i] = forest.share(rows, asked[i], 1);
      }
      return scores;
    }
  },

  /** 100 boosted trees. */
  BOOSTING {
    @Override
    double[] scores(
        BinnedRows rows, int[] learn, boolean[] positive, int[] asked, Workers workers) {
      double[] targets = new double[positive.length];
      for (int row = 0; row < targets.length; row++) {
        targets[row] = positive[row] ? 1 : 0;
      }
      BoostedTrees trees =
          BoostedTrees.fit(
              rows,
              learn,
              features(rows),
              targets,
              BoostedTrees.Loss.LOGISTIC,
              BoostSettings.usual());
      double[] scores = new double[asked.length];
      for (int i = 0; i < asked.length; i++) {
        scores[i] = trees.predict(rows, asked[i]);
      }
      return scores;
    }
  };

  /**
   * Learns from some rows and scores others.
   *
   * @param positive whether each row is of the positive class
   * @return for each asked row a score in [0, 1]
   */
  abstract double[] scores(
      BinnedRows rows, int[] learn, boolean[] positive, int[] asked, Workers workers);

  private static ClassTarget target(boolean[] positive) {
    int[] classes = new int[positive.length];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = positive[row] ? 1 : 0;
    }
    return new ClassTarget(classes, 2, false);
  }

  private static int[] features(BinnedRows rows) {
    return IntStream.range(0, rows.size()).toArray();
  }
}
