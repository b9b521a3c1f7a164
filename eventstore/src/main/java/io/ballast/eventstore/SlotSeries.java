package io.ballast.eventstore;

/**
 * Sums of a column in slots of five minutes; slots without a row are left out. Arrays belong to
 * this record and are not to be changed.
 *
 * @param startMicros of each slot, rising
 * @param rows with a value; for traffic all rows
 * @param sums of the values, each the exact sum rounded once; for traffic 0
 * @param squares sums of the squares, likewise
 */
public record SlotSeries(long[] startMicros, long[] rows, double[] sums, double[] squares) {

  /** Length of a slot. */
  public static final long SLOT_MICROS = 5L * 60 * 1_000_000;
}
