package io.ballast.balance.synthesis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The training rows that trees grow on, those of rare cells more than once.
 *
 * <p>Where rows are added to rare cells, a tree that sees each row once asks for what tells the
 * common cells apart, and has too few rows left when it comes to what is different in a rare one.
 * Rows are repeated until their cell is as large as the largest one. A leaf must be larger by the
 * same factor, so that the fewest rows of the rarest cell stay as they are.
 *
 * @param rows row numbers; not copied
 * @param most how often a row is there at most
 */
record Repeats(int[] rows, int most) {

  private static final int MOST = 50;

  /** Repeated rows are at most so many times those of the table. */
  private static final int MOST_TIMES = 3;

  /** Each row once. */
  static Repeats none(int rows) {
    int[] once = new int[rows];
    Arrays.setAll(once, row -> row);
    return new Repeats(once, 1);
  }

  /**
   * Rows so often that cells are as equal as the limits allow.
   *
   * @param bins of the variables whose combinations are the cells
   */
  static Repeats ofEqualCells(byte[][] bins, int rows) {
    int[] cells = cells(bins, rows);
    int[] sizes = new int[Arrays.stream(cells).max().orElse(0) + 1];
    for (int cell : cells) {
      sizes[cell]++;
    }
    int largest = Arrays.stream(sizes).max().orElse(0);
    int most = MOST;
    while (most > 1 && total(sizes, largest, most) > (long) MOST_TIMES * rows) {
      most--;
    }
    int[] repeated = new int[(int) total(sizes, largest, most)];
    int at = 0;
    int used = 1;
    for (int row = 0; row < rows; row++) {
      int times = Math.min(most, largest / sizes[cells[row]]);
      used = Math.max(used, times);
      Arrays.fill(repeated, at, at + times, row);
      at += times;
    }
    return new Repeats(repeated, used);
  }

  private static long total(int[] sizes, int largest, int most) {
    return Arrays.stream(sizes)
        .filter(size -> size > 0)
        .mapToLong(size -> (long) size * Math.min(most, largest / size))
        .sum();
  }

  /** The cell of each row, numbered as they come. */
  private static int[] cells(byte[][] bins, int rows) {
    int[] cells = new int[rows];
    for (byte[] column : bins) {
      Map<Long, Integer> known = new HashMap<>();
      for (int row = 0; row < rows; row++) {
        long key = ((long) cells[row] << 8) | (column[row] & 0xff);
        int next = known.size();
        Integer cell = known.putIfAbsent(key, next);
        cells[row] = cell == null ? next : cell;
      }
    }
    return cells;
  }
}
