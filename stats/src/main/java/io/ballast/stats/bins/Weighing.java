package io.ballast.stats.bins;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * How the rows of a {@link Ladder} count: alike, by class, or by the event weights that it keeps.
 */
public sealed interface Weighing {

  /** Every row alike, rows without a class included. */
  static Weighing alike(int classes) {
    double[] ones = new double[classes];
    Arrays.fill(ones, 1);
    return new ByClass(ones);
  }

  /** By class; classes beyond the weights count 0. */
  static Weighing byClass(double[] weights) {
    return new ByClass(weights.clone());
  }

  /** By event weight. */
  static Weighing byEvent() {
    return new ByEvent();
  }

  /** A running sum over the cells of one ladder. */
  Sum over(Ladder ladder);

  /** Whether any value of a ladder counts; without one there is no distribution function. */
  default boolean counts(Ladder ladder) {
    Sum sum = over(ladder);
    for (int cell = 0; cell < ladder.steps().cells(); cell++) {
      if (sum.share(cell) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The share of the weight that was passed so far. */
  interface Sum {
    /** Passes all of a cell. */
    void pass(int cell);

    /** Passes one value of a gap whose details are known. */
    void pass(int gap, int index);

    /** Weighted share passed so far, in [0, 1]; 0 when there is no weight at all. */
    double share();

    /** Weighted share of a cell by itself. */
    double share(int cell);
  }

  /**
   * Weights of classes; sums are made from whole counts, so that they do not depend on the order of
   * additions.
   */
  record ByClass(double[] weights) implements Weighing {
    @Override
    public Sum over(Ladder ladder) {
      long[] total = new long[weights.length];
      for (int cell = 0; cell < ladder.steps().cells(); cell++) {
        for (int k = 0; k < total.length; k++) {
          total[k] += ladder.count(k, cell);
        }
      }
      double whole = weigh(total);
      long[] passed = new long[weights.length];
      return new Sum() {
        @Override
        public void pass(int cell) {
          for (int k = 0; k < passed.length; k++) {
            passed[k] += ladder.count(k, cell);
          }
        }

        @Override
        public void pass(int gap, int index) {
          GapValues detail = requireNonNull(ladder.detail(gap));
          for (int k = 0; k < passed.length; k++) {
            passed[k] += detail.count(k, index);
          }
        }

        @Override
        public double share() {
          return whole > 0 ? weigh(passed) / whole : 0;
        }

        @Override
        public double share(int cell) {
          double sum = 0;
          for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * ladder.count(k, cell);
          }
          return whole > 0 ? sum / whole : 0;
        }
      };
    }

    private double weigh(long[] counts) {
      double sum = 0;
      for (int k = 0; k < counts.length; k++) {
        sum += weights[k] * counts[k];
      }
      return sum;
    }
  }

  /** The ladder's own event weights. */
  record ByEvent() implements Weighing {
    @Override
    public Sum over(Ladder ladder) {
      double total = 0;
      for (int cell = 0; cell < ladder.steps().cells(); cell++) {
        total += ladder.weight(cell);
      }
      double whole = total;
      return new Sum() {
        private double passed;

        @Override
        public void pass(int cell) {
          passed += ladder.weight(cell);
        }

        @Override
        public void pass(int gap, int index) {
          passed += requireNonNull(ladder.detail(gap)).weight(index);
        }

        @Override
        public double share() {
          return whole > 0 ? passed / whole : 0;
        }

        @Override
        public double share(int cell) {
          return whole > 0 ? ladder.weight(cell) / whole : 0;
        }
      };
    }
  }
}
