package io.ballast.balance.synthesis;

import io.ballast.balance.columns.Levels;

/**
 * Turns a drawn level of a number into a value.
 *
 * <p>A value that at least {@value #COMMON} training rows share is given as it is. A rarer one is
 * first moved to one of the rare values near by (so many rows by rank on each side), then within
 * half the smaller gap to its neighbours, on the grid of the column: whose value it was cannot be
 * told, and the distribution stays.
 */
final class Smear {

  private static final int COMMON = 5;

  private final Levels levels;
  private final int rows;
  private final boolean[] common;
  private final int[] firstRare;
  private final int[] counts;
  private final int[] rareLevels;
  private final double scale;
  private final long step;

  /**
   * Prepares.
   *
   * @param rows rare values on each side that a value is moved among
   * @param exact whether each level is given as it is
   */
  Smear(Levels levels, int[] counts, int rows, boolean exact, int places, long step) {
    this.levels = levels;
    this.counts = counts;
    this.rows = rows;
    this.scale = places < 0 ? 0 : Math.pow(10, places);
    this.step = step;
    this.common = new boolean[counts.length];
    this.firstRare = new int[counts.length];
    int rare = 0;
    for (int level = 0; level < counts.length; level++) {
      common[level] = exact || counts[level] >= COMMON;
      firstRare[level] = rare;
      rare += common[level] ? 0 : counts[level];
    }
    this.rareLevels = new int[rare];
    for (int level = 0; level < counts.length; level++) {
      for (int i = 0; !common[level] && i < counts[level]; i++) {
        rareLevels[firstRare[level] + i] = level;
      }
    }
  }

  /** The level near by that stands for a drawn one. */
  int level(int drawn, RowRandom random) {
    if (common[drawn]) {
      return drawn;
    }
    int at = firstRare[drawn] + random.nextInt(counts[drawn]);
    int moved = at - rows + random.nextInt(2 * rows + 1);
    return rareLevels[Math.min(Math.max(moved, 0), rareLevels.length - 1)];
  }

  /** The value of a whole number's level. */
  long whole(int level, RowRandom random) {
    long[] values = ((Levels.Wholes) levels).values();
    if (common[level]) {
      return values[level];
    }
    double room = gap(level);
    return values[level] + Math.round((random.nextDouble() - 0.5) * room / step) * step;
  }

  /** The value of a floating-point number's level. */
  double number(int level, RowRandom random) {
    double value = levels.number(level);
    if (common[level]) {
      return value;
    }
    double off = (random.nextDouble() - 0.5) * gap(level);
    if (scale == 0) {
      return value + off;
    }
    return Math.rint(value * scale + Math.rint(off * scale / step) * step) / scale;
  }

  private double gap(int level) {
    if (level == 0 || level == counts.length - 1) {
      return 0;
    }
    double value = levels.number(level);
    double gap = Math.min(value - levels.number(level - 1), levels.number(level + 1) - value);
    return gap < Double.POSITIVE_INFINITY ? gap : 0;
  }
}
