package io.ballast.files;

import static java.util.Objects.requireNonNull;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.Vector;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Copies one column of a result of DuckDB into arrays that are used again for each batch.
 *
 * <p>Make one for each column and keep it from scan to scan: the dictionary of strings stays with
 * it. Not thread-safe.
 */
public abstract sealed class VectorReader {

  private VectorReader() {}

  /** A reader for that type, for strings with a dictionary of its own. */
  public static VectorReader of(ColumnType type) {
    return of(type, new Dictionary());
  }

  /** A reader for that type, for strings with that dictionary. */
  static VectorReader of(ColumnType type, Dictionary dictionary) {
    return switch (type) {
      case FLOATING -> doubles();
      case INTEGER, BOOLEAN, TIMESTAMP -> longs();
      case CATEGORY, TEXT, MISSING -> codes(dictionary);
      case NUMBERS -> numbers();
    };
  }

  /** Reads DOUBLE and FLOAT. */
  public static VectorReader doubles() {
    return new Doubles();
  }

  /** Reads BOOLEAN, TINYINT to BIGINT and TIMESTAMP in microseconds, with or without time zone. */
  public static VectorReader longs() {
    return new Longs();
  }

  /** Reads VARCHAR into codes of that dictionary. */
  public static VectorReader codes(Dictionary dictionary) {
    return new Codes(dictionary);
  }

  /**
   * Reads VARCHAR into codes of a dictionary that is new for each batch: for strings that hardly
   * repeat, such as ids and free text, whose dictionary would grow with the rows.
   */
  public static VectorReader texts() {
    return new Texts();
  }

  /** Reads lists of numbers, cast to VARCHAR in the SQL: the driver has no access to lists. */
  public static VectorReader numbers() {
    return new Numbers();
  }

  /** Whether the column's hash shall be selected beside it. */
  boolean wantsHash() {
    return false;
  }

  /** The first values of the source; {@code hash} is there when it was wanted. */
  abstract Vector read(DuckDBReadableVector source, @Nullable DuckDBReadableVector hash, int rows);

  /** Whether the value of that row is there. */
  private static boolean isValid(ByteBuffer validity, int row) {
    return (validity.get(row >>> 3) & (1 << (row & 7))) != 0;
  }

  private static IllegalArgumentException unreadable(DuckDBReadableVector source, String readable) {
    return new IllegalArgumentException(
        "the column is of type " + source.getType() + ", " + readable + ", cast it in the SQL");
  }

  private static final class Doubles extends VectorReader {

    private final double[] values = new double[Batch.MAX_ROWS];
    private final DoubleVector vector = new DoubleVector(values);

    @Override
    Vector read(DuckDBReadableVector source, @Nullable DuckDBReadableVector hash, int rows) {
      ByteBuffer data = DriverInternals.data(source);
      DuckDBColumnType type = source.getType();
      if (type == DuckDBColumnType.DOUBLE) {
        data.asDoubleBuffer().get(values, 0, rows);
      } else if (type == DuckDBColumnType.FLOAT) {
        for (int row = 0; row < rows; row++) {
          values[row] = data.getFloat(row * Float.BYTES);
        }
      } else {
        throw unreadable(source, "DOUBLE and FLOAT are read as doubles");
      }
      ByteBuffer validity = DriverInternals.validity(source);
      if (validity != null) {
        for (int row = 0; row < rows; row++) {
          if (!isValid(validity, row)) {
            values[row] = Double.NaN;
          }
        }
      }
      return vector;
    }
  }

  private static final class Longs extends VectorReader {

    private final long[] values = new long[Batch.MAX_ROWS];
    private final boolean[] missing = new boolean[Batch.MAX_ROWS];
    private final LongVector vector = new LongVector(values, missing);

    @Override
    Vector read(DuckDBReadableVector source, @Nullable DuckDBReadableVector hash, int rows) {
      ByteBuffer data = DriverInternals.data(source);
      switch (source.getType()) {
        case BIGINT, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE ->
            data.asLongBuffer().get(values, 0, rows);
        case INTEGER -> {
          for (int row = 0; row < rows; row++) {
            values[row] = data.getInt(row * Integer.BYTES);
          }
        }
        case SMALLINT -> {
          for (int row = 0; row < rows; row++) {
            values[row] = data.getShort(row * Short.BYTES);
          }
        }
        case TINYINT, BOOLEAN -> {
          for (int row = 0; row < rows; row++) {
            values[row] = data.get(row);
          }
        }
        default ->
            throw unreadable(source, "BOOLEAN, TINYINT to BIGINT and TIMESTAMP are read as longs");
      }
      ByteBuffer validity = DriverInternals.validity(source);
      if (validity == null) {
        Arrays.fill(missing, 0, rows, false);
        return vector;
      }
      for (int row = 0; row < rows; row++) {
        missing[row] = !isValid(validity, row);
      }
      return vector;
    }
  }

  /*
   * A string is 16 bytes in the vector: its length in 4, then up to 12 bytes of it padded with zeros, or
   * 4 bytes of it and an address. So a short string is known by these 16 bytes alone. A longer one is
   * known by its first 8 bytes and DuckDB's 64-bit hash, which is asked for once long strings were
   * seen often enough to pay for it: two different strings of one column with the same length, beginning
   * and hash are not to be expected (chance below 1e-7 at a million distinct values).
   */
  private static final class Codes extends VectorReader {

    private static final int STRING_BYTES = 16;
    private static final int MAX_SHORT = 12;
    private static final int MANY_LONG = Batch.MAX_ROWS;

    private final Dictionary dictionary;
    private final StringCodes known = new StringCodes();
    private final int[] codes = new int[Batch.MAX_ROWS];
    private final CodeVector vector;
    private long longStrings;

    Codes(Dictionary dictionary) {
      this.dictionary = requireNonNull(dictionary, "dictionary");
      this.vector = new CodeVector(codes, dictionary);
    }

    @Override
    boolean wantsHash() {
      return longStrings >= MANY_LONG;
    }

    @Override
    Vector read(DuckDBReadableVector source, @Nullable DuckDBReadableVector hash, int rows) {
      if (source.getType() != DuckDBColumnType.VARCHAR) {
        throw unreadable(source, "VARCHAR is read as codes");
      }
      ByteBuffer data = DriverInternals.data(source);
      ByteBuffer hashes = hash == null ? null : DriverInternals.data(hash);
      ByteBuffer validity = DriverInternals.validity(source);
      for (int row = 0; row < rows; row++) {
        codes[row] =
            validity != null && !isValid(validity, row)
                ? CodeVector.MISSING
                : code(source, row, data, hashes);
      }
      return vector;
    }

    private int code(
        DuckDBReadableVector source, int row, ByteBuffer data, @Nullable ByteBuffer hashes) {
      long first = data.getLong(row * STRING_BYTES);
      if ((int) first <= MAX_SHORT) {
        return keyed(source, row, first, data.getLong(row * STRING_BYTES + Long.BYTES));
      }
      longStrings++;
      return hashes == null
          ? dictionary.add(source.getString(row))
          : keyed(source, row, first, hashes.getLong(row * Long.BYTES));
    }

    private int keyed(DuckDBReadableVector source, int row, long first, long second) {
      int code = known.find(first, second);
      if (code != StringCodes.EMPTY) {
        return code;
      }
      code = dictionary.add(source.getString(row));
      if (code != CodeVector.OVERFLOW) {
        known.put(first, second, code);
      }
      return code;
    }
  }

  private static final class Texts extends VectorReader {

    private final int[] codes = new int[Batch.MAX_ROWS];

    @Override
    Vector read(DuckDBReadableVector source, @Nullable DuckDBReadableVector hash, int rows) {
      if (source.getType() != DuckDBColumnType.VARCHAR) {
        throw unreadable(source, "VARCHAR is read as text");
      }
      ByteBuffer validity = DriverInternals.validity(source);
      Dictionary dictionary = new Dictionary();
      for (int row = 0; row < rows; row++) {
        codes[row] =
            validity != null && !isValid(validity, row)
                ? CodeVector.MISSING
                : dictionary.add(source.getString(row));
      }
      return new CodeVector(codes, dictionary);
    }
  }

  private static final class Numbers extends VectorReader {

    private final double[] @Nullable [] values = new double[Batch.MAX_ROWS][];
    private final NumbersVector vector = new NumbersVector(values);

    @Override
    Vector read(DuckDBReadableVector source, @Nullable DuckDBReadableVector hash, int rows) {
      if (source.getType() != DuckDBColumnType.VARCHAR) {
        throw unreadable(source, "lists cast to VARCHAR are read as numbers");
      }
      ByteBuffer validity = DriverInternals.validity(source);
      for (int row = 0; row < rows; row++) {
        values[row] =
            validity != null && !isValid(validity, row) ? null : parsed(source.getString(row));
      }
      return vector;
    }

    private static double[] parsed(String list) {
      String inner = list.substring(1, list.length() - 1);
      if (inner.isEmpty()) {
        return new double[0];
      }
      String[] parts = inner.split(", ", -1);
      double[] numbers = new double[parts.length];
      for (int i = 0; i < parts.length; i++) {
        numbers[i] =
            switch (parts[i]) {
              case "NULL", "nan" -> Double.NaN;
              case "inf" -> Double.POSITIVE_INFINITY;
              case "-inf" -> Double.NEGATIVE_INFINITY;
              default -> Double.parseDouble(parts[i]);
            };
      }
      return numbers;
    }
  }
}
