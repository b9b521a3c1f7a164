package io.ballast.stats.bins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class StepsTest {

  /** The cell by looking at one split value after another. */
  private static int plainCell(Steps steps, double value) {
    int below = 0;
    for (int cell = 1; cell < steps.cells(); cell += 2) {
      if (steps.low(cell) == value) {
        return cell;
      }
      below += steps.low(cell) < value ? 1 : 0;
    }
    return 2 * below;
  }

  private static double[] draw(DoubleSupplier source, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> source.getAsDouble());
    return values;
  }

  @Test
  void cells_areThoseOfAPlainSearch() {
    SplittableRandom random = new SplittableRandom(11);
    DoubleSupplier[] shapes = {
      random::nextDouble,
      () -> Math.exp(60 * random.nextDouble() - 30),
      () -> random.nextDouble() / (random.nextDouble() - 0.5),
      () -> random.nextInt(30),
      () -> random.nextInt(20) == 0 ? 1e300 * random.nextDouble() : 1 + 1e-12 * random.nextDouble(),
      () -> Double.MIN_VALUE * random.nextInt(5000),
      () -> random.nextInt(3) == 0 ? -0.0 : random.nextInt(9) - 4,
      () -> random.nextInt(40) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble(),
      () -> random.nextInt(40) == 0 ? Double.POSITIVE_INFINITY : -random.nextDouble(),
    };
    double[] edges = {
      0.0,
      -0.0,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MIN_VALUE,
      1,
      -1,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (DoubleSupplier shape : shapes) {
      for (int size : new int[] {0, 1, 2, 7, 600}) {
        Steps steps = Steps.of(draw(shape, size));
        double[] values = draw(shape, 500);
        System.arraycopy(edges, 0, values, 0, edges.length);
        int[] many = new int[values.length];
        steps.cellsOf(values, 100, values.length, many);
        for (int i = 0; i < values.length; i++) {
          assertThat(steps.cellOf(values[i])).isEqualTo(plainCell(steps, values[i]));
          if (i >= 100) {
            assertThat(many[i - 100]).isEqualTo(steps.cellOf(values[i]));
          }
        }
      }
    }
  }
}
