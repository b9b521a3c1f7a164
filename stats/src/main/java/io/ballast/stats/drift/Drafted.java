package io.ballast.stats.drift;

import io.ballast.stats.bins.BinnedCounts;

/**
 * A plain statement whose verdict waits for its family: {@link Decisions} makes it.
 *
 * @param statement "not enough data" is final; "no drift" stands for "may be decided"
 * @param joined the bins that it was made of
 */
public record Drafted(Statement statement, BinnedCounts joined) {}
