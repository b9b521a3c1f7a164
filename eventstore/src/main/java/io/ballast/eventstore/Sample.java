package io.ballast.eventstore;

/**
 * A random sample.
 *
 * <p>An event is in it or not by its id and the seed alone: the same seed gives the same events
 * whatever the order of arrival.
 *
 * @param rows about how many, above 0; all when there are fewer
 * @param seed which sample
 */
public record Sample(long rows, long seed) {
  public Sample {
    if (rows < 1) {
      throw new IllegalArgumentException("a sample of " + rows + " rows");
    }
  }
}
