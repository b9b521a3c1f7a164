package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the class of each row of a column, as {@link io.ballast.eventstore.PairCounts} numbers
 * them: 0 for none, 1 to K in order, K + 1 for a value that is no class.
 */
final class ClassReader {

  private final int other;
  private final boolean isBoolean;
  private final Map<String, Integer> byText = new HashMap<>();
  private final Map<Double, Integer> byNumber = new HashMap<>();
  private int[] ofCode = new int[0];

  ClassReader(List<String> classes, EventColumn column) {
    this.other = classes.size() + 1;
    this.isBoolean = column.type() == ColumnType.BOOLEAN;
    for (int i = 0; i < classes.size(); i++) {
      byText.put(classes.get(i), i + 1);
      try {
        byNumber.putIfAbsent(Double.parseDouble(classes.get(i)) + 0.0, i + 1);
      } catch (NumberFormatException e) {
        // A class that is no number is found in columns of text only.
      }
    }
  }

  /** Reads the classes of the first rows. */
  void read(Vector vector, int rows, int[] into) {
    if (vector instanceof CodeVector codes) {
      readCodes(codes, rows, into);
    } else if (vector instanceof LongVector longs) {
      for (int row = 0; row < rows; row++) {
        into[row] = longs.missing()[row] ? 0 : ofLong(longs.values()[row]);
      }
    } else if (vector instanceof DoubleVector doubles) {
      for (int row = 0; row < rows; row++) {
        double value = doubles.values()[row];
        into[row] = Double.isNaN(value) ? 0 : byNumber.getOrDefault(value + 0.0, other);
      }
    }
  }

  private int ofLong(long value) {
    if (isBoolean) {
      Integer named = byText.get(value == 0 ? "false" : "true");
      if (named != null) {
        return named;
      }
    }
    return byNumber.getOrDefault((double) value, other);
  }

  private void readCodes(CodeVector codes, int rows, int[] into) {
    int size = codes.dictionary().size();
    if (ofCode.length < size) {
      int known = ofCode.length;
      ofCode = Arrays.copyOf(ofCode, size);
      for (int code = known; code < size; code++) {
        ofCode[code] = byText.getOrDefault(codes.dictionary().value(code), other);
      }
    }
    for (int row = 0; row < rows; row++) {
      int code = codes.codes()[row];
      into[row] = code == CodeVector.MISSING ? 0 : code < 0 ? other : ofCode[code];
    }
  }
}
