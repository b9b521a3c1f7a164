package io.ballast.eventstore;

/**
 * What a sweep found and removed: the left-overs of a process that ended in the middle of work.
 *
 * @param files files that no manifest row names
 * @param tables tables of the hot file that belong to nothing
 * @param damaged sealed parts that are missing or differ from their checksum; they are named by
 *     {@link EventStore#damage} and stay as they are
 */
public record SweepReport(int files, int tables, int damaged) {}
