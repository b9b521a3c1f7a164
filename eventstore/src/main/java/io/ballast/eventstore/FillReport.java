package io.ballast.eventstore;

/**
 * What became of filling or refreshing roll-ups.
 *
 * @param hours hours that were counted
 * @param left hours that changed while they were counted and are still to be done
 */
public record FillReport(long hours, long left) {}
