package io.ballast.files;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * What the DuckDB driver keeps private and a fast, safe scan needs.
 *
 * <p>The values of a vector lie in one buffer in native memory; copying it whole is several times
 * cheaper than a checked call per value. The driver ends a result whose query failed half-way as if
 * it were complete, unless its error is asked for. The driver's version is pinned, and a test
 * covers each use.
 */
final class DriverInternals {

  private static final MethodHandle DATA;
  private static final MethodHandle VALIDITY;
  private static final MethodHandle CHECK_ERROR;

  static {
    try {
      DATA = getter(DuckDBReadableVector.class, "data", ByteBuffer.class);
      VALIDITY = getter(DuckDBReadableVector.class, "validity", ByteBuffer.class);
      CHECK_ERROR = method(DuckDBChunkedResult.class, "checkError");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("This is not the DuckDB driver that Ballast was built with", e);
    }
  }

  private DriverInternals() {}

  /** A getter of a private field; an owner that is hidden itself is taken as an Object. */
  static MethodHandle getter(Class<?> owner, String name, Class<?> type)
      throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    Class<?> argument = Modifier.isPublic(owner.getModifiers()) ? owner : Object.class;
    return MethodHandles.lookup()
        .unreflectGetter(field)
        .asType(MethodType.methodType(type, argument));
  }

  /** A private method. */
  static MethodHandle method(Class<?> owner, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = owner.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return MethodHandles.lookup().unreflect(method);
  }

  /** The values, one after another in native byte order; valid until the next chunk. */
  static ByteBuffer data(DuckDBReadableVector vector) {
    try {
      return (ByteBuffer) DATA.invokeExact(vector);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** One bit for each value, lowest first, 0 where there is none; null when all are there. */
  static @Nullable ByteBuffer validity(DuckDBReadableVector vector) {
    try {
      return (ByteBuffer) VALIDITY.invokeExact(vector);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws what ended a result before its end. */
  static void checkError(DuckDBChunkedResult result) throws SQLException {
    try {
      CHECK_ERROR.invokeExact(result);
    } catch (SQLException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
