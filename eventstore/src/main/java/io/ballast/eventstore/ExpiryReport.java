package io.ballast.eventstore;

/**
 * What expiry did.
 *
 * @param days days of a model version whose events are gone
 * @param events events that are gone
 * @param bytes size of the files that were removed
 * @param rollUpHours hours of a model version whose roll-ups are gone
 */
public record ExpiryReport(int days, long events, long bytes, long rollUpHours) {}
