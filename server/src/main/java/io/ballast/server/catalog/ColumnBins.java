package io.ballast.server.catalog;

import io.ballast.stats.bins.NumericBins;
import java.util.ArrayList;
import java.util.List;

/** The edges of the ten bins of equal width that a schema has for a column of numbers. */
public final class ColumnBins {

  private static final int INTERVALS = 10;

  private ColumnBins() {}

  /**
   * Eleven edges from a least to a greatest value, equal to {@code numpy.linspace(min, max, 11)} to
   * the last bit.
   */
  public static List<Double> edges(double min, double max) {
    double step = (max - min) / INTERVALS;
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i < INTERVALS; i++) {
      edges.add(i * step + min);
    }
    edges.add(max);
    return edges;
  }

  /**
   * The bins of a schema's edges: what lies below the first or above the last falls into the outer
   * ones.
   *
   * @param edges not falling; equal ones are one
   */
  public static NumericBins of(List<Double> edges) {
    double[] inner =
        edges.size() < 3 || edges.get(0).equals(edges.get(edges.size() - 1))
            ? new double[0]
            : edges.subList(1, edges.size() - 1).stream()
                .mapToDouble(Double::doubleValue)
                .distinct()
                .toArray();
    return NumericBins.intervals(inner, new double[0]);
  }
}
