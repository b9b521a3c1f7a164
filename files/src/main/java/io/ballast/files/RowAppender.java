package io.ballast.files;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one {@link DuckDb#append}, value by value in the order of the table's columns.
 *
 * <p>The driver checks types strictly: an {@code int} goes into INTEGER only, a {@code long} into
 * BIGINT only.
 */
public final class RowAppender {

  private final DuckDBAppender appender;

  RowAppender(DuckDBAppender appender) {
    this.appender = appender;
  }

  /** One call of the driver. */
  @FunctionalInterface
  private interface Call {
    void run() throws SQLException;
  }

  private RowAppender run(Call call) {
    try {
      call.run();
      return this;
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }

  /** Begins a row. */
  public RowAppender beginRow() {
    return run(appender::beginRow);
  }

  /** Ends the row. */
  public RowAppender endRow() {
    return run(appender::endRow);
  }

  /** A BIGINT. */
  public RowAppender append(long value) {
    return run(() -> appender.append(value));
  }

  /** An INTEGER. */
  public RowAppender append(int value) {
    return run(() -> appender.append(value));
  }

  /** A DOUBLE. */
  public RowAppender append(double value) {
    return run(() -> appender.append(value));
  }

  /** A BOOLEAN. */
  public RowAppender append(boolean value) {
    return run(() -> appender.append(value));
  }

  /** A VARCHAR, NULL for null. */
  public RowAppender append(@Nullable String value) {
    return run(() -> appender.append(value));
  }

  /** A DOUBLE[], NULL for null. */
  public RowAppender append(double @Nullable [] values) {
    return run(() -> appender.append(values));
  }

  /** A BLOB. */
  public RowAppender append(byte[] value) {
    return run(() -> appender.append(value));
  }

  /** A TIMESTAMP, as microseconds since 1970-01-01T00:00:00Z. */
  public RowAppender appendEpochMicros(long value) {
    return run(() -> appender.appendEpochMicros(value));
  }

  /** NULL, of any type. */
  public RowAppender appendNull() {
    return run(appender::appendNull);
  }
}
