package io.ballast.balance.plan;

import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fewest rows that make each balance column flat by itself, added to cells that exist.
 *
 * <p>A linear programme gives the size T: each level of column j holds T / levels(j) rows, no cell
 * loses any. The rows are shared out in proportion to the real ones as far as the levels allow.
 * Rounding then seeks whole rows with which the levels of each column differ by at most one, with
 * some rows fewer or more than T.
 */
final class MarginalPlanner {

  private static final int MORE_ROWS = 24;
  private static final int FEW_CELLS = 200;
  private static final int ROUNDS = 2000;
  private static final double NEAR = 0.01;
  private static final long MOST_WORK = 60_000_000;

  private final BalanceColumns columns;
  private final List<Cell> cells;
  private final int[] firstLevels;
  private final int[] sizes;
  private final int[][] levelsOfCell;
  private final int levels;
  private final List<String> warnings = new ArrayList<>();

  MarginalPlanner(BalanceColumns columns, List<Cell> cells) {
    this.columns = columns;
    this.cells = cells;
    this.firstLevels = new int[columns.size()];
    this.sizes = new int[columns.size()];
    int next = 0;
    for (int j = 0; j < sizes.length; j++) {
      firstLevels[j] = next;
      int column = j;
      boolean missing = cells.stream().anyMatch(cell -> cell.levels()[column] < 0);
      sizes[j] = columns.columns().get(j).texts().size() + (missing ? 1 : 0);
      next += sizes[j];
    }
    this.levels = next;
    this.levelsOfCell = new int[cells.size()][sizes.length];
    for (int cell = 0; cell < levelsOfCell.length; cell++) {
      for (int j = 0; j < sizes.length; j++) {
        int level = cells.get(cell).levels()[j];
        levelsOfCell[cell][j] = firstLevels[j] + (level < 0 ? sizes[j] - 1 : level);
      }
    }
  }

  List<String> warnings() {
    return warnings;
  }

  /** Rows to add to each cell. */
  int[] plan() {
    if ((long) levels * cells.size() > MOST_WORK) {
      throw ProblemException.usage(
          "%d cells of %d values".formatted(cells.size(), levels),
          "are too many to flatten each column by itself",
          "name fewer columns or use --bins");
    }
    long[] real = new long[levels];
    long rows = 0;
    for (int cell = 0; cell < levelsOfCell.length; cell++) {
      rows += cells.get(cell).real();
      for (int level : levelsOfCell[cell]) {
        real[level] += cells.get(cell).real();
      }
    }
    double least = rows;
    for (int j = 0; j < sizes.length; j++) {
      for (int level = firstLevels[j]; level < firstLevels[j] + sizes[j]; level++) {
        least = Math.max(least, (double) real[level] * sizes[j]);
      }
    }
    double[] solution = solve(real, least);
    double size = least + solution[cells.size()];
    double[] proportional = inProportion(size, real);
    solution = proportional == null ? solution : proportional;
    long total = (long) Math.ceil(size - 1e-6);
    // whole rows may differ by one, so that fewer can be enough than the programme says
    int fewer = cells.size() > FEW_CELLS ? 0 : (int) Math.min(MORE_ROWS, total - rows);
    int[] best = round(solution, real, rows, total - fewer);
    double bestSpread = spread(best, real);
    for (int more = 1 - fewer; more <= MORE_ROWS && bestSpread > 1; more++) {
      int[] tried = round(solution, real, rows, total + more);
      double spread = spread(tried, real);
      if (spread < bestSpread) {
        best = tried;
        bestSpread = spread;
      }
    }
    if (bestSpread > 1) {
      warnings.add(uneven(best, real));
    }
    return best;
  }

  /**
   * The rows that reach the size in proportion to the real ones, as far as that goes (iterative
   * proportional fitting, Deming and Stephan 1940): the programme's own solution puts all into few
   * cells. Null when it does not get there.
   */
  private double @Nullable [] inProportion(double size, long[] real) {
    double[] rows = cells.stream().mapToDouble(cell -> Math.max(cell.real(), 0.5)).toArray();
    double[] wanted = new double[levels];
    for (int j = 0; j < sizes.length; j++) {
      for (int level = firstLevels[j]; level < firstLevels[j] + sizes[j]; level++) {
        wanted[level] = size / sizes[j] - real[level];
      }
    }
    double[] held = new double[levels];
    for (int round = 0; round < ROUNDS; round++) {
      double off = 0;
      for (int j = 0; j < sizes.length; j++) {
        Arrays.fill(held, 0);
        for (int cell = 0; cell < rows.length; cell++) {
          held[levelsOfCell[cell][j]] += rows[cell];
        }
        for (int cell = 0; cell < rows.length; cell++) {
          int level = levelsOfCell[cell][j];
          off = Math.max(off, Math.abs(held[level] - wanted[level]));
          rows[cell] = held[level] > 0 ? rows[cell] * wanted[level] / held[level] : 0;
        }
      }
      if (off < NEAR) {
        return rows;
      }
    }
    return null;
  }

  /** Fractional rows of each cell, then what the size has above the least possible. */
  private double[] solve(long[] real, double least) {
    double[][] coefficients = new double[levels][cells.size() + 1];
    double[] right = new double[levels];
    for (int cell = 0; cell < levelsOfCell.length; cell++) {
      for (int level : levelsOfCell[cell]) {
        coefficients[level][cell] = 1;
      }
    }
    for (int j = 0; j < sizes.length; j++) {
      for (int level = firstLevels[j]; level < firstLevels[j] + sizes[j]; level++) {
        coefficients[level][cells.size()] = -1.0 / sizes[j];
        right[level] = least / sizes[j] - real[level];
      }
    }
    double[] costs = new double[cells.size() + 1];
    costs[cells.size()] = 1;
    return new Simplex(coefficients, right).minimise(costs);
  }

  private int[] round(double[] solution, long[] real, long rows, long total) {
    int[] added = new int[cells.size()];
    double[] above = new double[levels];
    for (int j = 0; j < sizes.length; j++) {
      for (int level = firstLevels[j]; level < firstLevels[j] + sizes[j]; level++) {
        above[level] = real[level] - (double) total / sizes[j];
      }
    }
    long left = total - rows;
    for (int cell = 0; cell < added.length; cell++) {
      added[cell] = (int) Math.min(left, (long) Math.floor(solution[cell] + 1e-6));
      left -= added[cell];
      move(above, cell, added[cell]);
    }
    for (; left > 0; left--) {
      int cell = lowest(above);
      added[cell]++;
      move(above, cell, 1);
    }
    improve(added, above);
    return added;
  }

  private void move(double[] above, int cell, int rows) {
    for (int level : levelsOfCell[cell]) {
      above[level] += rows;
    }
  }

  private double height(double[] above, int cell) {
    double sum = 0;
    for (int level : levelsOfCell[cell]) {
      sum += above[level];
    }
    return sum;
  }

  private int lowest(double[] above) {
    int best = 0;
    for (int cell = 1; cell < levelsOfCell.length; cell++) {
      if (height(above, cell) < height(above, best) - 1e-9) {
        best = cell;
      }
    }
    return best;
  }

  /** Moves single rows between cells while that lowers the sum of squared differences. */
  private void improve(int[] added, double[] above) {
    boolean better = true;
    for (int round = 0; better && round < 1000; round++) {
      better = false;
      for (int from = 0; from < added.length; from++) {
        if (added[from] == 0) {
          continue;
        }
        move(above, from, -1);
        int to = lowest(above);
        if (height(above, to) < height(above, from) - 1e-9) {
          added[from]--;
          added[to]++;
          better = true;
          move(above, to, 1);
        } else {
          move(above, from, 1);
        }
      }
    }
  }

  private long[] filled(int[] added, long[] real) {
    long[] counts = real.clone();
    for (int cell = 0; cell < added.length; cell++) {
      for (int level : levelsOfCell[cell]) {
        counts[level] += added[cell];
      }
    }
    return counts;
  }

  /** The largest difference between two levels of one column. */
  private double spread(int[] added, long[] real) {
    long[] counts = filled(added, real);
    long spread = 0;
    for (int j = 0; j < sizes.length; j++) {
      long[] own = Arrays.copyOfRange(counts, firstLevels[j], firstLevels[j] + sizes[j]);
      spread =
          Math.max(spread, Arrays.stream(own).max().orElse(0) - Arrays.stream(own).min().orElse(0));
    }
    return spread;
  }

  private String uneven(int[] added, long[] real) {
    long[] counts = filled(added, real);
    List<String> columnsLeft = new ArrayList<>();
    for (int j = 0; j < sizes.length; j++) {
      long[] own = Arrays.copyOfRange(counts, firstLevels[j], firstLevels[j] + sizes[j]);
      long min = Arrays.stream(own).min().orElse(0);
      long max = Arrays.stream(own).max().orElse(0);
      if (max - min > 1) {
        columnsLeft.add(
            "%s (%d to %d rows)".formatted(columns.columns().get(j).column().name(), min, max));
      }
    }
    return "The combinations that exist do not allow these columns to be flat: "
        + String.join(", ", columnsLeft)
        + "; --cells all would.";
  }
}
