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

  private final double[] splits;
  private final Slots slots;

  /** First split value at or after each slot. */
  private final int[] firstSplit;

  /** A power of two above half the split values of the fullest slot; 0 when none has any. */
  private final int reach;

  /** The split values and some NaN, which no value reaches. */
  private final double[] padded;

  private Steps(double[] splits) {
    this.splits = splits;
    Slots linear = Slots.linear(splits);
    Slots logarithmic = Slots.logarithmic(splits);
    this.slots = crowding(linear) <= crowding(logarithmic) ? linear : logarithmic;
    this.firstSplit = new int[Slots.SIZE];
    int split = 0;
    int fullest = 0;
    for (int slot = 0; slot < Slots.SIZE; slot++) {
      firstSplit[slot] = split;
      while (split < splits.length && slots.of(splits[split]) == slot) {
        split++;
      }
      fullest = Math.max(fullest, split - firstSplit[slot]);
    }
    this.reach = Integer.highestOneBit(fullest);
    this.padded = Arrays.copyOf(splits, splits.length + 2 * reach + 1);
    Arrays.fill(padded, splits.length, padded.length, Double.NaN);
  }

  /** How many split values a split value shares its slot with, summed: the cost of the slots. */
  private long crowding(Slots candidate) {
    long cost = 0;
    long inSlot = 0;
    int slot = -1;
    for (double split : splits) {
      int own = candidate.of(split);
      inSlot = own == slot ? inSlot + 1 : 1;
      slot = own;
      cost += inSlot;
    }
    return cost;
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
    return cellIn(slots.of(value), value);
  }

  /**
   * The cells of many values: as {@link #cellOf} for each, with the kind of slots chosen once.
   *
   * @param values NaN gets any cell
   * @param from the first of them
   * @param to after the last of them
   * @param cells receives the cells, from its start on
   */
  void cellsOf(double[] values, int from, int to, int[] cells) {
    slots.of(values, from, to, cells);
    for (int row = from; row < to; row++) {
      cells[row - from] = cellIn(cells[row - from], values[row]);
    }
  }

  /** The slots of the values from one to another, excluded. */
  void slotsOf(double[] values, int from, int to, int[] into) {
    slots.of(values, from, to, into);
  }

  /** The slot of a value: values in wanted gaps are told from most others by it. */
  int slotOf(double value) {
    return slots.of(value);
  }

  /* Slots are monotone in the value, so the first split value that is not below it lies in its own slot or starts the
  next one: it is found among a few by halving, without a branch that depends on the value. */
  private int cellIn(int slot, double value) {
    int low = firstSplit[slot];
    for (int half = reach; half > 0; half >>= 1) {
      low += padded[low + half - 1] < value ? half : 0;
    }
    return 2 * low + (padded[low] == value ? 1 : 0);
  }
}
