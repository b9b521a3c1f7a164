package io.ballast.stats.bins;

/**
 * Finds the bins of many numbers; the same as {@link NumericBins#indexOf} for each, and several
 * times faster.
 *
 * <p>The span of the edges is cut into cells of equal width. A cell knows the interval of its lower
 * end, from which the value's is a step or none away, whatever the number of edges; only edges that
 * lie very unevenly take more steps. Immutable.
 */
public final class NumericBinLookup {

  private static final int CELLS = 4096;

  private final NumericBins bins;
  private final double[] edges;
  private final int[] binOfInterval;
  private final int[] cells = new int[CELLS + 1];
  private final double lowest;
  private final double scale;
  private final boolean direct;

  /** A lookup for those bins. */
  public NumericBinLookup(NumericBins bins) {
    this.bins = bins;
    this.edges = bins.edges();
    this.direct = bins.hasIntervals() && edges.length > 1 && bins.points().length == 0;
    this.binOfInterval = new int[edges.length + 1];
    this.lowest = edges.length == 0 ? 0 : edges[0];
    this.scale = edges.length < 2 ? 0 : CELLS / (edges[edges.length - 1] - lowest);
    if (direct) {
      for (int interval = 0; interval <= edges.length; interval++) {
        binOfInterval[interval] =
            bins.indexOf(interval == 0 ? Double.NEGATIVE_INFINITY : edges[interval - 1]);
      }
      fillCells();
    }
  }

  /** An interval that is not above that of any value which falls into the cell. */
  private void fillCells() {
    int interval = 0;
    for (int cell = 0; cell <= CELLS; cell++) {
      while (interval < edges.length && cell(edges[interval]) < cell) {
        interval++;
      }
      cells[cell] = interval;
    }
  }

  /** The cell of a value; rises with the value. */
  private int cell(double value) {
    return Math.min(CELLS, Math.max(0, (int) ((value - lowest) * scale)));
  }

  /**
   * The bins of the first values.
   *
   * @param values numbers, NaN for a missing one
   * @param rows how many
   * @param into takes the bins
   */
  public void indicesOf(double[] values, int rows, int[] into) {
    if (!direct) {
      for (int row = 0; row < rows; row++) {
        into[row] = bins.indexOf(values[row]);
      }
      return;
    }
    int missing = bins.bins().size() - 1;
    for (int row = 0; row < rows; row++) {
      double value = values[row];
      int interval = cells[cell(value)];
      while (interval < edges.length && edges[interval] <= value) {
        interval++;
      }
      into[row] = Double.isNaN(value) ? missing : binOfInterval[interval];
    }
  }
}
