package io.ballast.stats.test;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusted p-values of a family of tests, each at most 1 and in the order of the input.
 *
 * <p>Rejecting what is below alpha after the adjustment controls the false discovery rate
 * (Benjamini and Hochberg 1995 under independence and positive dependence, Benjamini and Yekutieli
 * 2001 under any) or the chance of any false rejection (Holm 1979).
 */
public final class MultipleTests {
  private MultipleTests() {}

  /** Benjamini and Hochberg's step-up procedure. */
  public static double[] benjaminiHochberg(double[] p) {
    return stepUp(p, 1);
  }

  /** Benjamini and Yekutieli's step-up procedure. */
  public static double[] benjaminiYekutieli(double[] p) {
    double harmonic = 0;
    for (int i = 1; i <= p.length; i++) {
      harmonic += 1.0 / i;
    }
    return stepUp(p, harmonic);
  }

  /** Holm's step-down procedure. */
  public static double[] holm(double[] p) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      largest = Math.max(largest, Math.min(1, p[order[rank]] * (p.length - rank)));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }

  private static double[] stepUp(double[] p, double factor) {
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int index = order[rank - 1];
      smallest = Math.min(smallest, p[index] * (p.length * factor / rank));
      adjusted[index] = smallest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("p-value " + value + " is not in [0, 1]");
      }
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
