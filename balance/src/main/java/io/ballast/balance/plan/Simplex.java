package io.ballast.balance.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a linear cost under equations and {@code x >= 0}; what the equations lack is made up by
 * shortages, the sum of which is minimised first. Dense tableau, for a few hundred equations.
 */
/*
 * Two phases of the primal simplex method (Chvatal 1983, Linear programming, chapters 2, 3 and 8). Row i
 * starts with its shortage as basic variable. After phase 1 only columns whose phase 1 cost is 0 may enter,
 * so the sum of shortages stays. The entering column has the most negative cost, after many pivots the first
 * negative one (Bland), which cannot cycle.
 */
final class Simplex {

  private static final double ZERO = 1e-9;

  private final int equations;
  private final int variables;
  private final double[][] tableau;
  private final int[] basis;

  /**
   * Takes the equations.
   *
   * @param coefficients one row for each equation; copied
   * @param right the right sides, at least 0
   */
  Simplex(double[][] coefficients, double[] right) {
    equations = right.length;
    variables = coefficients[0].length;
    tableau = new double[equations][];
    basis = new int[equations];
    for (int i = 0; i < equations; i++) {
      tableau[i] = Arrays.copyOf(coefficients[i], variables + 1);
      tableau[i][variables] = right[i];
      basis[i] = variables + i;
    }
  }

  /** The best values of the variables. */
  double[] minimise(double[] costs) {
    double[] shortageCosts = new double[variables + 1];
    for (double[] row : tableau) {
      for (int j = 0; j <= variables; j++) {
        shortageCosts[j] -= row[j];
      }
    }
    boolean[] allowed = new boolean[variables];
    Arrays.fill(allowed, true);
    pivot(shortageCosts, null, allowed);
    for (int j = 0; j < variables; j++) {
      allowed[j] = shortageCosts[j] < 1e-7;
    }
    double[] reduced = Arrays.copyOf(costs, variables + 1);
    for (int i = 0; i < equations; i++) {
      if (basis[i] < variables) {
        subtract(reduced, tableau[i], reduced[basis[i]]);
      }
    }
    pivot(reduced, shortageCosts, allowed);
    double[] values = new double[variables];
    for (int i = 0; i < equations; i++) {
      if (basis[i] < variables) {
        values[basis[i]] = Math.max(0, tableau[i][variables]);
      }
    }
    return values;
  }

  private void pivot(double[] costs, double @Nullable [] carried, boolean[] allowed) {
    int dantzig = 20 * (equations + 10);
    for (int round = 0; ; round++) {
      int column = entering(costs, allowed, round < dantzig);
      if (column < 0) {
        return;
      }
      int row = leaving(column);
      if (row < 0) {
        return; // unbounded: not with costs of at least 0
      }
      double[] pivot = tableau[row];
      double scale = pivot[column];
      for (int j = 0; j <= variables; j++) {
        pivot[j] /= scale;
      }
      for (int i = 0; i < equations; i++) {
        if (i != row) {
          subtract(tableau[i], pivot, tableau[i][column]);
        }
      }
      subtract(costs, pivot, costs[column]);
      if (carried != null) {
        subtract(carried, pivot, carried[column]);
      }
      basis[row] = column;
    }
  }

  private int entering(double[] costs, boolean[] allowed, boolean steepest) {
    int best = -1;
    for (int j = 0; j < variables; j++) {
      if (allowed[j] && costs[j] < -ZERO && (best < 0 || costs[j] < costs[best])) {
        best = j;
        if (!steepest) {
          return best;
        }
      }
    }
    return best;
  }

  private int leaving(int column) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < equations; i++) {
      if (tableau[i][column] > ZERO) {
        double ratio = tableau[i][variables] / tableau[i][column];
        if (ratio < least - ZERO || (ratio < least + ZERO && best >= 0 && basis[i] < basis[best])) {
          least = Math.min(ratio, least);
          best = i;
        }
      }
    }
    return best;
  }

  private static void subtract(double[] from, double[] row, double times) {
    if (times == 0) {
      return;
    }
    for (int j = 0; j < row.length; j++) {
      from[j] -= times * row[j];
    }
  }
}
