package io.ballast.balance.structure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions between columns that hold without an exception and not by chance.
 *
 * <p>By chance: were the values of the follower shuffled, the chance that each value of the decider
 * met one value only is {@code prod over the decider's values of sum over the follower's values of
 * share ^ rows}. A function is taken when this is below e^-20. Rows of one group (the visits of a
 * patient) repeat each other: they count once.
 */
final class FunctionFinder {

  private static final double LOG_CHANCE = -20;
  private static final int UNSEEN = -2;

  private final CodedTable table;
  private final int @Nullable [] groups;

  /**
   * Prepares.
   *
   * @param groups the group of each row; null when rows stand alone
   */
  FunctionFinder(CodedTable table, int @Nullable [] groups) {
    this.table = table;
    this.groups = groups;
  }

  /** All functions among some columns. */
  List<Function> find(List<Integer> columns, Workers workers) {
    List<List<Function>> byDecider = new ArrayList<>();
    columns.forEach(column -> byDecider.add(new ArrayList<>()));
    workers.each(
        columns.size(),
        i -> {
          int from = columns.get(i);
          int[] scratch = new int[table.column(from).levels().size() + 1];
          int[] sizes = sizes(from);
          for (int to : columns) {
            if (to != from) {
              find(from, to, sizes, scratch).ifPresent(byDecider.get(i)::add);
            }
          }
        });
    return byDecider.stream().flatMap(List::stream).toList();
  }

  private Optional<Function> find(int from, int to, int[] sizes, int[] map) {
    int[] deciding = table.codes(from);
    int[] following = table.codes(to);
    Arrays.fill(map, UNSEEN);
    for (int row = 0; row < table.rows(); row++) {
      int at = deciding[row] + 1;
      if (map[at] == UNSEEN) {
        map[at] = following[row];
      } else if (map[at] != following[row]) {
        return Optional.empty();
      }
    }
    if (!isBeyondChance(sizes, table.column(to))) {
      return Optional.empty();
    }
    int[] levels = IntStream.of(map).map(level -> level == UNSEEN ? -1 : level).toArray();
    return Optional.of(new Function(from, to, levels));
  }

  /** Rows of each value, or groups when there are some; ascending. */
  private int[] sizes(int column) {
    CodedColumn coded = table.column(column);
    int[] sizes = coded.counts().clone();
    if (groups != null) {
      Arrays.fill(sizes, 0);
      long[] pairs = new long[table.rows()];
      for (int row = 0; row < pairs.length; row++) {
        pairs[row] = (long) coded.codes()[row] << 32 | groups[row] + 1L;
      }
      Arrays.sort(pairs);
      for (int i = 0; i < pairs.length; i++) {
        if (pairs[i] >= 0 && (i == 0 || pairs[i] != pairs[i - 1])) {
          sizes[(int) (pairs[i] >> 32)]++;
        }
      }
    }
    Arrays.sort(sizes);
    return sizes;
  }

  private boolean isBeyondChance(int[] sizes, CodedColumn to) {
    double[] shares = new double[to.counts().length + 1];
    shares[0] = (double) to.missing() / table.rows();
    for (int level = 0; level < to.counts().length; level++) {
      shares[level + 1] = (double) to.counts()[level] / table.rows();
    }
    double logChance = 0;
    double ofSize = 0;
    for (int i = sizes.length - 1; i >= 0 && logChance >= LOG_CHANCE && sizes[i] > 1; i--) {
      if (i == sizes.length - 1 || sizes[i] != sizes[i + 1]) {
        ofSize = logChanceOfOneValue(shares, sizes[i]);
      }
      logChance += ofSize;
    }
    return logChance < LOG_CHANCE;
  }

  private static double logChanceOfOneValue(double[] shares, int rows) {
    double sum = 0;
    for (double share : shares) {
      sum += Math.pow(share, rows);
    }
    return Math.log(Math.max(sum, Double.MIN_NORMAL));
  }
}
