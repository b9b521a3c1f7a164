package io.ballast.eventstore.embedded;

import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.SlotSeries;
import io.ballast.stats.ExactSum;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All that is counted of one hour; filled by {@link RollUpPass}, read when the pass is done. */
final class HourTotals {

  static final int SLOTS = (int) (Days.HOUR_MICROS / SlotSeries.SLOT_MICROS);

  private final int classes;
  private final boolean weighted;
  private final int[] binsOf;
  private final long[] rowsOfSlot = new long[SLOTS];

  private final PairPlaces places = new PairPlaces();
  private int room = 4;

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
    this.counts = new long[binsOf.length][];
    this.weights = new ExactSum[binsOf.length][];
    this.squares = new ExactSum[binsOf.length][];
    for (int set = 0; set < binsOf.length; set++) {
      counts[set] = new long[binsOf[set] * room];
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
    int place = places.place(target * (classes + 2) + predicted);
    if (place == room) {
      grow();
    }
    return place;
  }

  private void grow() {
    room *= 2;
    for (int set = 0; set < binsOf.length; set++) {
      counts[set] = Arrays.copyOf(counts[set], binsOf[set] * room);
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

  /** The counts of each bin set, in the order of the plan. */
  PairCounts[] pairCounts() {
    return IntStream.range(0, binsOf.length).mapToObj(this::pairCounts).toArray(PairCounts[]::new);
  }

  private PairCounts pairCounts(int set) {
    int bins = binsOf[set];
    int[] pairs = places.sortedPairs();
    long[] rows = new long[pairs.length * bins];
    double[] sums = new double[weighted ? rows.length : 0];
    double[] sumsOfSquares = new double[sums.length];
    for (int i = 0; i < pairs.length; i++) {
      int from = places.place(pairs[i]) * bins;
      System.arraycopy(counts[set], from, rows, i * bins, bins);
      for (int bin = 0; weighted && bin < bins; bin++) {
        sums[i * bins + bin] = value(weights[set][from + bin]);
        sumsOfSquares[i * bins + bin] = value(squares[set][from + bin]);
      }
    }
    return PairCounts.of(
        classes, bins, pairs, rows, weighted ? sums : null, weighted ? sumsOfSquares : null);
  }
}
