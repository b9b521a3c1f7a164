package io.ballast.stats;

/** Sums of many values, always in the same order and so with the same digits. */
public final class Sums {

  private Sums() {}

  /**
   * The sum in four parts, so that an addition need not wait for the one before.
   *
   * @param count of the first values
   */
  public static double inFourParts(double[] values, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < count; i++) {
      a += values[i];
    }
    return a + b + (c + d);
  }
}
