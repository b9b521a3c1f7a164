package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.CategoryBins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A reference of categories: rows per category and class. */
final class LevelBaseline implements Baseline {

  private final Population population;
  private final Rows reference;
  private final Map<String, Long> known = new HashMap<>();
  private final List<CategoryBins> frozen = new ArrayList<>();

  /**
   * Rows of each class and level.
   *
   * @param counts [class][level]
   * @param missing rows of each class without a value
   */
  private record Rows(long[][] counts, long[] missing) {}

  LevelBaseline(Draws draws, Population population, long[] groupRows) {
    this.population = population;
    this.reference = draw(draws, population, groupRows);
    List<String> names = levels(population).names();
    for (int level = 0; level < names.size(); level++) {
      long rows = 0;
      for (long[] ofClass : reference.counts) {
        rows += ofClass[level];
      }
      if (rows > 0) {
        known.put(names.get(level), rows);
      }
    }
  }

  private static Levels levels(Population population) {
    return (Levels) population.groups().get(0).values();
  }

  private static Rows draw(Draws draws, Population population, long[] groupRows) {
    int classes = population.classes() + 1;
    Rows rows = new Rows(new long[classes][levels(population).names().size()], new long[classes]);
    for (int g = 0; g < groupRows.length; g++) {
      Population.Group group = population.groups().get(g);
      long missing = draws.binomial(groupRows[g], group.missing());
      rows.missing[group.rowClass()] += missing;
      long[] drawn = draws.multinomial(groupRows[g] - missing, ((Levels) group.values()).shares());
      for (int level = 0; level < drawn.length; level++) {
        rows.counts[group.rowClass()][level] += drawn[level];
      }
    }
    return rows;
  }

  @Override
  public void freeze(Bins kind, double[] weights) {
    frozen.add(kind == Bins.EQUAL_WIDTH ? CategoryBins.all(known) : CategoryBins.of(known));
  }

  @Override
  public List<BinnedCounts> window(Draws draws, Population from, long[] groupRows) {
    Rows window = draw(draws, from, groupRows);
    List<String> names = levels(from).names();
    return frozen.stream()
        .map(
            bins ->
                new BinnedCounts(
                    bins.bins(),
                    counts(reference, levels(population).names(), bins),
                    counts(window, names, bins)))
        .toList();
  }

  private long[][] counts(Rows rows, List<String> names, CategoryBins bins) {
    long[][] counts = new long[rows.counts.length][bins.bins().size()];
    for (int level = 0; level < names.size(); level++) {
      String name = names.get(level);
      int bin = known.containsKey(name) ? bins.indexOfKnown(name) : bins.unseen();
      for (int k = 0; k < counts.length; k++) {
        counts[k][bin] += rows.counts[k][level];
      }
    }
    for (int k = 0; k < counts.length; k++) {
      counts[k][bins.missing()] += rows.missing[k];
    }
    return counts;
  }
}
