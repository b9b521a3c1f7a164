package io.ballast.balance;

import io.ballast.balance.columns.Frame;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads values of a frame by column name, for tests. */
public record Rows(Frame frame) {

  private Vector vector(String column) {
    return frame.vector(frame.schema().indexOf(column));
  }

  /** Number of rows. */
  public int size() {
    return frame.size();
  }

  /** Whether there is no value. */
  public boolean isMissing(String column, int row) {
    return vector(column).isMissing(row);
  }

  /** A string. */
  public String text(String column, int row) {
    CodeVector codes = (CodeVector) vector(column);
    return codes.dictionary().value(codes.codes()[row]);
  }

  /** A whole number, a boolean or microseconds. */
  public long whole(String column, int row) {
    return ((LongVector) vector(column)).values()[row];
  }

  /** A number. */
  public double number(String column, int row) {
    return vector(column) instanceof DoubleVector numbers
        ? numbers.values()[row]
        : whole(column, row);
  }

  /** A value as text, empty when missing. */
  public String any(String column, int row) {
    if (isMissing(column, row)) {
      return "";
    }
    return vector(column) instanceof CodeVector
        ? text(column, row)
        : vector(column) instanceof DoubleVector
            ? Double.toString(number(column, row))
            : Long.toString(whole(column, row));
  }

  /** All values of a column as text. */
  public List<String> column(String column) {
    return IntStream.range(0, size()).mapToObj(row -> any(column, row)).toList();
  }

  /** All values of a row as text. */
  public List<String> row(int row) {
    List<String> values = new ArrayList<>();
    frame.schema().names().forEach(name -> values.add(any(name, row)));
    return values;
  }

  /** All rows as text. */
  public List<List<String>> all() {
    return IntStream.range(0, size()).mapToObj(this::row).toList();
  }

  /** Rows whose values of a column are that text. */
  public long count(String column, String value) {
    return column(column).stream().filter(value::equals).count();
  }

  /** The smallest and the largest number of a column. */
  public Optional<double[]> range(String column) {
    double[] present =
        IntStream.range(0, size())
            .filter(row -> !isMissing(column, row))
            .mapToDouble(row -> number(column, row))
            .sorted()
            .toArray();
    return present.length == 0
        ? Optional.empty()
        : Optional.of(new double[] {present[0], present[present.length - 1]});
  }
}
