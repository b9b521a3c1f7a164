package io.ballast.balance.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Whole numbers in proportion to weights, with an exact sum. */
final class Apportionment {

  private Apportionment() {}

  /**
   * Largest remainder: each weight's part rounded down, the rest to the largest remainders, earlier
   * ones first among equals.
   *
   * @param weights at least 0, sum above 0
   * @param total the sum of the result
   */
  static int[] of(double[] weights, long total) {
    double sum = Arrays.stream(weights).sum();
    int[] parts = new int[weights.length];
    double[] remainders = new double[weights.length];
    long left = total;
    for (int i = 0; i < parts.length; i++) {
      double exact = weights[i] / sum * total;
      parts[i] = (int) Math.floor(exact + 1e-9);
      remainders[i] = exact - parts[i];
      left -= parts[i];
    }
    int[] order =
        IntStream.range(0, parts.length)
            .filter(i -> weights[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -Math.rint(remainders[i] * 1e9)))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; left > 0; i++, left--) {
      parts[order[i % order.length]]++;
    }
    return parts;
  }
}
