package io.ballast.stats.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Workers;
import io.ballast.stats.trees.BoostedTrees.Loss;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnsemblesTest {

  private static final int ROWS = 3000;
  private static final int[] FEATURES = {0, 1, 2};
  private static final int[] LEARN = IntStream.range(0, ROWS / 2).toArray();

  /** Class 1 with chance 0.9 where column 0 is high or column 1 is one of some names, not both. */
  private static BinnedRows rows(double[] targets, double[] chances) {
    SplittableRandom random = new SplittableRandom(3);
    byte[][] bins = new byte[3][ROWS];
    for (int row = 0; row < ROWS; row++) {
      bins[0][row] = (byte) random.nextInt(50);
      bins[1][row] = (byte) random.nextInt(10);
      bins[2][row] = (byte) random.nextInt(256);
      boolean high = bins[0][row] > 25;
      boolean named = bins[1][row] % 3 == 0;
      chances[row] = high ^ named ? 0.9 : 0.1;
      targets[row] = random.nextDouble() < chances[row] ? 1 : 0;
    }
    return new BinnedRows(
        ROWS,
        List.of(
            new BinnedColumn(bins[0], 50, true),
            new BinnedColumn(bins[1], 10, false),
            new BinnedColumn(bins[2], 256, true)));
  }

  @Test
  void boostedTrees_learnProbabilitiesOfUnseenRows() {
    double[] targets = new double[ROWS];
    double[] chances = new double[ROWS];
    BinnedRows data = rows(targets, chances);
    BoostedTrees model =
        BoostedTrees.fit(data, LEARN, FEATURES, targets, Loss.LOGISTIC, BoostSettings.usual());
    double error = 0;
    for (int row = ROWS / 2; row < ROWS; row++) {
      error += Math.abs(model.predict(data, row) - chances[row]) / (ROWS - ROWS / 2.0);
    }
    assertThat(error).isLessThan(0.1);
  }

  @Test
  void oneBoostedStump_isTheMeansOfItsSides() {
    double[] targets = {1, 2, 3, 10, 11, 15};
    BinnedRows data =
        new BinnedRows(6, List.of(new BinnedColumn(new byte[] {1, 2, 3, 4, 5, 6}, 7, true)));
    BoostSettings stump =
        new BoostSettings(1, 1, new TreeSettings(2, 1, 1, 0, 0), new GradientPenalty(0, 0));
    BoostedTrees model =
        BoostedTrees.fit(
            data, new int[] {0, 1, 2, 3, 4, 5}, new int[] {0}, targets, Loss.SQUARED, stump);
    assertThat(model.predict(data, 0)).isCloseTo(2, within(1e-12));
    assertThat(model.predict(data, 5)).isCloseTo(12, within(1e-12));
  }

  @Test
  void splitForALoss_isTheBestOfAllSubsets() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rows = 40;
      byte[] bins = new byte[rows];
      double[] gradients = new double[rows];
      double[] hessians = new double[rows];
      for (int row = 0; row < rows; row++) {
        bins[row] = (byte) random.nextInt(6);
        gradients[row] = random.nextGaussian();
        hessians[row] = random.nextDouble(0.1, 1);
      }
      boolean ordered = seed % 2 == 0;
      BinnedRows data = new BinnedRows(rows, List.of(new BinnedColumn(bins, 6, ordered)));
      GradientSplits search =
          new GradientSplits(
              data,
              gradients,
              hessians,
              new GradientPenalty(0.7, 0),
              new TreeSettings(2, 1, 3, 0, 0));
      Split best = new Split();
      search.enter(IntStream.range(0, rows).toArray(), 0, rows);
      search.tryColumn(0, best);
      assertThat(best.gain)
          .as("seed " + seed)
          .isCloseTo(bestGain(bins, gradients, hessians, ordered), within(1e-9));
    }
  }

  /** Over all subsets of six bins, or those that an ordered column allows: missing on any side. */
  private static double bestGain(
      byte[] bins, double[] gradients, double[] hessians, boolean ordered) {
    double best = 0;
    for (int subset = 1; subset < 1 << 6; subset++) {
      int present = subset >> 1;
      boolean isPrefix = (present & (present + 1)) == 0;
      if (ordered && !isPrefix) {
        continue;
      }
      double[] gradient = new double[2];
      double[] hessian = new double[2];
      int[] counts = new int[2];
      for (int row = 0; row < bins.length; row++) {
        int side = subset >> bins[row] & 1;
        gradient[side] += gradients[row];
        hessian[side] += hessians[row];
        counts[side]++;
      }
      if (counts[0] >= 3 && counts[1] >= 3) {
        double gain =
            strength(gradient[0], hessian[0])
                + strength(gradient[1], hessian[1])
                - strength(gradient[0] + gradient[1], hessian[0] + hessian[1]);
        best = Math.max(best, gain);
      }
    }
    return best;
  }

  private static double strength(double gradient, double hessian) {
    return gradient * gradient / (hessian + 0.7);
  }

  @Test
  void constantTarget_isPredicted() {
    double[] targets = new double[ROWS];
    BinnedRows data = rows(new double[ROWS], new double[ROWS]);
    BoostedTrees model =
        BoostedTrees.fit(data, LEARN, FEATURES, targets, Loss.LOGISTIC, BoostSettings.usual());
    assertThat(model.predict(data, 0)).isLessThan(1e-5);
  }

  @Test
  void badTargets_areRefused() {
    BinnedRows data = rows(new double[ROWS], new double[ROWS]);
    double[] targets = new double[ROWS];
    targets[7] = 2;
    assertThatThrownBy(
            () ->
                BoostedTrees.fit(
                    data, LEARN, FEATURES, targets, Loss.LOGISTIC, BoostSettings.usual()))
        .hasMessage("target 2.0 is not 0 or 1");
    assertThatThrownBy(
            () ->
                BoostedTrees.fit(
                    data, new int[0], FEATURES, targets, Loss.SQUARED, BoostSettings.usual()))
        .hasMessage("no rows to learn from");
  }

  @Test
  void forest_learnsAndIsTheSameForAnyNumberOfThreads() {
    double[] targets = new double[ROWS];
    double[] chances = new double[ROWS];
    BinnedRows data = rows(targets, chances);
    ClassTarget target =
        new ClassTarget(
            IntStream.range(0, ROWS).map(row -> (int) targets[row]).toArray(), 2, false);
    ForestSettings settings = new ForestSettings(30, new TreeSettings(1000, 1000, 10, 0, 2), 9);
    Forest one = Forest.fit(data, LEARN, FEATURES, target, settings, Workers.of(1));
    Forest three = Forest.fit(data, LEARN, FEATURES, target, settings, Workers.of(3));
    double error = 0;
    for (int row = ROWS / 2; row < ROWS; row++) {
      assertThat(one.share(data, row, 1)).isEqualTo(three.share(data, row, 1));
      assertThat(one.share(data, row, 0) + one.share(data, row, 1)).isCloseTo(1, within(1e-5));
      error += Math.abs(one.share(data, row, 1) - chances[row]) / (ROWS - ROWS / 2.0);
    }
    assertThat(error).isLessThan(0.15);
  }

  @Test
  void groupsOfValues_keepHeavyOnesAloneAndTheirOrder() {
    assertThat(LevelBins.ofOrdered(new int[] {5, 5, 5}, 3)).containsExactly(0, 1, 2);
    assertThat(LevelBins.ofOrdered(new int[] {1, 1, 1, 100, 1, 1, 1, 1}, 3))
        .containsExactly(0, 0, 0, 1, 2, 2, 2, 2);
    int[] groups = LevelBins.ofOrdered(new SplittableRandom(1).ints(5000, 1, 50).toArray(), 250);
    assertThat(groups).isSorted();
    assertThat(groups[4999]).isBetween(200, 249);
    assertThat(LevelBins.ofCategories(5, 3)).containsExactly(0, 1, 2, 2, 2);
  }
}
