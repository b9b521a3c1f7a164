package io.ballast.benchmarks.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws the rows of a population one by one. */
final class RowSampler {

  private final List<Population.Group> groups;
  private final double[] groupsUpTo;
  private final List<ToDoubleFunction<Draws>> values = new ArrayList<>();

  RowSampler(Population population) {
    this.groups = population.groups();
    this.groupsUpTo = cumulative(population.shares());
    for (Population.Group group : groups) {
      values.add(source(group.values()));
    }
  }

  private static ToDoubleFunction<Draws> source(Values values) {
    if (values instanceof Levels levels) {
      double[] upTo = cumulative(levels.shares());
      return draws -> pick(upTo, draws.unit());
    }
    Distribution.Part whole =
        ((Distribution) values).part(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    return whole::draw;
  }

  private static double[] cumulative(double[] shares) {
    double[] upTo = shares.clone();
    Arrays.parallelPrefix(upTo, Double::sum);
    return upTo;
  }

  /** The first index whose cumulative share is above a part of their sum. */
  private static int pick(double[] upTo, double unit) {
    double wanted = unit * upTo[upTo.length - 1];
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Draws that many rows. */
  Sample.Rows draw(Draws draws, int rows) {
    double[] drawn = new double[rows];
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      int g = groups.size() == 1 ? 0 : pick(groupsUpTo, draws.unit());
      Population.Group group = groups.get(g);
      classes[row] = group.rowClass();
      boolean isMissing = group.missing() > 0 && draws.unit() < group.missing();
      drawn[row] = isMissing ? Double.NaN : values.get(g).applyAsDouble(draws);
    }
    return new Sample.Rows(drawn, classes);
  }
}
