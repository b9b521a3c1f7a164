package io.ballast.server.measure;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.server.catalog.ModelShape;
import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;

/** Reads time, id, target and outputs of events. */
final class TruthReader {

  /** No class of the model, or no target. */
  static final int NONE = -1;

  private final ModelShape shape;
  private final boolean truthIsBoolean;

  TruthReader(ModelShape shape) {
    this.shape = shape;
    this.truthIsBoolean =
        shape
            .find(String.valueOf(shape.target()))
            .filter(column -> column.type().columnType() == ColumnType.BOOLEAN)
            .isPresent();
  }

  /** Time, id, target, then the outputs. */
  List<ColumnRef> columns() {
    List<ColumnRef> columns = new ArrayList<>();
    columns.add(EventField.EVENT_TIME);
    columns.add(EventField.EVENT_ID);
    columns.add(ColumnRef.of(String.valueOf(shape.target())));
    shape.outputs().forEach(name -> columns.add(ColumnRef.of(name)));
    return columns;
  }

  long time(Batch batch, int row) {
    return ((LongVector) batch.vector(0)).values()[row];
  }

  String id(Batch batch, int row) {
    CodeVector ids = (CodeVector) batch.vector(1);
    return ids.dictionary().value(ids.codes()[row]);
  }

  boolean hasTarget(Batch batch, int row) {
    return !batch.vector(2).isMissing(row);
  }

  /** The position of the target among the classes; {@link #NONE} for another value. */
  int targetClass(Batch batch, int row) {
    Vector vector = batch.vector(2);
    if (vector.isMissing(row)) {
      return NONE;
    }
    return shape.classes().indexOf(label(vector, row));
  }

  private String label(Vector vector, int row) {
    if (vector instanceof CodeVector codes) {
      return codes.dictionary().value(codes.codes()[row]);
    }
    if (vector instanceof LongVector longs) {
      long value = longs.values()[row];
      return truthIsBoolean ? Boolean.toString(value != 0) : Long.toString(value);
    }
    double value = ((DoubleVector) vector).values()[row];
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The target as a number; NaN without. */
  double targetNumber(Batch batch, int row) {
    return number(batch.vector(2), row);
  }

  /** An output; NaN without. */
  double output(Batch batch, int row, int output) {
    return number(batch.vector(3 + output), row);
  }

  private static double number(Vector vector, int row) {
    if (vector.isMissing(row)) {
      return Double.NaN;
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row];
    }
    return vector instanceof LongVector longs ? longs.values()[row] : Double.NaN;
  }
}
