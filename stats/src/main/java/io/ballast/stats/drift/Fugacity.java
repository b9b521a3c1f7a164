package io.ballast.stats.drift;

import java.util.Arrays;
import java.util.List;

/**
 * The share of the rows predicted as each class, and its change: what a model says more often or
 * less often than it did.
 *
 * @param classes the change of each, in their order
 * @param test of all shares together
 */
public record Fugacity(List<Change> classes, ClassShare test) {
  public Fugacity {
    classes = List.copyOf(classes);
  }

  /**
   * One class.
   *
   * @param label the class
   * @param reference share of the reference; NaN without rows
   * @param current share of the window; NaN without rows
   */
  public record Change(String label, double reference, double current) {
    /** How much the share has grown. */
    public double difference() {
      return current - reference;
    }
  }

  /**
   * Compares how often each class was predicted.
   *
   * @param labels the classes
   * @param reference rows predicted as each in the reference
   * @param current rows predicted as each in the window
   */
  public static Fugacity of(List<String> labels, long[] reference, long[] current) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(current).sum();
    Change[] changes = new Change[labels.size()];
    Arrays.setAll(
        changes, k -> new Change(labels.get(k), share(reference[k], n), share(current[k], m)));
    return new Fugacity(List.of(changes), ClassShares.test(labels, reference, current));
  }

  /** The largest change of a share, in [0, 1]; NaN where a side has no row. */
  public double largest() {
    return classes.stream().mapToDouble(change -> Math.abs(change.difference())).max().orElse(0);
  }

  private static double share(long rows, double all) {
    return all == 0 ? Double.NaN : rows / all;
  }
}
