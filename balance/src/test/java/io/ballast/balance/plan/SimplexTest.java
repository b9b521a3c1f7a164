package io.ballast.balance.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.testkit.SeededRuns;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimplexTest {

  @Test
  void programme_isSolved() {
    // Chvatal, chapter 2: maximise 5x + 4y + 3z with slacks a, b, c; the optimum is 13 at (2, 0, 1)
    double[][] coefficients = {
      {2, 3, 1, 1, 0, 0}, {4, 1, 2, 0, 1, 0}, {3, 4, 2, 0, 0, 1},
    };
    double[] values =
        new Simplex(coefficients, new double[] {5, 11, 8})
            .minimise(new double[] {-5, -4, -3, 0, 0, 0});

    assertThat(values[0]).isCloseTo(2, within(1e-9));
    assertThat(values[1]).isCloseTo(0, within(1e-9));
    assertThat(values[2]).isCloseTo(1, within(1e-9));
  }

  @Test
  void equationsThatCannotHold_areMissedByTheLeastSum() {
    // x = 3 and x = 7: any x between misses by 4 in all, beyond them by more; shortages only: x <=
    // 3
    double[] values =
        new Simplex(new double[][] {{1}, {1}}, new double[] {3, 7}).minimise(new double[] {1});

    assertThat(values[0]).isCloseTo(3, within(1e-9));
  }

  @Test
  void optimum_isThatOfTheBestBasis() {
    SeededRuns.forAll(
        300,
        random -> {
          double[][] coefficients = new double[2][4];
          double[] point = new double[4];
          double[] costs = new double[4];
          for (int j = 0; j < 4; j++) {
            point[j] = random.nextInt(5);
            costs[j] = random.nextInt(6);
            for (double[] row : coefficients) {
              row[j] = random.nextInt(4);
            }
          }
          double[] right = times(coefficients, point);
          double[] values = new Simplex(coefficients, right).minimise(costs);
          double[] reached = times(coefficients, values);
          assertThat(reached[0]).isCloseTo(right[0], within(1e-7));
          assertThat(reached[1]).isCloseTo(right[1], within(1e-7));
          assertThat(Arrays.stream(values).min().orElseThrow()).isGreaterThanOrEqualTo(0);
          assertThat(cost(costs, values))
              .isCloseTo(leastOfAllBases(coefficients, right, costs), within(1e-7));
        });
  }

  private static double[] times(double[][] coefficients, double[] point) {
    double[] right = new double[coefficients.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = cost(coefficients[i], point);
    }
    return right;
  }

  private static double cost(double[] costs, double[] values) {
    double sum = 0;
    for (int j = 0; j < values.length; j++) {
      sum += costs[j] * values[j];
    }
    return sum;
  }

  /**
   * Tries each pair of variables (or one, the other columns being 0) that solves both equations.
   */
  private static double leastOfAllBases(double[][] a, double[] right, double[] costs) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < 4; j++) {
      for (int k = 0; k < 4; k++) {
        double determinant = a[0][j] * a[1][k] - a[0][k] * a[1][j];
        double x;
        double y;
        if (j != k && determinant != 0) {
          x = (right[0] * a[1][k] - a[0][k] * right[1]) / determinant;
          y = (a[0][j] * right[1] - right[0] * a[1][j]) / determinant;
        } else {
          double most = Math.max(a[0][j], a[1][j]);
          x = most == 0 ? 0 : (a[0][j] == most ? right[0] : right[1]) / most;
          y = 0;
        }
        boolean solves =
            Math.abs(a[0][j] * x + (j == k ? 0 : a[0][k] * y) - right[0]) < 1e-9
                && Math.abs(a[1][j] * x + (j == k ? 0 : a[1][k] * y) - right[1]) < 1e-9;
        if (solves && x >= -1e-9 && y >= -1e-9) {
          least = Math.min(least, costs[j] * x + (j == k ? 0 : costs[k] * y));
        }
      }
    }
    return least;
  }
}
