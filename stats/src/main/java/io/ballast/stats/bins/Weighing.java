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

  /** How the weight of a ladder's rows is spread over its cells, as they are now. */
  Spread over(Ladder ladder);

  /** Shares of the weight of one ladder. */
  interface Spread {
    /** Whether any value counts; without one there is no distribution function. */
    boolean counts();

    /** Weighted share of the cells before a cell, in [0, 1]; 0 when there is no weight at all. */
    double below(int cell);

    /** Weighted share of a cell by itself. */
    double of(int cell);

    /** A running sum that has passed the cells before a cell. */
    Sum from(int cell);
  }

  /** The share of the weight that was passed so far. */
  interface Sum {
    /** Passes all of a cell. */
    void pass(int cell);

    /** Passes one value of a gap whose details are known. */
    void pass(int gap, int index);

    /** Weighted share passed so far, in [0, 1]; 0 when there is no weight at all. */
    double share();
  }

  /**
   * Weights of classes; sums are made from whole counts, so that they do not depend on the order of
   * additions.
   */
  record ByClass(double[] weights) implements Weighing {
    @Override
    public Spread over(Ladder ladder) {
      return new ClassSpread(ladder, weights);
    }
  }

  /** The ladder's own event weights. */
  record ByEvent() implements Weighing {
    @Override
    public Spread over(Ladder ladder) {
      return new EventSpread(ladder);
    }
  }

  /** {@link ByClass} over one ladder. */
  final class ClassSpread implements Spread {
    private final Ladder ladder;
    private final double[] weights;
    private final long[][] below;
    private final double[] share;
    private final double whole;

    private ClassSpread(Ladder ladder, double[] weights) {
      this.ladder = ladder;
      this.weights = weights;
      int cells = ladder.steps().cells();
      below = new long[weights.length][cells + 1];
      for (int k = 0; k < weights.length; k++) {
        for (int cell = 0; cell < cells; cell++) {
          below[k][cell + 1] = below[k][cell] + ladder.count(k, cell);
        }
      }
      whole = weigh(cells);
      share = new double[cells + 1];
      for (int cell = 0; cell < cells; cell++) {
        share[cell + 1] = isEmpty(cell) ? share[cell] : whole > 0 ? weigh(cell + 1) / whole : 0;
      }
    }

    private boolean isEmpty(int cell) {
      for (long[] ofClass : below) {
        if (ofClass[cell] != ofClass[cell + 1]) {
          return false;
        }
      }
      return true;
    }

    private double weigh(int cell) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * below[k][cell];
      }
      return sum;
    }

    @Override
    public boolean counts() {
      return whole > 0;
    }

    @Override
    public double below(int cell) {
      return share[cell];
    }

    @Override
    public double of(int cell) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * (below[k][cell + 1] - below[k][cell]);
      }
      return whole > 0 ? sum / whole : 0;
    }

    @Override
    public Sum from(int first) {
      long[] passed = new long[weights.length];
      Arrays.setAll(passed, k -> below[k][first]);
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
          double sum = 0;
          for (int k = 0; k < passed.length; k++) {
            sum += weights[k] * passed[k];
          }
          return whole > 0 ? sum / whole : 0;
        }
      };
    }
  }

  /** {@link ByEvent} over one ladder. */
  final class EventSpread implements Spread {
    private final Ladder ladder;
    private final double[] below;
    private final double whole;

    private EventSpread(Ladder ladder) {
      this.ladder = ladder;
      int cells = ladder.steps().cells();
      below = new double[cells + 1];
      for (int cell = 0; cell < cells; cell++) {
        below[cell + 1] = below[cell] + ladder.weight(cell);
      }
      whole = below[cells];
    }

    @Override
    public boolean counts() {
      return whole > 0;
    }

    @Override
    public double below(int cell) {
      return whole > 0 ? below[cell] / whole : 0;
    }

    @Override
    public double of(int cell) {
      return whole > 0 ? ladder.weight(cell) / whole : 0;
    }

    @Override
    public Sum from(int first) {
      return new Sum() {
        private double passed = below[first];

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
      };
    }
  }
}
