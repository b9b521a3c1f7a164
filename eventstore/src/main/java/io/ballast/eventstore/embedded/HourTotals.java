package io.ballast.eventstore.embedded;

import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.SlotSeries;
import io.ballast.stats.ExactSum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that is counted of one hour; filled by {@link RollUpPass}, read when the pass is done. */
final class HourTotals {

  static final int SLOTS = (int) (Days.HOUR_MICROS / SlotSeries.SLOT_MICROS);

  private static final int NO_SLOT = -1;

  private final int classes;
  private final boolean weighted;
  private final int[] binsOf;
  private final long[] rowsOfSlot = new long[SLOTS];

  /** The place of each pair that has come up, -1 for the others. */
  private final int[] placeOfPair;

  private int[] pairs = new int[4];
  private int pairCount;

  /** Per bin set, one block of bins for each pair's place. */
  private final long[][] counts;

  private final @Nullable ExactSum[][] weights;
  private final @Nullable ExactSum[][] squares;

  /** Per summed column and slot. */
  final long[][] valuesOfSlot;

  final @Nullable ExactSum[][] sums;
  final @Nullable ExactSum[][] squaresOfSlot;

  /** Per checked column: missing, out of range, of a wrong type. */
  final long[][] violations;

  /** Rows with a missing value, one out of range, one of a wrong type, any of them. */
  final long[] rowViolations = new long[4];

  HourTotals(RollUpPlan plan) {
    this.classes = plan.schema().classes().classes().size();
    this.weighted = plan.schema().weight() != null && !plan.binSets().isEmpty();
    this.binsOf =
        plan.binSets().values().stream().mapToInt(set -> set.rule().bins().size()).toArray();
    this.placeOfPair = new int[(classes + 2) * (classes + 2)];
    Arrays.fill(placeOfPair, NO_SLOT);
    this.counts = new long[binsOf.length][];
    this.weights = new ExactSum[binsOf.length][];
    this.squares = new ExactSum[binsOf.length][];
    for (int set = 0; set < binsOf.length; set++) {
      counts[set] = new long[binsOf[set] * pairs.length];
      weights[set] = new ExactSum[weighted ? counts[set].length : 0];
      squares[set] = new ExactSum[weighted ? counts[set].length : 0];
    }
    int summed = plan.sums().size();
    this.valuesOfSlot = new long[summed][SLOTS];
    this.sums = new ExactSum[summed][SLOTS];
    this.squaresOfSlot = new ExactSum[summed][SLOTS];
    this.violations = new long[plan.integrity().size()][3];
  }

  void addRow(int slot) {
    rowsOfSlot[slot]++;
  }

  long[] rowsOfSlot() {
    return rowsOfSlot;
  }

  long rows() {
    return Arrays.stream(rowsOfSlot).sum();
  }

  /** The place of a pair of classes; a new one when it comes up for the first time. */
  int place(int target, int predicted) {
    int pair = target * (classes + 2) + predicted;
    int place = placeOfPair[pair];
    if (place == NO_SLOT) {
      place = pairCount++;
      placeOfPair[pair] = place;
      if (place == pairs.length) {
        grow();
      }
      pairs[place] = pair;
    }
    return place;
  }

  private void grow() {
    pairs = Arrays.copyOf(pairs, pairs.length * 2);
    for (int set = 0; set < binsOf.length; set++) {
      counts[set] = Arrays.copyOf(counts[set], binsOf[set] * pairs.length);
      if (weighted) {
        weights[set] = Arrays.copyOf(weights[set], counts[set].length);
        squares[set] = Arrays.copyOf(squares[set], counts[set].length);
      }
    }
  }

  /** Counts a row of a pair in a bin. */
  void count(int set, int place, int bin) {
    counts[set][place * binsOf[set] + bin]++;
  }

  /** Adds the weight of a row. */
  void weigh(int set, int place, int bin, double weight) {
    int index = place * binsOf[set] + bin;
    add(weights[set], index, weight);
    add(squares[set], index, weight * weight);
  }

  /** Adds to a sum that is made when it is first needed. */
  static void add(@Nullable ExactSum[] all, int index, double value) {
    ExactSum sum = all[index];
    if (sum == null) {
      sum = new ExactSum();
      all[index] = sum;
    }
    sum.add(value);
  }

  static double value(@Nullable ExactSum sum) {
    return sum == null ? 0 : sum.value();
  }

  /** The counts of a bin set, in the order of the plan. */
  PairCounts pairCounts(int set) {
    int bins = binsOf[set];
    PairCounts result = new PairCounts(classes, bins, weighted);
    for (int place = 0; place < pairCount; place++) {
      result.add(
          pairs[place] / (classes + 2),
          pairs[place] % (classes + 2),
          Arrays.copyOfRange(counts[set], place * bins, (place + 1) * bins),
          values(weights[set], place * bins, bins),
          values(squares[set], place * bins, bins));
    }
    return result;
  }

  private double[] values(@Nullable ExactSum[] sumsOfBins, int first, int bins) {
    double[] values = new double[weighted ? bins : 0];
    for (int bin = 0; bin < values.length; bin++) {
      values[bin] = value(sumsOfBins[first + bin]);
    }
    return values;
  }
}
