package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.Steps;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What all references of one population share: the cells that they are counted in.
 *
 * @param population the references' population
 * @param steps the cells of a column of numbers; null for categories
 * @param shares probability of each cell in each group [group][cell], by those that have a value;
 *     owned by this record
 */
record Layout(Population population, @Nullable Steps steps, double[][] shares) {

  /* A reference scans all its cells and draws the values of about ten: as many cells as balance the two. */
  private static int landmarks(long rows) {
    return (int) Math.max(64, Math.min(1024, Math.sqrt(8.0 * rows)));
  }

  /** The layout of references of about that many rows. */
  static Layout of(Population population, long rows) {
    if (population.groups().get(0).values() instanceof Levels) {
      return new Layout(population, null, new double[0][]);
    }
    double[] landmarks =
        population.groups().stream()
            .map(group -> ((Distribution) group.values()).landmarks(landmarks(rows)))
            .flatMapToDouble(DoubleStream::of)
            .toArray();
    return of(population, Steps.of(landmarks));
  }

  static Layout of(Population population, Steps steps) {
    double[][] shares = new double[population.groups().size()][];
    Arrays.setAll(shares, g -> shares((Distribution) population.groups().get(g).values(), steps));
    return new Layout(population, steps, shares);
  }

  private static double[] shares(Distribution values, Steps steps) {
    double[] shares = new double[steps.cells()];
    for (int cell = 0; cell < shares.length; cell++) {
      shares[cell] =
          Steps.isPoint(cell)
              ? values.at(steps.low(cell))
              : values.between(steps.low(cell), steps.high(cell));
    }
    return shares;
  }
}
