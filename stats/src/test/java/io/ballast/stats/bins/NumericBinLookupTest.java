package io.ballast.stats.bins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumericBinLookupTest {

  private static void assertSame(NumericBins bins, double[] values) {
    int[] found = new int[values.length];
    new NumericBinLookup(bins).indicesOf(values, values.length, found);
    int[] expected = Arrays.stream(values).mapToInt(bins::indexOf).toArray();
    assertThat(found).isEqualTo(expected);
  }

  private static double[] probes(double[] edges, Random random) {
    double[] probes = new double[edges.length * 3 + 500];
    for (int i = 0; i < edges.length; i++) {
      probes[3 * i] = edges[i];
      probes[3 * i + 1] = Math.nextDown(edges[i]);
      probes[3 * i + 2] = Math.nextUp(edges[i]);
    }
    for (int i = edges.length * 3; i < probes.length; i++) {
      probes[i] = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
    }
    probes[probes.length - 1] = Double.NaN;
    probes[probes.length - 2] = Double.POSITIVE_INFINITY;
    probes[probes.length - 3] = Double.NEGATIVE_INFINITY;
    probes[probes.length - 4] = Double.MAX_VALUE;
    probes[probes.length - 5] = -Double.MAX_VALUE;
    probes[probes.length - 6] = -0.0;
    return probes;
  }

  @Test
  void indicesOf_anyEdges_equalsIndexOf() {
    Random random = new Random(1);
    for (int run = 0; run < 300; run++) {
      double scale = Math.pow(10, random.nextInt(12) - 6);
      double[] edges =
          random.doubles(1 + random.nextInt(30), -scale, scale).distinct().sorted().toArray();
      assertSame(NumericBins.intervals(edges, new double[0]), probes(edges, random));
    }
  }

  @Test
  void indicesOf_extremeEdges_equalsIndexOf() {
    Random random = new Random(2);
    double[][] extremes = {
      {-Double.MAX_VALUE, Double.MAX_VALUE},
      {-Double.MAX_VALUE, 0, 1e-300, Double.MAX_VALUE},
      {1, Math.nextUp(1)},
      {0, Double.MIN_VALUE, 2 * Double.MIN_VALUE},
      {0, 1, 1e12},
      {}
    };
    for (double[] edges : extremes) {
      assertSame(NumericBins.intervals(edges, new double[0]), probes(edges, random));
    }
  }

  @Test
  void indicesOf_points_equalsIndexOf() {
    Random random = new Random(3);
    double[] points = {0, 1, 2.5};
    assertSame(NumericBins.values(points), probes(points, random));
    assertSame(NumericBins.intervals(new double[] {-1, 0.5}, points), probes(points, random));
  }
}
