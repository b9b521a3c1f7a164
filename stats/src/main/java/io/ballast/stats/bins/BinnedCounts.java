package io.ballast.stats.bins;

import java.util.Arrays;
import java.util.List;

/**
 * Two sides counted in the same bins, per class: what every statement is computed from and every
 * histogram shows.
 *
 * <p>Row k of the counts is class k. Rows of the table without a class, or of a class that the
 * reference lacks, stand in one further row at the end; a plain statement counts them, a
 * class-weighted one leaves them out.
 *
 * @param bins the bins in order of display
 * @param reference counts [class][bin] of the reference; owned by this record, not to be changed
 * @param current counts [class][bin] of the window; owned by this record, not to be changed
 */
public record BinnedCounts(List<Bin> bins, long[][] reference, long[][] current) {
  public BinnedCounts {
    bins = List.copyOf(bins);
    if (reference.length != current.length || reference.length == 0) {
      throw new IllegalArgumentException(
          "reference has " + reference.length + " rows of classes and current " + current.length);
    }
    for (int k = 0; k < reference.length; k++) {
      if (reference[k].length != bins.size() || current[k].length != bins.size()) {
        throw new IllegalArgumentException(
            "class " + k + " is not counted in " + bins.size() + " bins");
      }
    }
  }

  /** The rows that have a value: none in the last bin, which is that of the others. */
  public BinnedCounts withoutMissing() {
    return new BinnedCounts(bins, withoutLast(reference), withoutLast(current));
  }

  private static long[][] withoutLast(long[][] counts) {
    long[][] present = new long[counts.length][];
    for (int k = 0; k < counts.length; k++) {
      present[k] = counts[k].clone();
      present[k][present[k].length - 1] = 0;
    }
    return present;
  }

  /** Counts per bin over all classes, rows without a class included. */
  public static long[] total(long[][] counts) {
    long[] total = new long[counts[0].length];
    for (long[] row : counts) {
      Arrays.setAll(total, b -> total[b] + row[b]);
    }
    return total;
  }
}
