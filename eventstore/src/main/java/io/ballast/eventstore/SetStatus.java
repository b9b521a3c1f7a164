package io.ballast.eventstore;

/**
 * What a set takes and what is to be done about it.
 *
 * @param sealedRows rows in sealed files
 * @param sealedBytes size of the files
 * @param hotRows rows that are not sealed yet
 * @param dirtyHours hours whose roll-ups are to be counted again
 * @param earlyUpdates late values whose event has not arrived
 */
public record SetStatus(
    long sealedRows, long sealedBytes, long hotRows, long dirtyHours, long earlyUpdates) {}
