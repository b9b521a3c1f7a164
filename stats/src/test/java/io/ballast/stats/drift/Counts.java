package io.ballast.stats.drift;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts for tests: intervals, or values followed by Other, Unseen and Missing. */
final class Counts {
  private Counts() {}

  /** Counts of rows without a class in intervals. */
  static BinnedCounts intervals(long[] reference, long[] current) {
    return intervals(new long[][] {reference}, new long[][] {current});
  }

  /** Counts per class in intervals, the last row without a class. */
  static BinnedCounts intervals(long[][] reference, long[][] current) {
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < reference[0].length; b++) {
      bins.add(new Bin(BinKind.INTERVAL, "i" + b, b, b + 1));
    }
    return new BinnedCounts(bins, reference, current);
  }

  /** Counts per class in intervals; no row lacks a class. */
  static BinnedCounts classes(long[][] reference, long[][] current) {
    return intervals(withNone(reference), withNone(current));
  }

  /** Counts per class of values, the last three bins Other, Unseen and Missing. */
  static BinnedCounts valueClasses(long[][] reference, long[][] current) {
    return new BinnedCounts(
        values(reference[0], current[0]).bins(), withNone(reference), withNone(current));
  }

  private static long[][] withNone(long[][] counts) {
    long[][] more = Arrays.copyOf(counts, counts.length + 1);
    more[counts.length] = new long[counts[0].length];
    return more;
  }

  /** Counts of values, the last three bins Other, Unseen and Missing. */
  static BinnedCounts values(long[] reference, long[] current) {
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < reference.length - 3; b++) {
      bins.add(Bin.of(BinKind.VALUE, "v" + b));
    }
    bins.add(Bin.of(BinKind.OTHER, "Other"));
    bins.add(Bin.of(BinKind.UNSEEN, "Unseen"));
    bins.add(Bin.of(BinKind.MISSING, "Missing"));
    return new BinnedCounts(bins, new long[][] {reference}, new long[][] {current});
  }

  static List<String> labels(BinnedCounts counts) {
    return counts.bins().stream().map(Bin::label).toList();
  }
}
