package io.ballast.stats.parity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rows of each category on both sides, in one order.
 *
 * @param reference owned by this record, not to be changed
 * @param current likewise
 */
public record CategoryCounts(long[] reference, long[] current) {

  /** The categories of both sides, in their natural order. */
  public static CategoryCounts of(Map<String, Long> reference, Map<String, Long> current) {
    TreeSet<String> names = new TreeSet<>(reference.keySet());
    names.addAll(current.keySet());
    return new CategoryCounts(counts(names, reference), counts(names, current));
  }

  private static long[] counts(TreeSet<String> names, Map<String, Long> counts) {
    return names.stream().mapToLong(name -> counts.getOrDefault(name, 0L)).toArray();
  }

  /** The distinct values of both sides as categories. */
  static CategoryCounts of(double[] reference, double[] current) {
    double[] values =
        Arrays.stream(concatenated(reference, current))
            .map(value -> value + 0.0) // -0.0 and 0.0 are one value
            .sorted()
            .distinct()
            .toArray();
    return new CategoryCounts(count(values, reference), count(values, current));
  }

  static double[] concatenated(double[] reference, double[] current) {
    double[] both = Arrays.copyOf(reference, reference.length + current.length);
    System.arraycopy(current, 0, both, reference.length, current.length);
    return both;
  }

  private static long[] count(double[] distinct, double[] values) {
    long[] counts = new long[distinct.length];
    for (double value : values) {
      counts[Arrays.binarySearch(distinct, value + 0.0)]++;
    }
    return counts;
  }

  /** Both sides. */
  List<long[]> sides() {
    return List.of(reference, current);
  }

  static double[] shares(long[] counts, double total) {
    return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
  }

  double[] referenceShares() {
    return shares(reference, (double) Arrays.stream(reference).sum());
  }

  double[] currentShares() {
    return shares(current, (double) Arrays.stream(current).sum());
  }
}
