package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.Limits;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the values of a column that break the schema. */
final class ValueCheck {

  static final byte FINE = 0;
  static final byte MISSING = 1;
  static final byte OUT_OF_RANGE = 2;
  static final byte WRONG_TYPE = 3;

  private final EventColumn column;
  private final Set<String> categories;
  private boolean[] expected = new boolean[0];

  ValueCheck(EventColumn column) {
    this.column = column;
    this.categories = new HashSet<>(column.limits().categories());
  }

  /** Whether a missing value counts for the row: labels come late and are no fault of it. */
  boolean countsForRow() {
    return column.role() != ColumnRole.TARGET;
  }

  /**
   * Marks the rows that break a rule.
   *
   * @param found holds {@link #WRONG_TYPE} where a misfit is kept, {@link #FINE} elsewhere; takes
   *     the result
   */
  void find(Vector vector, int rows, byte[] found) {
    for (int row = 0; row < rows; row++) {
      if (!vector.isMissing(row)) {
        found[row] = FINE; // a late value has taken the place of a misfit
      } else if (found[row] == FINE) {
        found[row] = MISSING;
      }
    }
    Limits limits = column.limits();
    if (vector instanceof DoubleVector doubles) {
      for (int row = 0; row < rows; row++) {
        double value = doubles.values()[row];
        if (value < limits.min() || value > limits.max()) {
          found[row] = OUT_OF_RANGE;
        }
      }
    } else if (vector instanceof LongVector longs) {
      for (int row = 0; row < rows; row++) {
        long value = longs.values()[row];
        if (!longs.missing()[row] && (value < limits.min() || value > limits.max())) {
          found[row] = OUT_OF_RANGE;
        }
      }
    } else if (vector instanceof CodeVector codes && !categories.isEmpty()) {
      findUnexpected(codes, rows, found);
    } else if (vector instanceof NumbersVector numbers && limits.dimensions() != 0) {
      for (int row = 0; row < rows; row++) {
        double @Nullable [] list = numbers.values()[row];
        if (list != null && list.length != limits.dimensions()) {
          found[row] = OUT_OF_RANGE;
        }
      }
    }
  }

  private void findUnexpected(CodeVector codes, int rows, byte[] found) {
    int size = codes.dictionary().size();
    if (expected.length < size) {
      int known = expected.length;
      expected = Arrays.copyOf(expected, size);
      for (int code = known; code < size; code++) {
        expected[code] = categories.contains(codes.dictionary().value(code));
      }
    }
    for (int row = 0; row < rows; row++) {
      int code = codes.codes()[row];
      if (code != CodeVector.MISSING && (code < 0 || !expected[code])) {
        found[row] = OUT_OF_RANGE;
      }
    }
  }
}
