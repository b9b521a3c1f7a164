package io.ballast.benchmarks.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Categories with their probabilities.
 *
 * @param names of the categories; groups of one population share the list
 * @param shares of the categories, sum 1
 */
record Levels(List<String> names, double[] shares) implements Values {
  Levels {
    double total = Arrays.stream(shares).sum();
    shares = Arrays.stream(shares).map(share -> share / total).toArray();
  }

  /** Categories of those shares, which need not sum to 1. */
  static Levels of(double... shares) {
    return new Levels(
        IntStream.range(0, shares.length).mapToObj(i -> "level " + i).toList(), shares);
  }

  static Levels equal(int count) {
    double[] shares = new double[count];
    Arrays.fill(shares, 1);
    return of(shares);
  }

  /** Shares in proportion to {@code 1 / rank}. */
  static Levels zipf(int count) {
    double[] shares = new double[count];
    Arrays.setAll(shares, i -> 1.0 / (i + 1));
    return of(shares);
  }

  /** Each share {@code ratio} times the one before. */
  static Levels geometric(int count, double ratio) {
    double[] shares = new double[count];
    Arrays.setAll(shares, i -> Math.pow(ratio, i));
    return of(shares);
  }

  /** The last category first. */
  Levels reversed() {
    double[] reversed = new double[shares.length];
    Arrays.setAll(reversed, i -> shares[shares.length - 1 - i]);
    return new Levels(names, reversed);
  }

  /** One category has another share, the others keep their proportions. */
  Levels with(int level, double share) {
    double[] changed = new double[shares.length];
    Arrays.setAll(changed, i -> i == level ? share : shares[i] * (1 - share) / (1 - shares[level]));
    return new Levels(names, changed);
  }

  double share(String name) {
    int index = names.indexOf(name);
    return index < 0 ? 0 : shares[index];
  }
}
