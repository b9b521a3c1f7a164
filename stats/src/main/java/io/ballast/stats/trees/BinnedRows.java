package io.ballast.stats.trees;

import java.util.List;

/**
 * Rows whose columns are bins of at most 256, one byte each: what trees are grown on and asked
 * with.
 *
 * <p>Bin 0 is "missing" in every column. An ordered column's bins ascend with its values from 1 on;
 * the bins of a categorical column are names only. Columns may be added while the rows are used (a
 * table that is generated column by column); a tree reads only the columns that it was grown on.
 */
public final class BinnedRows {

  /** Most bins of a column, the missing one included. */
  public static final int MAX_BINS = 256;

  private final int rows;
  private final List<BinnedColumn> columns;
  private final byte[][] bins;

  /**
   * Takes columns.
   *
   * @param rows at least 0
   * @param columns each of that many rows
   * @throws IllegalArgumentException if a column has another number of rows
   */
  public BinnedRows(int rows, List<BinnedColumn> columns) {
    this.rows = rows;
    this.columns = List.copyOf(columns);
    this.bins = new byte[columns.size()][];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = columns.get(i).bins();
      if (bins[i].length != rows) {
        throw new IllegalArgumentException(
            "column " + i + " has " + bins[i].length + " rows, not " + rows);
      }
    }
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }

  /** The column at that position. */
  public BinnedColumn column(int index) {
    return columns.get(index);
  }

  /** The bytes of the column at that position; not to be changed. */
  byte[] bins(int index) {
    return bins[index];
  }
}
