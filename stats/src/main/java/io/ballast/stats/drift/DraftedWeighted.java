package io.ballast.stats.drift;

import io.ballast.stats.bins.BinnedCounts;
import java.util.List;

/**
 * A weighted statement whose verdict waits for its family: {@link Decisions} makes it.
 *
 * @param statement "not enough data" is final; "no drift" stands for "may be decided"
 * @param joined the bins that it was made of, with their rows
 * @param referenceShare weighted share of each bin in the reference, NaN when nothing was weighed;
 *     owned by this record
 * @param currentShare weighted share of each bin in the window, likewise
 * @param perClass what moved, one part for each class in order; empty for event weights
 */
public record DraftedWeighted(
    Statement statement,
    BinnedCounts joined,
    double[] referenceShare,
    double[] currentShare,
    List<ClassPart> perClass) {
  public DraftedWeighted {
    perClass = List.copyOf(perClass);
  }
}
