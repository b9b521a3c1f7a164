package io.ballast.tables;

import java.util.List;

/**
 * Some consecutive rows of a table, as vectors in the order in which the scan asked for them.
 *
 * @param rows from 1 to {@link #MAX_ROWS}
 * @param vectors one for each asked column; buffers are used again for the next batch
 */
public record Batch(int rows, List<Vector> vectors) {

  /** Rows that no batch exceeds. */
  public static final int MAX_ROWS = 2048;

  /** The vector of the column at that position of the scan's list. */
  public Vector vector(int index) {
    return vectors.get(index);
  }
}
