package io.ballast.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to a table from arrays, several times cheaper than value by value.
 *
 * <p>Some rows are begun, then each column of the table takes its values for them, in order, then
 * they are ended. See {@link DuckDb#appendColumns}.
 */
public final class ColumnAppender {

  private static final int STRING_BYTES = 16;
  private static final int MAX_SHORT = 12;

  private final DuckDBAppender appender;
  private final String table;
  private final List<?> columns;
  private final String[] types;
  private final ByteBuffer[] data;
  private final ByteBuffer[] validity;
  private int rows;
  private int begun;
  private int column;

  ColumnAppender(DuckDBAppender appender, String table) {
    this.appender = appender;
    this.table = table;
    this.columns = AppenderInternals.columns(appender);
    this.types = columns.stream().map(AppenderInternals::type).toArray(String[]::new);
    this.data = new ByteBuffer[columns.size()];
    this.validity = new ByteBuffer[columns.size()];
    takeBuffers();
  }

  private void takeBuffers() {
    for (int i = 0; i < data.length; i++) {
      data[i] = AppenderInternals.data(columns.get(i));
      validity[i] = AppenderInternals.validity(columns.get(i));
    }
  }

  /** How many rows may be begun at most; at least 1. */
  public int room() {
    return Batch.MAX_ROWS - rows % Batch.MAX_ROWS;
  }

  /**
   * Begins rows.
   *
   * @param count from 1 to {@link #room}
   */
  public ColumnAppender beginRows(int count) {
    requireNoneBegun();
    if (count < 1 || count > room()) {
      throw new IllegalStateException(count + " rows begun, from 1 to " + room() + " may be");
    }
    if (rows == Batch.MAX_ROWS) {
      endChunk();
    }
    begun = count;
    column = 0;
    return this;
  }

  /** Ends the rows that were begun; each column must have its values. */
  public void endRows() {
    if (begun == 0 || column != types.length) {
      throw new IllegalStateException(
          "rows of table " + table + " ended after " + column + " of " + types.length + " columns");
    }
    rows += begun;
    begun = 0;
  }

  /** Makes room; the last chunk is left to the flush. */
  private void endChunk() {
    try {
      AppenderInternals.endChunk(appender, columns, rows);
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
    rows = 0;
    takeBuffers();
  }

  private void requireNoneBegun() {
    if (begun != 0) {
      throw new IllegalStateException("rows of table " + table + " were begun and not ended");
    }
  }

  /** Gives the rows to the table; throws what is wrong with them. */
  void flush() {
    requireNoneBegun();
    if (rows == 0) {
      return;
    }
    try {
      AppenderInternals.setRows(appender, rows);
      appender.flush();
    } catch (SQLException e) {
      throw new DuckDbException(e);
    }
  }

  private int next(String... wanted) {
    if (begun == 0 || column == types.length) {
      throw new IllegalStateException("table " + table + " has " + types.length + " columns");
    }
    for (String type : wanted) {
      if (type.equals(types[column])) {
        return column++;
      }
    }
    throw new IllegalArgumentException(
        "column "
            + column
            + " of table "
            + table
            + " is of type "
            + types[column]
            + " and takes no "
            + wanted[0]);
  }

  private void setNull(int at, int row) {
    ByteBuffer bits = validity[at];
    bits.put(row >>> 3, (byte) (bits.get(row >>> 3) & ~(1 << (row & 7))));
  }

  /** Nothing, for a column of any type. */
  public ColumnAppender nulls() {
    int at = next(column < types.length ? types[column] : "");
    for (int row = rows; row < rows + begun; row++) {
      setNull(at, row);
    }
    return this;
  }

  /** Values of a DOUBLE; NaN is NULL. */
  public ColumnAppender doubles(double[] values, int first) {
    int at = next("DOUBLE");
    data[at]
        .slice(rows * Double.BYTES, begun * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer()
        .put(values, first, begun);
    for (int i = 0; i < begun; i++) {
      if (Double.isNaN(values[first + i])) {
        setNull(at, rows + i);
      }
    }
    return this;
  }

  /**
   * Values of a BIGINT, or of a TIMESTAMP as microseconds since 1970-01-01T00:00:00Z.
   *
   * @param missing true for NULL; null for none
   */
  public ColumnAppender longs(long[] values, boolean @Nullable [] missing, int first) {
    int at = next("BIGINT", "TIMESTAMP");
    data[at]
        .slice(rows * Long.BYTES, begun * Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer()
        .put(values, first, begun);
    setNulls(at, missing, first);
    return this;
  }

  private void setNulls(int at, boolean @Nullable [] missing, int first) {
    for (int i = 0; missing != null && i < begun; i++) {
      if (missing[first + i]) {
        setNull(at, rows + i);
      }
    }
  }

  /** Values of a BIGINT that rise by one. */
  public ColumnAppender rising(long first) {
    int at = next("BIGINT");
    for (int i = 0; i < begun; i++) {
      data[at].putLong((rows + i) * Long.BYTES, first + i);
    }
    return this;
  }

  /** Values of an INTEGER. */
  public ColumnAppender ints(int[] values, int first) {
    int at = next("INTEGER");
    data[at]
        .slice(rows * Integer.BYTES, begun * Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .put(values, first, begun);
    return this;
  }

  /**
   * Values of a BOOLEAN.
   *
   * @param values 0 for false
   * @param missing true for NULL
   */
  public ColumnAppender booleans(long[] values, boolean[] missing, int first) {
    int at = next("BOOLEAN");
    for (int i = 0; i < begun; i++) {
      data[at].put(rows + i, (byte) (values[first + i] == 0 ? 0 : 1));
    }
    setNulls(at, missing, first);
    return this;
  }

  /** Values of a VARCHAR, NULL for null. */
  public ColumnAppender texts(@Nullable String[] values, int first) {
    int at = next("VARCHAR");
    byte[] @Nullable [] bytes = new byte[begun][];
    for (int i = 0; i < begun; i++) {
      String value = values[first + i];
      bytes[i] = value == null ? null : value.getBytes(UTF_8);
    }
    put(at, bytes);
    return this;
  }

  /** The same value of a VARCHAR for all rows. */
  public ColumnAppender text(String value) {
    int at = next("VARCHAR");
    byte[] @Nullable [] bytes = new byte[begun][];
    java.util.Arrays.fill(bytes, value.getBytes(UTF_8));
    put(at, bytes);
    return this;
  }

  /** Values of a VARCHAR as codes. */
  public ColumnAppender codes(CodeVector vector, int first) {
    int at = next("VARCHAR");
    byte[] @Nullable [] bytes = new byte[begun][];
    for (int i = 0; i < begun; i++) {
      int code = vector.codes()[first + i];
      bytes[i] =
          code == CodeVector.MISSING ? null : vector.dictionary().value(code).getBytes(UTF_8);
    }
    put(at, bytes);
    return this;
  }

  /** Short strings lie in the vector itself, zeros behind them; the driver keeps longer ones. */
  private void put(int at, byte[] @Nullable [] values) {
    for (int i = 0; i < begun; i++) {
      byte[] value = values[i];
      if (value == null) {
        setNull(at, rows + i);
      } else if (value.length > MAX_SHORT) {
        AppenderInternals.setString(columns.get(at), rows + i, value);
      } else {
        int offset = (rows + i) * STRING_BYTES;
        data[at].putInt(offset, value.length);
        data[at].putInt(offset + Integer.BYTES, 0).putLong(offset + Long.BYTES, 0);
        data[at].put(offset + Integer.BYTES, value);
      }
    }
  }

  /** Values of a DOUBLE[], NULL for null. */
  public ColumnAppender lists(double[] @Nullable [] values, int first) {
    int at = next("LIST");
    for (int i = 0; i < begun; i++) {
      double[] list = values[first + i];
      if (list == null) {
        setNull(at, rows + i);
      } else {
        AppenderInternals.setList(appender, columns.get(at), rows + i, list);
      }
    }
    return this;
  }
}
