package io.ballast.eventstore;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.CategoryBins;
import io.ballast.stats.bins.NumericBins;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the values of a column are put into bins; immutable. */
public sealed interface BinRule {

  /** The bins in order; Missing is the last. */
  List<Bin> bins();

  /**
   * Intervals and single values of a column of numbers, booleans or times (in microseconds).
   *
   * @param edges rising, finite; n edges make n + 1 intervals, closed below and open above; empty
   *     with {@code points}: there are no intervals, and what is none of the points is Unseen
   * @param points rising; values with a bin of their own that are in no interval
   * @param hasIntervals whether there are intervals
   */
  record Numeric(List<Double> edges, List<Double> points, boolean hasIntervals) implements BinRule {

    public Numeric {
      edges = List.copyOf(edges);
      points = List.copyOf(points);
      requireRising("edge", edges);
      requireRising("point", points);
      if (!hasIntervals && !edges.isEmpty()) {
        throw new IllegalArgumentException("edges without intervals");
      }
    }

    /** Intervals between edges. */
    public static Numeric intervals(List<Double> edges) {
      return new Numeric(edges, List.of(), true);
    }

    /** One bin for each value. */
    public static Numeric values(List<Double> points) {
      return new Numeric(List.of(), points, false);
    }

    /** The same bins as these. */
    public static Numeric of(NumericBins bins) {
      return new Numeric(
          Arrays.stream(bins.edges()).boxed().toList(),
          Arrays.stream(bins.points()).boxed().toList(),
          bins.hasIntervals());
    }

    private static void requireRising(String what, List<Double> values) {
      for (int i = 0; i < values.size(); i++) {
        if (!Double.isFinite(values.get(i)) || (i > 0 && values.get(i - 1) >= values.get(i))) {
          throw new IllegalArgumentException(
              what + " " + values.get(i) + " is not finite and above the one before");
        }
      }
    }

    /** As the statistics know them. */
    public NumericBins toBins() {
      double[] values = points.stream().mapToDouble(Double::doubleValue).toArray();
      return hasIntervals
          ? NumericBins.intervals(edges.stream().mapToDouble(Double::doubleValue).toArray(), values)
          : NumericBins.values(values);
    }

    @Override
    public List<Bin> bins() {
      return toBins().bins();
    }
  }

  /**
   * Strings or booleans ({@code false}, {@code true}): the frozen categories, Other, Unseen,
   * Missing.
   *
   * @param frozen categories with a bin of their own, in order
   * @param others further categories that are known; all of them are Other, what is neither is
   *     Unseen
   */
  record Categories(List<String> frozen, Set<String> others) implements BinRule {

    public Categories {
      frozen = List.copyOf(frozen);
      others = Set.copyOf(others);
      Set<String> all = new HashSet<>(others);
      for (String category : frozen) {
        if (!all.add(category)) {
          throw new IllegalArgumentException("category " + category + " stands twice");
        }
      }
    }

    @Override
    public List<Bin> bins() {
      return CategoryBins.frozen(frozen).bins();
    }
  }
}
