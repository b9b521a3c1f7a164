package io.ballast.eventstore;

/**
 * What sealing did.
 *
 * @param days days of a model version that were written
 * @param events events in them
 * @param bytes size of the new files
 */
public record SealReport(int days, long events, long bytes) {}
