package io.ballast.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/**
 * What the DuckDB driver's appender keeps private: the vectors in which it collects rows until they
 * are flushed.
 *
 * <p>The driver takes values one by one, each with its checks; copying an array into the vector is
 * many times cheaper. A column is one of the driver's own objects, which are hidden. The driver's
 * version is pinned, and a test covers each use.
 */
final class AppenderInternals {

  private static final String TYPE_PREFIX = "DUCKDB_TYPE_";
  private static final MethodHandle COLUMNS;
  private static final MethodHandle ROWS;
  private static final MethodHandle TYPE;
  private static final MethodHandle DATA;
  private static final MethodHandle VALIDITY;
  private static final MethodHandle VECTOR;
  private static final MethodHandle SET_STRING;
  private static final MethodHandle SET_LIST;
  private static final MethodHandle APPENDER;
  private static final MethodHandle CHUNK;
  private static final MethodHandle SET_SIZE;
  private static final MethodHandle APPEND_CHUNK;
  private static final MethodHandle RESET_CHUNK;
  private static final MethodHandle RESET_COLUMN;
  private static final MethodHandle ERROR;

  static {
    try {
      COLUMNS = DriverInternals.getter(DuckDBAppender.class, "columns", List.class);
      Field rows = DuckDBAppender.class.getDeclaredField("rowIdx");
      rows.setAccessible(true);
      ROWS = MethodHandles.lookup().unreflectSetter(rows);
      Class<?> column = Class.forName("org.duckdb.DuckDBAppender$Column");
      TYPE = DriverInternals.getter(column, "colType", Object.class);
      DATA = DriverInternals.getter(column, "data", ByteBuffer.class);
      VALIDITY = DriverInternals.getter(column, "validity", ByteBuffer.class);
      VECTOR = DriverInternals.getter(column, "vectorRef", ByteBuffer.class);
      RESET_COLUMN =
          DriverInternals.method(column, "reset")
              .asType(MethodType.methodType(void.class, Object.class));
      APPENDER = DriverInternals.getter(DuckDBAppender.class, "appenderRef", ByteBuffer.class);
      CHUNK = DriverInternals.getter(DuckDBAppender.class, "chunkRef", ByteBuffer.class);
      SET_STRING =
          binding(
              "duckdb_vector_assign_string_element_len",
              ByteBuffer.class,
              long.class,
              byte[].class);
      SET_SIZE = binding("duckdb_data_chunk_set_size", ByteBuffer.class, long.class);
      APPEND_CHUNK = binding("duckdb_append_data_chunk", ByteBuffer.class, ByteBuffer.class);
      RESET_CHUNK = binding("duckdb_data_chunk_reset", ByteBuffer.class);
      ERROR = binding("duckdb_appender_error", ByteBuffer.class);
      MethodHandle setList =
          DriverInternals.method(
              DuckDBAppender.class,
              "putDoubleArray",
              column,
              long.class,
              double[].class,
              boolean[].class);
      SET_LIST =
          MethodHandles.insertArguments(setList, 4, (Object) null)
              .asType(
                  MethodType.methodType(
                      void.class, DuckDBAppender.class, Object.class, long.class, double[].class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("This is not the DuckDB driver that Ballast was built with", e);
    }
  }

  private AppenderInternals() {}

  private static MethodHandle binding(String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    return DriverInternals.method(Class.forName("org.duckdb.DuckDBBindings"), name, parameters);
  }

  /** The columns of the table, in order. */
  static List<?> columns(DuckDBAppender appender) {
    try {
      return (List<?>) COLUMNS.invokeExact(appender);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of a column's type: {@code DOUBLE}. */
  static String type(Object column) {
    try {
      Object type = TYPE.invokeExact(column);
      return type.toString().substring(TYPE_PREFIX.length());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values of a column, in native byte order; valid until the next flush. */
  static ByteBuffer data(Object column) {
    try {
      ByteBuffer data = (ByteBuffer) DATA.invokeExact(column);
      return data.duplicate().order(ByteOrder.nativeOrder());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** One bit for each value, lowest first, all 1 after a flush; valid until the next one. */
  static ByteBuffer validity(Object column) {
    try {
      return (ByteBuffer) VALIDITY.invokeExact(column);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets a value of a VARCHAR. */
  static void setString(Object column, int row, byte[] value) {
    try {
      ByteBuffer vector = (ByteBuffer) VECTOR.invokeExact(column);
      SET_STRING.invokeExact(vector, (long) row, value);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets a value of a DOUBLE[]; rows in rising order. */
  static void setList(DuckDBAppender appender, Object column, int row, double[] value) {
    try {
      SET_LIST.invokeExact(appender, column, (long) row, value);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says how many values each column has; the next flush writes them as rows. */
  static void setRows(DuckDBAppender appender, int rows) {
    try {
      ROWS.invokeExact(appender, (long) rows);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes the values as rows that wait for the flush, and makes room for as many again. The
   * driver's own flush writes each chunk for itself, which costs a statement each time.
   *
   * @throws SQLException if the rows are not taken
   */
  static void endChunk(DuckDBAppender appender, List<?> columns, int rows) throws SQLException {
    try {
      ByteBuffer reference = (ByteBuffer) APPENDER.invokeExact(appender);
      ByteBuffer chunk = (ByteBuffer) CHUNK.invokeExact(appender);
      SET_SIZE.invokeExact(chunk, (long) rows);
      int state = (int) APPEND_CHUNK.invokeExact(reference, chunk);
      if (state != 0) {
        byte[] error = (byte[]) ERROR.invokeExact(reference);
        throw new SQLException(error == null ? "" : new String(error, UTF_8));
      }
      RESET_CHUNK.invokeExact(chunk);
      for (Object column : columns) {
        RESET_COLUMN.invokeExact(column);
      }
    } catch (SQLException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
