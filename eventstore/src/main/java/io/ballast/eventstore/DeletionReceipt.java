package io.ballast.eventstore;

/**
 * What was deleted.
 *
 * @param events events that are gone
 * @param updates late values that are gone
 * @param expiredHours hours of which only roll-ups are left: dropped when the window holds them
 *     whole, kept otherwise
 */
public record DeletionReceipt(long events, long updates, long expiredHours) {}
