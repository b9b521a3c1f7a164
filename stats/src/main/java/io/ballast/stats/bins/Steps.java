package io.ballast.stats.bins;

import java.util.Arrays;

/**
 * Sorted split values that divide the real line into cells: one for each split value, and one for
 * each gap between two.
 *
 * <p>Cell {@code 2i + 1} holds the values equal to split value i, cell {@code 2i} those between
 * split value i - 1 and i, both excluded; the first and the last cell are open-ended. Positive and
 * negative zero are one value.
 */
public final class Steps {

  private static final int TABLE_SIZE = 1 << 14;

  private final double[] splits;
  private final double origin;
  private final double scale;
  private final int[] firstSplit;

  private Steps(double[] splits) {
    this.splits = splits;
    int count = splits.length;
    double low = count == 0 ? 0 : splits[count / 200];
    double high = count == 0 ? 0 : splits[count - 1 - count / 200];
    double width = (high - low) / (TABLE_SIZE - 2);
    boolean usable =
        width > 0 && width < Double.POSITIVE_INFINITY && 1 / width < Double.POSITIVE_INFINITY;
    this.origin = usable ? low : 0;
    this.scale = usable ? 1 / width : 0;
    this.firstSplit = new int[TABLE_SIZE + 1];
    int slot = 0;
    for (int i = 0; i < count; i++) {
      int own = slotOf(splits[i]);
      while (slot < own) {
        firstSplit[++slot] = i;
      }
    }
    while (slot < TABLE_SIZE) {
      firstSplit[++slot] = count;
    }
  }

  /**
   * Steps at every distinct value of a sample.
   *
   * @param values in any order, without NaN; not changed
   */
  public static Steps of(double[] values) {
    double[] sorted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sorted[i] = values[i] + 0.0;
    }
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (distinct == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return new Steps(Arrays.copyOf(sorted, distinct));
  }

  /**
   * Steps at up to {@code limit} values of a sample, evenly spaced in rank; a value that fills a
   * whole space is kept.
   *
   * @param values in any order, without NaN; not changed
   * @param limit at least 2
   */
  public static Steps evenly(double[] values, int limit) {
    if (values.length <= limit) {
      return of(values);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] picked = new double[limit];
    for (int i = 0; i < limit; i++) {
      picked[i] = sorted[(int) ((long) i * (sorted.length - 1) / (limit - 1))];
    }
    return of(picked);
  }

  /** These steps and further split values. */
  public Steps with(double[] further) {
    double[] all = Arrays.copyOf(splits, splits.length + further.length);
    System.arraycopy(further, 0, all, splits.length, further.length);
    return of(all);
  }

  /** Number of cells, odd. */
  public int cells() {
    return 2 * splits.length + 1;
  }

  /** Number of split values. */
  public int size() {
    return splits.length;
  }

  /** Whether the cell stands for one value. */
  public static boolean isPoint(int cell) {
    return (cell & 1) == 1;
  }

  /** The value of a point, or the split value below a gap (minus infinity below the first). */
  public double low(int cell) {
    return cell == 0 ? Double.NEGATIVE_INFINITY : splits[(cell - 1) >> 1];
  }

  /** The value of a point, or the split value above a gap (infinity above the last). */
  public double high(int cell) {
    return cell == 2 * splits.length ? Double.POSITIVE_INFINITY : splits[cell >> 1];
  }

  /**
   * The cell of a value.
   *
   * @param value not NaN
   */
  public int cellOf(double value) {
    int slot = slotOf(value);
    int low = firstSplit[slot];
    int high = firstSplit[slot + 1];
    while (high - low > 8) {
      int middle = (low + high) >>> 1;
      if (splits[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    while (low < high && splits[low] < value) {
      low++;
    }
    return low < splits.length && splits[low] == value ? 2 * low + 1 : 2 * low;
  }

  /* A linear table over the middle 99% of the split values finds the few that a value must be compared with. Slots are
  monotone in the value, so the first split value that is not below it lies in its own slot or starts the next one. */
  private int slotOf(double value) {
    double position = (value - origin) * scale;
    if (position > 0) {
      return position < TABLE_SIZE - 1 ? (int) position : TABLE_SIZE - 1;
    }
    return 0;
  }
}
