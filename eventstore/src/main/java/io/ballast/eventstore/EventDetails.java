package io.ballast.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * The optional fixed part of some events; each array is null when no row has a value, else as long
 * as there are rows. Arrays are not copied.
 *
 * @param variants shadow, canary; null for the normal case
 * @param latencyMicros {@link #NO_LATENCY} where unknown
 * @param statuses null when all went well
 * @param extras JSON objects of fields that the schema lacks
 * @param misfits JSON objects of values that do not fit their column's type, as text
 */
public record EventDetails(
    @Nullable String @Nullable [] variants,
    long @Nullable [] latencyMicros,
    @Nullable String @Nullable [] statuses,
    @Nullable String @Nullable [] extras,
    @Nullable String @Nullable [] misfits) {

  /** A row whose latency is not known. */
  public static final long NO_LATENCY = Long.MIN_VALUE;

  /** No row has any. */
  public static final EventDetails NONE = new EventDetails(null, null, null, null, null);

  void requireLength(int rows) {
    requireLength("variants", variants, rows);
    requireLength("statuses", statuses, rows);
    requireLength("extras", extras, rows);
    requireLength("misfits", misfits, rows);
    if (latencyMicros != null && latencyMicros.length != rows) {
      throw new IllegalArgumentException(latencyMicros.length + " latencies for " + rows + " rows");
    }
  }

  private static void requireLength(String what, @Nullable String @Nullable [] values, int rows) {
    if (values != null && values.length != rows) {
      throw new IllegalArgumentException(values.length + " " + what + " for " + rows + " rows");
    }
  }
}
