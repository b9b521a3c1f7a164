package io.ballast.eventstore;

/**
 * A bin set and whether its roll-ups can be read.
 *
 * @param binSet what it is
 * @param filled whether all hours that were there when it was added are counted; until then scan
 */
public record BinSetStatus(BinSet binSet, boolean filled) {}
