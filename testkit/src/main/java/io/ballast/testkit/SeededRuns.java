package io.ballast.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Runs a property on many seeded random inputs; a failure names the seed that brings it back.
 *
 * <p>{@code -Dballast.seed=N} runs the one seed N.
 */
public final class SeededRuns {
  private static final String SEED_PROPERTY = "ballast.seed";

  private SeededRuns() {}

  /** What must hold for each random input. */
  @FunctionalInterface
  public interface Property {
    /**
     * Makes an input from {@code random} and checks it.
     *
     * @throws Exception or an AssertionError when the property does not hold
     */
    void check(RandomGenerator random) throws Exception;
  }

  /**
   * Checks the property on the seeds 1 to {@code runs}.
   *
   * @throws AssertionError at the first seed for which it does not hold; its message begins with
   *     the seed
   */
  public static void forAll(int runs, Property property) {
    forSeeds(1, runs, property);
  }

  /**
   * Checks the property on the seeds of a span, both ends included: a part of a long run.
   *
   * @throws AssertionError as for {@link #forAll}
   */
  public static void forSeeds(long first, long last, Property property) {
    Long only = Long.getLong(SEED_PROPERTY);
    if (only != null) {
      run(only, property);
      return;
    }
    for (long seed = first; seed <= last; seed++) {
      run(seed, property);
    }
  }

  private static void run(long seed, Property property) {
    try {
      property.check(new SplittableRandom(seed));
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "seed %d (again with -D%s=%d): %s".formatted(seed, SEED_PROPERTY, seed, e.getMessage()),
          e);
    }
  }
}
