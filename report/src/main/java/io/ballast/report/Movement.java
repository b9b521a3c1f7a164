package io.ballast.report;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where in its range a column moved, and which way: the first two questions after a verdict.
 *
 * @param type of the column
 * @param bins its bins
 * @param reference share of each in the reference
 * @param current share of each in the window
 */
record Movement(ColumnType type, List<Bin> bins, double[] reference, double[] current) {
  /** Bins named in a sentence. */
  private static final int NAMED = 3;

  /** Naming stops when this share of the change is explained. */
  private static final double EXPLAINED = 0.6;

  /** Chance of the larger value, from one half, from which on a direction is named. */
  private static final double DIRECTION = 0.05;

  /**
   * Chance that of a random row of each side the window's is the larger, ties counting half; empty
   * for categories. Rows without a number are left out.
   */
  Optional<Double> chanceLarger() {
    List<Integer> order =
        IntStream.range(0, bins.size())
            .boxed()
            .filter(b -> !Double.isNaN(bins.get(b).lower()))
            .sorted(Comparator.comparingDouble(b -> bins.get(b).lower()))
            .toList();
    double before = order.stream().mapToDouble(b -> reference[b]).sum();
    double after = order.stream().mapToDouble(b -> current[b]).sum();
    if (order.size() < 2 || before == 0 || after == 0) {
      return Optional.empty();
    }
    double below = 0;
    double chance = 0;
    for (int b : order) {
      chance += current[b] * (below + reference[b] / 2);
      below += reference[b];
    }
    return Optional.of(chance / (before * after));
  }

  /** The direction in words; empty for categories. */
  String direction() {
    return chanceLarger()
        .map(
            chance ->
                way(chance)
                    + ": of two random rows, one of each side, the window's is the larger in "
                    + Figures.PAGE.fixed(100 * chance, 1)
                    + "% of pairs.")
        .orElse("");
  }

  private static String way(double chance) {
    if (Math.abs(chance - 0.5) < DIRECTION) {
      return "The shape changed more than the level";
    }
    return "The values moved " + (chance > 0.5 ? "up" : "down");
  }

  /** The bins that carry most of the change, with their shares before and after. */
  String where() {
    double total = 0;
    List<Integer> order = new ArrayList<>();
    for (int b = 0; b < bins.size(); b++) {
      total += change(b);
      order.add(b);
    }
    if (total == 0) {
      return "";
    }
    order.sort(Comparator.comparingDouble(b -> -change(b)));
    Edges edges = Edges.of(type, bins);
    List<String> parts = new ArrayList<>();
    double explained = 0;
    for (int b : order) {
      if (parts.size() == NAMED || explained >= EXPLAINED * total) {
        break;
      }
      explained += change(b);
      parts.add(
          name(edges, bins.get(b))
              + " ("
              + Figures.PAGE.share(reference[b])
              + " became "
              + Figures.PAGE.share(current[b])
              + ")");
    }
    return "Most of the change: " + Names.list(parts, NAMED) + ".";
  }

  private static String name(Edges edges, Bin bin) {
    return bin.kind() == BinKind.MISSING ? "no value" : Names.spoken(edges.name(bin));
  }

  /** A bin's part of the Jensen-Shannon divergence, which is finite for empty bins too. */
  private double change(int b) {
    double middle = (reference[b] + current[b]) / 2;
    return part(reference[b], middle) + part(current[b], middle);
  }

  private static double part(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }
}
