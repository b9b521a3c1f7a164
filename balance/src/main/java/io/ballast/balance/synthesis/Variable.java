package io.ballast.balance.synthesis;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Levels;
import io.ballast.stats.trees.LevelBins;
import java.util.stream.IntStream;

/**
 * Something that is drawn and asked by trees, with its levels put into bins.
 *
 * <p>Bins (at most 255 beside the missing one) are what trees ask; groups (as bins for strings, at
 * most {@value #ORDERED_GROUPS} for numbers) are what pairs of variables are counted by.
 *
 * @param source what it stands for
 * @param levels its distinct values
 * @param counts training rows of each level
 * @param bins the bin of each level, from 1 without a gap; 0 is missing
 * @param binCount number of bins, the missing one included
 * @param groups the group of each bin; group 0 is bin 0
 * @param groupCount number of groups
 */
record Variable(
    Source source,
    Levels levels,
    int[] counts,
    int[] bins,
    int binCount,
    int[] groups,
    int groupCount) {

  private static final int ORDERED_BINS = 250;
  private static final int STRING_BINS = 255;
  private static final int ORDERED_GROUPS = 32;
  private static final int STRING_CLASSES = 64;

  /** Puts the levels of a coded column into bins. */
  static Variable of(Source source, CodedColumn coded) {
    return of(source, coded.levels(), coded.counts());
  }

  /** Puts levels into bins. */
  static Variable of(Source source, Levels levels, int[] counts) {
    int[] bins =
        levels.ordered()
            ? LevelBins.ofOrdered(counts, ORDERED_BINS)
            : LevelBins.ofCategories(counts.length, STRING_BINS);
    int binCount = 1;
    for (int level = 0; level < bins.length; level++) {
      bins[level]++;
      binCount = Math.max(binCount, bins[level] + 1);
    }
    int[] groups = groups(levels, counts, bins, binCount);
    int groupCount = 1 + IntStream.of(groups).max().orElse(0);
    return new Variable(source, levels, counts, bins, binCount, groups, groupCount);
  }

  private static int[] groups(Levels levels, int[] counts, int[] bins, int binCount) {
    if (!levels.ordered()) {
      return IntStream.range(0, binCount).toArray();
    }
    int[] rows = new int[binCount - 1];
    for (int level = 0; level < bins.length; level++) {
      rows[bins[level] - 1] += counts[level];
    }
    int[] groups = new int[binCount];
    int[] ofBins = LevelBins.ofOrdered(rows, ORDERED_GROUPS);
    for (int bin = 1; bin < binCount; bin++) {
      groups[bin] = ofBins[bin - 1] + 1;
    }
    return groups;
  }

  /** Whether the levels ascend with a value. */
  boolean ordered() {
    return levels.ordered();
  }

  /** The bin of a level; -1 is missing. */
  int binOf(int level) {
    return level < 0 ? 0 : bins[level];
  }

  /**
   * Training rows of a bin.
   *
   * @param rows of the training table
   */
  int rowsOf(int bin, int rows) {
    int present = 0;
    int own = 0;
    for (int level = 0; level < counts.length; level++) {
      present += counts[level];
      own += bins[level] == bin ? counts[level] : 0;
    }
    return bin == 0 ? rows - present : own;
  }

  /** The class of a bin when the variable is what a tree predicts: rare strings are one class. */
  int classOf(int bin) {
    return ordered() ? groups[bin] : Math.min(bin, STRING_CLASSES - 1);
  }

  /** Number of classes. */
  int classes() {
    return ordered() ? groupCount : Math.min(binCount, STRING_CLASSES);
  }

  /** The bins of coded rows. */
  byte[] binned(int[] codes) {
    byte[] binned = new byte[codes.length];
    for (int row = 0; row < codes.length; row++) {
      binned[row] = (byte) binOf(codes[row]);
    }
    return binned;
  }
}
