package io.ballast.stats.trees;

import java.util.Arrays;

/**
 * Splits that lower a loss most, from its first and second derivatives.
 *
 * <p>The gain of a split is {@code GL^2/(HL + r) + GR^2/(HR + r) - G^2/(H + r)} with G and H the
 * sums of the derivatives and r the regularisation (Chen and Guestrin 2016, XGBoost, equation 7,
 * times 2). With derivatives {@code -w y} and {@code w} it is the fall of a weighted sum of
 * squares.
 */
final class GradientSplits implements SplitSearch {

  private final BinnedRows data;
  private final double[] gradients;
  private final double[] hessians;
  private final GradientPenalty penalty;
  private final int minLeaf;
  private final double minGain;

  private int[] rows = new int[0];
  private int start;
  private int end;
  private double gradient;
  private double hessian;

  private final int[] counts = new int[BinnedRows.MAX_BINS];
  private final double[] gradientSums = new double[BinnedRows.MAX_BINS];
  private final double[] hessianSums = new double[BinnedRows.MAX_BINS];
  private final int[] order = new int[BinnedRows.MAX_BINS];
  private final double[] scores = new double[BinnedRows.MAX_BINS];
  private int bestPosition;
  private int bestLeft;

  GradientSplits(
      BinnedRows data,
      double[] gradients,
      double[] hessians,
      GradientPenalty penalty,
      TreeSettings settings) {
    this.data = data;
    this.gradients = gradients;
    this.hessians = hessians;
    this.penalty = penalty;
    this.minLeaf = settings.minLeaf();
    this.minGain = settings.penalty();
  }

  @Override
  public void enter(int[] rows, int from, int to) {
    this.rows = rows;
    start = from;
    end = to;
    gradient = 0;
    hessian = 0;
    for (int i = from; i < to; i++) {
      gradient += gradients[rows[i]];
      hessian += hessians[rows[i]];
    }
  }

  @Override
  public double requiredGain() {
    return Math.max(1e-12, minGain);
  }

  @Override
  public void tryColumn(int feature, Split best) {
    BinnedColumn column = data.column(feature);
    int present = fill(data.bins(feature), column.size());
    if (present < 2) {
      return;
    }
    if (!column.ordered()) {
      sortByScore(present);
      double gain = sweep(present);
      if (gain > best.gain) {
        best.setCategorical(
            feature, gain, order, bestPosition, present, bestLeft * 2L >= end - start);
      }
      return;
    }
    double gain = sweep(present);
    if (gain > best.gain) {
      boolean missingLeft = order[0] == 0 || bestLeft * 2L >= end - start;
      best.setOrdered(feature, gain, order[bestPosition - 1], missingLeft);
    }
    if (order[0] == 0 && present > 2) {
      System.arraycopy(order, 1, order, 0, present - 1);
      order[present - 1] = 0;
      gain = sweep(present);
      if (gain > best.gain && bestPosition < present - 1) {
        best.setOrdered(feature, gain, order[bestPosition - 1], false);
      }
    }
  }

  private int fill(byte[] bins, int size) {
    Arrays.fill(counts, 0, size, 0);
    Arrays.fill(gradientSums, 0, size, 0);
    Arrays.fill(hessianSums, 0, size, 0);
    for (int i = start; i < end; i++) {
      int row = rows[i];
      int bin = bins[row] & 0xff;
      counts[bin]++;
      gradientSums[bin] += gradients[row];
      hessianSums[bin] += hessians[row];
    }
    int present = 0;
    for (int bin = 0; bin < size; bin++) {
      if (counts[bin] > 0) {
        order[present++] = bin;
      }
    }
    return present;
  }

  /** Orders categories by their smoothed leaf value; equal scores keep the order of the bins. */
  private void sortByScore(int present) {
    for (int i = 0; i < present; i++) {
      int bin = order[i];
      scores[bin] = gradientSums[bin] / (hessianSums[bin] + penalty.categorySmoothing());
    }
    for (int i = 1; i < present; i++) {
      int bin = order[i];
      int j = i - 1;
      while (j >= 0 && scores[order[j]] > scores[bin]) {
        order[j + 1] = order[j];
        j--;
      }
      order[j + 1] = bin;
    }
  }

  private double sweep(int present) {
    double leftGradient = 0;
    double leftHessian = 0;
    int moved = 0;
    double best = Double.NEGATIVE_INFINITY;
    double whole = strength(gradient, hessian);
    for (int i = 0; i < present - 1; i++) {
      int bin = order[i];
      leftGradient += gradientSums[bin];
      leftHessian += hessianSums[bin];
      moved += counts[bin];
      if (moved < minLeaf) {
        continue;
      }
      if (end - start - moved < minLeaf) {
        break;
      }
      double gain =
          strength(leftGradient, leftHessian)
              + strength(gradient - leftGradient, hessian - leftHessian)
              - whole;
      if (gain > best) {
        best = gain;
        bestPosition = i + 1;
        bestLeft = moved;
      }
    }
    return best;
  }

  private double strength(double gradientSum, double hessianSum) {
    double denominator = hessianSum + penalty.leafWeight();
    return denominator <= 0 ? 0 : gradientSum * gradientSum / denominator;
  }
}
