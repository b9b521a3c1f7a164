package io.ballast.balance.plan;

import java.util.List;

/**
 * The rows to draw.
 *
 * @param cells in the order of their values
 * @param cellOfRow the cell of each row to draw; not copied
 * @param warnings what to beware of, in words
 */
public record Plan(List<Cell> cells, int[] cellOfRow, List<String> warnings) {
  public Plan {
    cells = List.copyOf(cells);
    warnings = List.copyOf(warnings);
  }

  /** Number of rows to draw. */
  public int rows() {
    return cellOfRow.length;
  }

  /** For each balance column the level of each row to draw. */
  public int[][] levels(int conditions) {
    int[][] levels = new int[conditions][rows()];
    for (int row = 0; row < rows(); row++) {
      int[] cell = cells.get(cellOfRow[row]).levels();
      for (int condition = 0; condition < conditions; condition++) {
        levels[condition][row] = cell[condition];
      }
    }
    return levels;
  }
}
