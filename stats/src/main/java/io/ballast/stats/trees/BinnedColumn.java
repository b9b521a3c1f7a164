package io.ballast.stats.trees;

/**
 * One column as bins.
 *
 * @param bins the bin of each row as an unsigned byte, below {@code size}; 0 is missing; not
 *     copied, so that a table of millions of rows is held once
 * @param size number of bins, the missing one included; 1 to {@link BinnedRows#MAX_BINS}
 * @param ordered whether the bins from 1 on ascend with a value
 */
public record BinnedColumn(byte[] bins, int size, boolean ordered) {
  public BinnedColumn {
    if (size < 1 || size > BinnedRows.MAX_BINS) {
      throw new IllegalArgumentException(
          "a column of " + size + " bins, bins are 1 to " + BinnedRows.MAX_BINS);
    }
  }
}
