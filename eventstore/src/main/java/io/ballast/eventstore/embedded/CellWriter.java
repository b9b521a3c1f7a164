package io.ballast.eventstore.embedded;

import io.ballast.files.RowAppender;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the values of one column of a batch into rows of a table, in the column's type. */
@FunctionalInterface
interface CellWriter {

  /** Appends the value of a row. */
  void write(RowAppender target, int row);

  /**
   * A writer for the values of a column.
   *
   * @param name of the column, for messages
   * @param type of the column
   * @param vector the values, null when there are none
   * @throws ProblemException if the vector is not of that type
   */
  static CellWriter of(String name, ColumnType type, @Nullable Vector vector) {
    if (vector == null) {
      return (target, row) -> target.appendNull();
    }
    return switch (type) {
      case FLOATING -> doubles(require(name, type, vector, DoubleVector.class).values());
      case INTEGER -> longs(require(name, type, vector, LongVector.class));
      case BOOLEAN -> booleans(require(name, type, vector, LongVector.class));
      case TIMESTAMP -> times(require(name, type, vector, LongVector.class));
      case CATEGORY, TEXT, MISSING -> strings(require(name, type, vector, CodeVector.class));
      case NUMBERS -> numbers(require(name, type, vector, NumbersVector.class).values());
    };
  }

  /**
   * The vector as one of that kind.
   *
   * @throws ProblemException if it is of another kind
   */
  static <T extends Vector> T require(
      String name, ColumnType type, Vector vector, Class<T> wanted) {
    if (!wanted.isInstance(vector)) {
      throw ProblemException.input(
          "the values of column " + name + " came as " + vector.getClass().getSimpleName(),
          "a column of the type " + type + " takes a " + wanted.getSimpleName(),
          "make the batch from the model version's schema");
    }
    return wanted.cast(vector);
  }

  /** NaN is a missing value and is stored as such. */
  private static CellWriter doubles(double[] values) {
    return (target, row) -> {
      double value = values[row];
      if (Double.isNaN(value)) {
        target.appendNull();
      } else {
        target.append(value);
      }
    };
  }

  private static CellWriter longs(LongVector vector) {
    long[] values = vector.values();
    boolean[] missing = vector.missing();
    return (target, row) -> {
      if (missing[row]) {
        target.appendNull();
      } else {
        target.append(values[row]);
      }
    };
  }

  private static CellWriter booleans(LongVector vector) {
    return (target, row) -> {
      if (vector.missing()[row]) {
        target.appendNull();
      } else {
        target.append(vector.values()[row] != 0);
      }
    };
  }

  private static CellWriter times(LongVector vector) {
    return (target, row) -> {
      if (vector.missing()[row]) {
        target.appendNull();
      } else {
        target.appendEpochMicros(vector.values()[row]);
      }
    };
  }

  private static CellWriter strings(CodeVector vector) {
    return (target, row) -> {
      int code = vector.codes()[row];
      if (code == CodeVector.MISSING) {
        target.appendNull();
      } else {
        target.append(vector.dictionary().value(code));
      }
    };
  }

  private static CellWriter numbers(double[] @Nullable [] values) {
    return (target, row) -> {
      double[] list = values[row];
      if (list == null) {
        target.appendNull();
      } else {
        target.append(list);
      }
    };
  }

  /** How many rows a vector has room for. */
  static int length(Vector vector) {
    if (vector instanceof DoubleVector doubles) {
      return doubles.values().length;
    }
    if (vector instanceof LongVector longs) {
      return Math.min(longs.values().length, longs.missing().length);
    }
    if (vector instanceof CodeVector codes) {
      return codes.codes().length;
    }
    return ((NumbersVector) vector).values().length;
  }

  /** The value of a row as an object that equals another one exactly when the values are equal. */
  static @Nullable Object value(@Nullable Vector vector, int row) {
    if (vector == null || vector.isMissing(row)) {
      return null;
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row] + 0.0;
    }
    if (vector instanceof LongVector longs) {
      return longs.values()[row];
    }
    if (vector instanceof CodeVector codes) {
      return codes.dictionary().value(codes.codes()[row]);
    }
    return Arrays.toString(((NumbersVector) vector).values()[row]);
  }
}
