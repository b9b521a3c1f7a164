package io.ballast.stats.trees;

import java.util.stream.IntStream;

/** Groups the distinct values of a column, so that they fit a byte or a few classes. */
public final class LevelBins {

  private LevelBins() {}

  /**
   * Groups of neighbouring values with about the same number of rows; a value with at least a
   * group's rows stays alone.
   *
   * @param counts rows of each value in rising order of the values
   * @param most most groups, at least 1
   * @return the group of each value, from 0 without a gap; each value its own when they are at most
   *     {@code most}
   */
  public static int[] ofOrdered(int[] counts, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(most + " groups, at least 1 is needed");
    }
    if (counts.length <= most) {
      return IntStream.range(0, counts.length).toArray();
    }
    double size = (double) IntStream.of(counts).asLongStream().sum() / most;
    int[] groups = new int[counts.length];
    while (group(counts, size, groups) > most) {
      size *= 1.05;
    }
    return groups;
  }

  private static int group(int[] counts, double size, int[] groups) {
    int group = 0;
    long held = 0;
    for (int level = 0; level < counts.length; level++) {
      if (counts[level] >= size && held > 0) {
        group++;
        held = 0;
      }
      groups[level] = group;
      held += counts[level];
      if (held >= size) {
        group++;
        held = 0;
      }
    }
    return held > 0 ? group + 1 : group;
  }

  /**
   * Each of the first values alone, the others together.
   *
   * @param levels number of values, the most frequent first
   * @param most most groups, at least 1
   * @return the group of each value, from 0 without a gap
   */
  public static int[] ofCategories(int levels, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(most + " groups, at least 1 is needed");
    }
    return IntStream.range(0, levels).map(level -> Math.min(level, most - 1)).toArray();
  }
}
