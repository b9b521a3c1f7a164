package io.ballast.benchmarks.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What rows are drawn from: groups that differ in class or in the law of the column.
 *
 * @param groups in order; reference and window of a cell have the same groups
 */
record Population(List<Group> groups) {
  Population {
    groups = List.copyOf(groups);
  }

  /**
   * Rows that are alike.
   *
   * @param share of all rows
   * @param rowClass their class
   * @param values law of the column among those that have a value
   * @param missing share of them without a value
   */
  record Group(double share, int rowClass, Values values, double missing) {}

  /** Rows of one class. */
  static Population plain(Values values, double missing) {
    return new Population(List.of(new Group(1, 0, values, missing)));
  }

  /** One group for each class. */
  static Population byClass(double[] shares, Values... values) {
    return new Population(
        IntStream.range(0, shares.length)
            .mapToObj(k -> new Group(shares[k], k, values[k], 0))
            .toList());
  }

  double[] shares() {
    return groups.stream().mapToDouble(Group::share).toArray();
  }

  int classes() {
    return 1 + groups.stream().mapToInt(Group::rowClass).max().orElse(0);
  }

  /** Rows of each class, of the rows of each group. */
  long[] byClass(long[] groupRows) {
    long[] rows = new long[classes()];
    for (int g = 0; g < groupRows.length; g++) {
      rows[groups.get(g).rowClass()] += groupRows[g];
    }
    return rows;
  }

  /** Share of each class. */
  double[] classShares() {
    double[] shares = new double[classes()];
    groups.forEach(group -> shares[group.rowClass()] += group.share());
    return shares;
  }

  /** The same rows, the last class {@code factor} times as frequent. */
  Population withLastClassTimes(double factor) {
    int last = classes() - 1;
    double share = classShares()[last];
    double others = (1 - factor * share) / (1 - share);
    return new Population(
        groups.stream()
            .map(
                g ->
                    new Group(
                        g.share() * (g.rowClass() == last ? factor : others),
                        g.rowClass(),
                        g.values(),
                        g.missing()))
            .toList());
  }

  /** The same shares with other laws. */
  Population with(Values... values) {
    Group[] changed = new Group[values.length];
    Arrays.setAll(
        changed,
        g -> {
          Group old = groups.get(g);
          return new Group(old.share(), old.rowClass(), values[g], old.missing());
        });
    return new Population(List.of(changed));
  }
}
