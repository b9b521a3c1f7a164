package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file hold what; names are the file's, compared case-exact.
 *
 * <p>A column that the schema has is stored as it, also when it is named here. Columns that neither
 * the schema nor the layout knows go to {@link EventField#EXTRA}.
 *
 * @param format of the file
 * @param eventId null: ids are made of the batch id and the row
 * @param eventTime null: the time of ingest. Numbers are seconds, milliseconds, microseconds or
 *     nanoseconds since 1970 by their size, text is ISO 8601, UTC when it names no zone
 * @param timeFormat of text times, in the letters of strptime; null: ISO 8601
 * @param fixed columns of the optional fixed part
 */
public record FileLayout(
    Format format,
    @Nullable String eventId,
    @Nullable String eventTime,
    @Nullable String timeFormat,
    Fixed fixed) {

  /** How a file is written. */
  public enum Format {
    /** With a header; also compressed by gzip or zstd. */
    CSV,
    /** Apache Parquet. */
    PARQUET
  }

  /**
   * Columns of the optional fixed part, null for none.
   *
   * @param variant see {@link EventField#VARIANT}
   * @param latencyMicros see {@link EventField#LATENCY_MICROS}
   * @param status see {@link EventField#STATUS}
   */
  public record Fixed(
      @Nullable String variant, @Nullable String latencyMicros, @Nullable String status) {

    /** None. */
    public static final Fixed NONE = new Fixed(null, null, null);
  }

  public FileLayout {
    requireNonNull(format, "format");
    requireNonNull(fixed, "fixed");
  }

  /** A Parquet file with an id and a time column, either may be null. */
  public static FileLayout parquet(@Nullable String eventId, @Nullable String eventTime) {
    return new FileLayout(Format.PARQUET, eventId, eventTime, null, Fixed.NONE);
  }

  /** A CSV file with an id and a time column, either may be null. */
  public static FileLayout csv(@Nullable String eventId, @Nullable String eventTime) {
    return new FileLayout(Format.CSV, eventId, eventTime, null, Fixed.NONE);
  }
}
