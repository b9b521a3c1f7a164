package io.ballast.tables.compare;

import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.Steps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fills the ladder of a reference: its first rows choose the steps. */
final class LadderBuilder {

  private final RowPlaces.Counting counting;
  private final int sample;
  private final int splits;
  private double[] values = new double[64];
  private int[] rowClass = new int[64];
  private double[] weights = new double[64];
  private int held;
  private @Nullable Ladder ladder;

  /**
   * A builder.
   *
   * @param sample rows held before steps are chosen; a shorter column is known exactly
   * @param splits split values chosen from a longer one
   */
  LadderBuilder(RowPlaces.Counting counting, int sample, int splits) {
    this.counting = counting;
    this.sample = sample;
    this.splits = splits;
  }

  /** A builder whose steps are chosen already. */
  LadderBuilder(RowPlaces.Counting counting, Steps steps) {
    this(counting, 0, 0);
    ladder = new Ladder(steps, counting.rows(), counting.eventWeighted());
  }

  void add(double value, int ofClass, double weight) {
    if (ladder != null) {
      put(ladder, value, ofClass, weight);
      return;
    }
    if (held == values.length) {
      int room = Math.min(sample, 2 * held);
      values = Arrays.copyOf(values, room);
      rowClass = Arrays.copyOf(rowClass, room);
      weights = Arrays.copyOf(weights, room);
    }
    values[held] = value;
    rowClass[held] = ofClass;
    weights[held] = weight;
    held++;
    if (held == sample) {
      build(Steps.evenly(present(), splits));
    }
  }

  /**
   * Counts many rows at once, if steps are chosen and rows have no event weights.
   *
   * @param scratch space for {@code rows} numbers
   * @return whether it did
   */
  boolean add(double[] many, int[] ofClasses, int rows, int[] scratch) {
    if (ladder == null || counting.eventWeighted()) {
      return false;
    }
    ladder.add(many, ofClasses, 0, rows, scratch);
    return true;
  }

  /** The ladder of all rows that were added. */
  Ladder ladder() {
    return ladder == null ? build(Steps.of(present())) : ladder;
  }

  private double[] present() {
    return Arrays.stream(values, 0, held).filter(value -> !Double.isNaN(value)).toArray();
  }

  private Ladder build(Steps steps) {
    Ladder built = new Ladder(steps, counting.rows(), counting.eventWeighted());
    for (int i = 0; i < held; i++) {
      put(built, values[i], rowClass[i], weights[i]);
    }
    ladder = built;
    values = new double[0];
    rowClass = new int[0];
    weights = new double[0];
    return built;
  }

  private void put(Ladder to, double value, int ofClass, double weight) {
    if (counting.eventWeighted()) {
      to.add(value, ofClass, weight);
    } else {
      to.add(value, ofClass);
    }
  }
}
