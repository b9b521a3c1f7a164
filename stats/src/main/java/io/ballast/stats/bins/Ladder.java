package io.ballast.stats.bins;

import io.ballast.stats.State;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of one numeric column, counted per class in the cells of {@link Steps}: a column of
 * any length in bounded memory, from which exact quantiles, bin counts and distances follow.
 *
 * <p>What falls on a split value is known exactly. What falls between two is known by number only,
 * until the gap is {@linkplain #want wanted} and a second pass {@linkplain #collect collects} its
 * values: then {@link #detail} has them sorted. Questions name the gaps that they need (Munro and
 * Paterson, Selection and sorting with limited storage, 1980).
 *
 * <p>Rows have a class in [0, classes); the last class stands for rows without one. With event
 * weights the sums of w and w squared are kept beside the counts.
 */
public final class Ladder implements State<Ladder> {

  private final Steps steps;
  private final int classes;
  private final long[][] counts;
  private final long[] missing;
  private final double @Nullable [] weights;
  private final double @Nullable [] squares;
  private double missingWeight;
  private double missingSquare;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  private final BitSet wanted = new BitSet();
  private boolean[] wantedSlots = new boolean[0];
  private int[] heldCell = new int[0];
  private double[] heldValue = new double[0];
  private int[] heldClass = new int[0];
  private double[] heldWeight = new double[0];
  private int held;
  private GapValues @Nullable [] details;

  /**
   * An empty ladder.
   *
   * @param steps the cells
   * @param classes number of classes, at least 1; the last one stands for rows without a class
   * @param weighted whether sums of event weights are kept
   */
  public Ladder(Steps steps, int classes, boolean weighted) {
    this.steps = steps;
    this.classes = classes;
    this.counts = new long[classes][steps.cells()];
    this.missing = new long[classes];
    this.weights = weighted ? new double[steps.cells()] : null;
    this.squares = weighted ? new double[steps.cells()] : null;
  }

  /**
   * A ladder that knows every value of an array exactly.
   *
   * @param values NaN is a missing value
   * @param rowClass class of each row in [0, classes)
   * @param classes at least 1; the last one stands for rows without a class
   */
  public static Ladder exact(double[] values, int[] rowClass, int classes) {
    double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Ladder ladder = new Ladder(Steps.of(present), classes, false);
    for (int i = 0; i < values.length; i++) {
      ladder.add(values[i], rowClass[i]);
    }
    return ladder;
  }

  /** The cells. */
  public Steps steps() {
    return steps;
  }

  /** Number of classes, the one for rows without a class included. */
  public int classes() {
    return classes;
  }

  /**
   * Counts one row.
   *
   * @param value NaN is a missing value
   * @param rowClass in [0, classes)
   */
  public void add(double value, int rowClass) {
    if (Double.isNaN(value)) {
      missing[rowClass]++;
      return;
    }
    counts[rowClass][steps.cellOf(value)]++;
    stretch(value);
  }

  /**
   * Counts many rows.
   *
   * @param values NaN is a missing value
   * @param rowClass class of each, in [0, classes)
   * @param from the first of them
   * @param to after the last of them
   * @param cells scratch space for as many numbers
   */
  public void add(double[] values, int[] rowClass, int from, int to, int[] cells) {
    steps.cellsOf(values, from, to, cells);
    for (int row = from; row < to; row++) {
      double value = values[row];
      if (Double.isNaN(value)) {
        missing[rowClass[row]]++;
        continue;
      }
      counts[rowClass[row]][cells[row - from]]++;
      stretch(value);
    }
  }

  /**
   * Counts rows of which only the cell is known; the least and the greatest value stay as they are.
   *
   * @param cell of {@link #steps}
   * @param rowClass in [0, classes)
   * @param rows how many, at least 0
   */
  public void addToCell(int cell, int rowClass, long rows) {
    counts[rowClass][cell] += rows;
  }

  private void stretch(double value) {
    if (value < min && value != Double.NEGATIVE_INFINITY) {
      min = value;
    }
    if (value > max && value != Double.POSITIVE_INFINITY) {
      max = value;
    }
  }

  /**
   * Counts one row with an event weight.
   *
   * @param value NaN is a missing value
   * @param rowClass in [0, classes)
   * @param weight at least 0
   */
  public void add(double value, int rowClass, double weight) {
    add(value, rowClass);
    if (weights == null || squares == null) {
      throw new IllegalStateException("this ladder keeps no event weights");
    }
    if (Double.isNaN(value)) {
      missingWeight += weight;
      missingSquare += weight * weight;
      return;
    }
    int cell = steps.cellOf(value);
    weights[cell] += weight;
    squares[cell] += weight * weight;
  }

  @Override
  public void merge(Ladder other) {
    if (steps != other.steps || classes != other.classes) {
      throw new IllegalArgumentException("ladders of different steps or classes cannot be merged");
    }
    for (int k = 0; k < classes; k++) {
      missing[k] += other.missing[k];
      for (int cell = 0; cell < counts[k].length; cell++) {
        counts[k][cell] += other.counts[k][cell];
      }
    }
    if (weights != null && squares != null && other.weights != null && other.squares != null) {
      for (int cell = 0; cell < weights.length; cell++) {
        weights[cell] += other.weights[cell];
        squares[cell] += other.squares[cell];
      }
    }
    missingWeight += other.missingWeight;
    missingSquare += other.missingSquare;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** Rows of a class in a cell. */
  public long count(int rowClass, int cell) {
    return counts[rowClass][cell];
  }

  /** Rows in a cell, whatever their class. */
  public long count(int cell) {
    long sum = 0;
    for (int k = 0; k < classes; k++) {
      sum += counts[k][cell];
    }
    return sum;
  }

  /** Whether a cell has no rows. */
  boolean isEmpty(int cell) {
    for (long[] ofClass : counts) {
      if (ofClass[cell] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Rows of a class without a value. */
  public long missing(int rowClass) {
    return missing[rowClass];
  }

  /** Rows without a value. */
  public long missing() {
    return Arrays.stream(missing).sum();
  }

  /** Rows, those without a value included. */
  public long rows() {
    long sum = missing();
    for (long[] ofClass : counts) {
      for (long rows : ofClass) {
        sum += rows;
      }
    }
    return sum;
  }

  /** Sum of the event weights in a cell; 0 when none are kept. */
  public double weight(int cell) {
    return weights == null ? 0 : weights[cell];
  }

  /** Sum of the squared event weights in a cell; 0 when none are kept. */
  public double weightSquare(int cell) {
    return squares == null ? 0 : squares[cell];
  }

  /** Sum of the event weights of rows without a value. */
  public double missingWeight() {
    return missingWeight;
  }

  /** Sum of the squared event weights of rows without a value. */
  public double missingSquare() {
    return missingSquare;
  }

  /** Whether sums of event weights are kept. */
  public boolean isWeighted() {
    return weights != null;
  }

  /** The least finite value; infinity when there is none. */
  public double min() {
    return min;
  }

  /** The greatest finite value; minus infinity when there is none. */
  public double max() {
    return max;
  }

  /** Asks the next pass for the values of a gap. */
  public void want(int gap) {
    if (!Steps.isPoint(gap) && (details == null || details[gap] == null)) {
      wanted.set(gap);
    }
  }

  /** Rows that the next pass would collect more if a gap were {@linkplain #want wanted} now. */
  long rowsToCollect(int gap) {
    return wanted.get(gap) || (details != null && details[gap] != null) ? 0 : count(gap);
  }

  /** Whether a gap is waiting for its values. */
  public boolean isWanting() {
    return !wanted.isEmpty();
  }

  /** The gaps that are waiting for their values. */
  public IntStream wanted() {
    return wanted.stream();
  }

  /** Whether the value lies in a gap that is waiting. */
  public boolean isWanted(double value) {
    return !Double.isNaN(value) && wanted.get(steps.cellOf(value));
  }

  /** Rows in the gaps that are waiting. */
  public long wantedRows() {
    return wanted.stream().mapToLong(this::count).sum();
  }

  /** Keeps the value of a row if its gap is wanted. */
  public void collect(double value, int rowClass, double weight) {
    if (!Double.isNaN(value) && wantedSlots()[steps.slotOf(value)]) {
      keep(value, rowClass, weight);
    }
  }

  /**
   * Keeps the values of many rows whose gaps are wanted; for a ladder without event weights.
   *
   * @param from the first of them
   * @param to after the last of them
   * @param slots scratch space for as many numbers
   */
  public void collect(double[] values, int[] rowClass, int from, int to, int[] slots) {
    if (wanted.isEmpty()) {
      return;
    }
    boolean[] wantedSlot = wantedSlots();
    steps.slotsOf(values, from, to, slots);
    for (int row = from; row < to; row++) {
      if (wantedSlot[slots[row - from]] && !Double.isNaN(values[row])) {
        keep(values[row], rowClass[row], 1);
      }
    }
  }

  private void keep(double value, int rowClass, double weight) {
    int cell = steps.cellOf(value);
    if (!wanted.get(cell)) {
      return;
    }
    if (held == heldValue.length) {
      int room = Math.max(64, held + (held >> 1));
      heldCell = Arrays.copyOf(heldCell, room);
      heldValue = Arrays.copyOf(heldValue, room);
      heldClass = Arrays.copyOf(heldClass, room);
      heldWeight = weights == null ? heldWeight : Arrays.copyOf(heldWeight, room);
    }
    heldCell[held] = cell;
    heldValue[held] = value + 0.0;
    heldClass[held] = rowClass;
    if (weights != null) {
      heldWeight[held] = weight;
    }
    held++;
  }

  /**
   * Most values lie in slots of the lookup table that no wanted gap touches, and need no search.
   */
  private boolean[] wantedSlots() {
    if (wantedSlots.length > 0) {
      return wantedSlots;
    }
    wantedSlots = new boolean[Slots.SIZE];
    for (int gap = wanted.nextSetBit(0); gap >= 0; gap = wanted.nextSetBit(gap + 1)) {
      int from = steps.slotOf(steps.low(gap));
      Arrays.fill(wantedSlots, from, steps.slotOf(steps.high(gap)) + 1, true);
    }
    return wantedSlots;
  }

  /** Ends a collecting pass: the wanted gaps have their details. */
  public void collected() {
    if (details == null) {
      details = new GapValues[steps.cells()];
    }
    int[] size = new int[steps.cells()];
    for (int i = 0; i < held; i++) {
      size[heldCell[i]]++;
    }
    GapValues.Filler[] fillers = new GapValues.Filler[steps.cells()];
    for (int gap = wanted.nextSetBit(0); gap >= 0; gap = wanted.nextSetBit(gap + 1)) {
      fillers[gap] = new GapValues.Filler(size[gap], weights != null);
    }
    for (int i = 0; i < held; i++) {
      fillers[heldCell[i]].add(heldValue[i], heldClass[i], weights == null ? 0 : heldWeight[i]);
    }
    for (int gap = wanted.nextSetBit(0); gap >= 0; gap = wanted.nextSetBit(gap + 1)) {
      details[gap] = fillers[gap].sorted(classes);
    }
    wanted.clear();
    wantedSlots = new boolean[0];
    held = 0;
    heldCell = new int[0];
    heldValue = new double[0];
    heldClass = new int[0];
    heldWeight = new double[0];
  }

  /**
   * The same rows in finer steps.
   *
   * @param finer all split values of these steps and more
   * @throws IllegalStateException if a further split value lies in a gap whose values are not known
   */
  public Ladder refined(Steps finer) {
    Ladder refined = new Ladder(finer, classes, isWeighted());
    for (int cell = 0; cell < steps.cells(); cell++) {
      if (count(cell) == 0) {
        continue;
      }
      double high = steps.high(cell);
      int last =
          cell == steps.cells() - 1 // of infinity as a split value the gap below it is another one
              ? finer.cells() - 1
              : finer.cellOf(high) - (Steps.isPoint(cell) ? 0 : 1);
      if (Steps.isPoint(cell) || finer.low(last) == steps.low(cell)) {
        move(cell, refined, last);
      } else {
        spread(cell, refined);
      }
    }
    System.arraycopy(missing, 0, refined.missing, 0, classes);
    refined.missingWeight = missingWeight;
    refined.missingSquare = missingSquare;
    refined.min = min;
    refined.max = max;
    return refined;
  }

  private void move(int cell, Ladder refined, int to) {
    for (int k = 0; k < classes; k++) {
      refined.counts[k][to] = counts[k][cell];
    }
    refined.addWeight(to, weight(cell), weightSquare(cell));
    GapValues known = details == null ? null : details[cell];
    if (known != null) {
      refined.details =
          refined.details == null ? new GapValues[refined.steps.cells()] : refined.details;
      refined.details[to] = known;
    }
  }

  private void spread(int cell, Ladder refined) {
    GapValues known = detail(cell);
    if (known == null) {
      throw new IllegalStateException("the values above " + steps.low(cell) + " are not known");
    }
    for (int i = 0; i < known.size(); i++) {
      int to = refined.steps.cellOf(known.value(i));
      for (int k = 0; k < classes; k++) {
        refined.counts[k][to] += known.count(k, i);
      }
      refined.addWeight(to, known.weight(i), known.weightSquare(i));
    }
  }

  private void addWeight(int cell, double weight, double square) {
    if (weights != null && squares != null) {
      weights[cell] += weight;
      squares[cell] += square;
    }
  }

  /** The values of a gap; null while they are not known. An empty gap has no values. */
  public @Nullable GapValues detail(int gap) {
    if (count(gap) == 0) {
      return GapValues.EMPTY;
    }
    return details == null ? null : details[gap];
  }
}
