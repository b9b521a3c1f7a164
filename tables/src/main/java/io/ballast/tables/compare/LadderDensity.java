package io.ballast.tables.compare;

import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.Steps;
import io.ballast.stats.bins.Weighing;
import io.ballast.stats.distance.Density;
import java.util.Arrays;

/**
 * The densities of the values of two ladders. What falls between two split values is taken to lie
 * in their middle, or in that of a split value and the least or greatest finite value; infinite
 * values are left out. The error is far below the kernel's width: between two of 4,096 split values
 * lies 1/4,096 of the reference.
 */
final class LadderDensity {
  private LadderDensity() {}

  /** What both do not share; NaN where a side has no two different values that count. */
  static double distance(Ladder reference, Ladder current, Weighing weighing) {
    Density.Side left = side(reference, weighing);
    Density.Side right = side(current, weighing);
    return left.values().length == 0 || right.values().length == 0
        ? Double.NaN
        : Density.distance(left, right);
  }

  private static Density.Side side(Ladder ladder, Weighing weighing) {
    int cells = ladder.steps().cells();
    double[] values = new double[cells];
    double[] weights = new double[cells];
    int found = 0;
    double total = 0;
    double squares = 0;
    for (int cell = 0; cell < cells; cell++) {
      double value = place(ladder, cell);
      double weight = weight(ladder, weighing, cell, 1);
      if (weight > 0 && Double.isFinite(value)) {
        values[found] = value;
        weights[found++] = weight;
        total += weight;
        squares += weight(ladder, weighing, cell, 2);
      }
    }
    return new Density.Side(
        Arrays.copyOf(values, found), Arrays.copyOf(weights, found), total * total / squares);
  }

  private static double place(Ladder ladder, int cell) {
    double low = ladder.steps().low(cell);
    if (Steps.isPoint(cell)) {
      return low;
    }
    double from = Math.max(low, ladder.min());
    double to = Math.min(ladder.steps().high(cell), ladder.max());
    return from + (to - from) / 2;
  }

  /** The sum of the weights of a cell's rows, each to a power of 1 or 2. */
  private static double weight(Ladder ladder, Weighing weighing, int cell, int power) {
    if (!(weighing instanceof Weighing.ByClass byClass)) {
      return power == 1 ? ladder.weight(cell) : ladder.weightSquare(cell);
    }
    double sum = 0;
    for (int k = 0; k < byClass.weights().length; k++) {
      sum += Math.pow(byClass.weights()[k], power) * ladder.count(k, cell);
    }
    return sum;
  }
}
