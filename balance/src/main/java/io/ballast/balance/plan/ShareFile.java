package io.ballast.balance.plan;

import java.util.List;

/**
 * Shares or counts of cells as a user gives them.
 *
 * @param cells levels of each named cell, each once; not copied
 * @param values at least 0, sum above 0; not copied
 * @param areCounts whether they are whole numbers of rows
 */
public record ShareFile(List<int[]> cells, double[] values, boolean areCounts) {
  public ShareFile {
    cells = List.copyOf(cells);
  }
}
