package io.ballast.stats.bins;

/**
 * The values of a numeric column in rising order, counted per class: exact values, and where a
 * {@link Ladder} knows a gap by number only, one entry for the gap.
 */
final class SortedCounts {

  private final double[] low;
  private final double[] high;
  private final int[] cell;
  private final long[][] counts;
  private final double[] weights;

  private SortedCounts(Ladder ladder, int entries) {
    int classes = ladder.classes();
    low = new double[entries];
    high = new double[entries];
    cell = new int[entries];
    counts = new long[classes][entries];
    weights = new double[ladder.isWeighted() ? entries : 0];
  }

  /** The entries of a ladder. */
  static SortedCounts of(Ladder ladder) {
    Steps steps = ladder.steps();
    int entries = 0;
    for (int cell = 0; cell < steps.cells(); cell++) {
      GapValues detail = Steps.isPoint(cell) ? null : ladder.detail(cell);
      entries += detail != null ? detail.size() : ladder.count(cell) > 0 ? 1 : 0;
    }
    SortedCounts sorted = new SortedCounts(ladder, entries);
    int entry = 0;
    for (int cell = 0; cell < steps.cells(); cell++) {
      GapValues detail = Steps.isPoint(cell) ? null : ladder.detail(cell);
      if (detail != null) {
        for (int i = 0; i < detail.size(); i++) {
          sorted.fill(entry++, cell, detail, i);
        }
      } else if (ladder.count(cell) > 0) {
        sorted.fill(entry++, cell, ladder);
      }
    }
    return sorted;
  }

  private void fill(int entry, int fromCell, Ladder ladder) {
    low[entry] = ladder.steps().low(fromCell);
    high[entry] = ladder.steps().high(fromCell);
    cell[entry] = fromCell;
    for (int k = 0; k < counts.length; k++) {
      counts[k][entry] = ladder.count(k, fromCell);
    }
    if (weights.length > 0) {
      weights[entry] = ladder.weight(fromCell);
    }
  }

  private void fill(int entry, int fromCell, GapValues detail, int index) {
    low[entry] = detail.value(index);
    high[entry] = detail.value(index);
    cell[entry] = fromCell;
    for (int k = 0; k < counts.length; k++) {
      counts[k][entry] = detail.count(k, index);
    }
    if (weights.length > 0) {
      weights[entry] = detail.weight(index);
    }
  }

  /** Number of entries. */
  int size() {
    return low.length;
  }

  /** Number of classes, the one for rows without a class included. */
  int classes() {
    return counts.length;
  }

  /** Whether the entry is a gap known by number only. */
  boolean isGap(int entry) {
    return low[entry] != high[entry];
  }

  /** The value of an exact entry, or the split value below a gap. */
  double low(int entry) {
    return low[entry];
  }

  /** The ladder's cell that the entry comes from. */
  int cell(int entry) {
    return cell[entry];
  }

  /** Rows of a class in an entry. */
  long count(int rowClass, int entry) {
    return counts[rowClass][entry];
  }

  /** Rows in an entry, whatever their class. */
  long count(int entry) {
    long sum = 0;
    for (long[] ofClass : counts) {
      sum += ofClass[entry];
    }
    return sum;
  }

  /** Sum of event weights of an entry. */
  double weight(int entry) {
    return weights[entry];
  }
}
