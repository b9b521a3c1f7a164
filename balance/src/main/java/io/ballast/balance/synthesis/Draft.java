package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Role;

/** Rows while they are drawn: what is known of each so far. Rows are independent of each other. */
final class Draft {

  private final int rows;

  /** Level of each column and row, -1 is missing; for a moved or computed number one near by. */
  private final int[][] levels;

  /** Values of whole-number columns. */
  private final long[][] wholes;

  /** Values of floating-point columns. */
  private final double[][] numbers;

  /** Bins of each variable. */
  private final byte[][] bins;

  Draft(Model model, int rows) {
    int columns = model.schema().columns().size();
    this.rows = rows;
    this.levels = new int[columns][];
    this.wholes = new long[columns][];
    this.numbers = new double[columns][];
    this.bins = new byte[model.variables().size()][rows];
    for (int column = 0; column < columns; column++) {
      Role role = model.structure().role(column);
      if (role instanceof Role.Regenerated || role instanceof Role.Constant) {
        continue;
      }
      levels[column] = new int[rows];
      Levels kind = model.column(column).levels();
      if (kind instanceof Levels.Wholes) {
        wholes[column] = new long[rows];
      } else if (kind instanceof Levels.Numbers) {
        numbers[column] = new double[rows];
      }
    }
  }

  int rows() {
    return rows;
  }

  byte[] bins(int variable) {
    return bins[variable];
  }

  int bin(int variable, int row) {
    return bins[variable][row] & 0xff;
  }

  void setBin(int variable, int row, int bin) {
    bins[variable][row] = (byte) bin;
  }

  int level(int column, int row) {
    return levels[column][row];
  }

  boolean isMissing(int column, int row) {
    return levels[column][row] < 0;
  }

  long whole(int column, int row) {
    return wholes[column][row];
  }

  double number(int column, int row) {
    return wholes[column] != null ? wholes[column][row] : numbers[column][row];
  }

  /** The first of the rows whose level is nearest to one; -1 when no row has a value. */
  int nearest(int column, int level) {
    int nearest = -1;
    int least = Integer.MAX_VALUE;
    for (int row = 0; row < rows; row++) {
      int away = Math.abs(levels[column][row] - level);
      if (levels[column][row] >= 0 && away < least) {
        nearest = row;
        least = away;
      }
    }
    return nearest;
  }

  void setMissing(int column, int row) {
    levels[column][row] = -1;
  }

  void setLevel(int column, int row, int level) {
    levels[column][row] = level;
  }

  void setWhole(int column, int row, int level, long value) {
    levels[column][row] = level;
    wholes[column][row] = value;
  }

  void setNumber(int column, int row, int level, double value) {
    levels[column][row] = level;
    numbers[column][row] = value;
  }

  int[] levels(int column) {
    return levels[column];
  }

  long[] wholes(int column) {
    return wholes[column];
  }

  double[] numbers(int column) {
    return numbers[column];
  }
}
