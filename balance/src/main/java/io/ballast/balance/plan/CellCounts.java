package io.ballast.balance.plan;

import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cells of a table: combinations of levels with their rows, in the order of their levels. */
public final class CellCounts {

  /** Most cells of a plan. */
  static final int MOST_CELLS = 50_000;

  private final List<BalanceColumn> columns;
  private final List<int[]> levels = new ArrayList<>();
  private final Map<Key, Integer> positions = new HashMap<>();
  private final int[] cellOfRow;
  private final int[] counts;
  private final int leftOut;

  private record Key(int[] levels) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(key.levels, levels);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
      return Arrays.toString(levels);
    }
  }

  /**
   * Counts.
   *
   * @param rows of the table
   * @param keepMissing whether a missing value is a level; else its rows are in no cell
   */
  public CellCounts(List<BalanceColumn> columns, int rows, boolean keepMissing) {
    this.columns = List.copyOf(columns);
    int[] found = new int[rows];
    int[] scratch = new int[columns.size()];
    int without = 0;
    for (int row = 0; row < rows; row++) {
      boolean missing = false;
      for (int i = 0; i < scratch.length; i++) {
        scratch[i] = columns.get(i).codes()[row];
        missing |= scratch[i] < 0;
      }
      if (missing && !keepMissing) {
        found[row] = -1;
        without++;
      } else {
        found[row] = position(scratch);
      }
    }
    leftOut = without;
    int[] sorted = sort();
    counts = new int[levels.size()];
    cellOfRow = found;
    for (int row = 0; row < rows; row++) {
      if (found[row] >= 0) {
        found[row] = sorted[found[row]];
        counts[found[row]]++;
      }
    }
  }

  private int position(int[] cell) {
    Integer known = positions.get(new Key(cell));
    if (known != null) {
      return known;
    }
    if (levels.size() == MOST_CELLS) {
      throw ProblemException.input(
          "the balance columns make more than " + MOST_CELLS + " cells",
          "a cell needs rows to learn from",
          "name fewer columns or use --bins");
    }
    int[] own = cell.clone();
    levels.add(own);
    positions.put(new Key(own), levels.size() - 1);
    return levels.size() - 1;
  }

  /**
   * Puts the cells in order of their levels, missing ones last; returns the new position of each.
   */
  private int[] sort() {
    List<int[]> before = List.copyOf(levels);
    levels.sort(
        (a, b) -> {
          for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
              return Integer.compareUnsigned(a[i], b[i]);
            }
          }
          return 0;
        });
    for (int cell = 0; cell < levels.size(); cell++) {
      positions.put(new Key(levels.get(cell)), cell);
    }
    int[] moved = new int[before.size()];
    for (int cell = 0; cell < moved.length; cell++) {
      moved[cell] = positions.getOrDefault(new Key(before.get(cell)), -1);
    }
    return moved;
  }

  /** Number of cells. */
  public int size() {
    return counts.length;
  }

  /** Rows of a cell. */
  public int count(int cell) {
    return counts[cell];
  }

  /** Levels of a cell; not copied. */
  public int[] levels(int cell) {
    return levels.get(cell);
  }

  /** The cell of a table's row, -1 when it has none. */
  public int cellOfRow(int row) {
    return cellOfRow[row];
  }

  /** Rows in no cell. */
  public int leftOut() {
    return leftOut;
  }

  /** The cell with those levels. */
  public Optional<Integer> find(int[] cell) {
    return Optional.ofNullable(positions.get(new Key(cell)));
  }

  /** The values of some levels in words, null is missing. */
  public List<@Nullable String> values(int[] cell) {
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < cell.length; i++) {
      values.add(cell[i] < 0 ? null : columns.get(i).texts().get(cell[i]));
    }
    return Collections.unmodifiableList(values);
  }
}
