package io.ballast.balance.columns;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a table into memory. */
final class FrameReader {

  private final List<Target> targets = new ArrayList<>();
  private int at;

  private FrameReader() {}

  /**
   * Reads all columns.
   *
   * @throws ProblemException if a column holds lists or is of a kind that is not read, or there are
   *     more than 2^31 - 1 rows
   */
  static Frame read(Table table) {
    table
        .leftOut()
        .forEach(
            (column, reason) -> {
              throw ProblemException.input(
                  "column %s of %s is not read (%s)".formatted(column, table.name(), reason),
                  "the output has all columns of the input",
                  "take the column out, or write it as plain values");
            });
    if (table.rows() > Integer.MAX_VALUE - 8) {
      throw ProblemException.input(
          table.name() + " has " + table.rows() + " rows",
          "balancing holds a table in memory, at most 2147483639 rows",
          "take a sample");
    }
    int rows = (int) table.rows();
    FrameReader reader = new FrameReader();
    for (Column column : table.schema().columns()) {
      reader.targets.add(target(table, column, rows));
    }
    table.withAllTexts().scan(table.schema().names(), reader::take);
    return new Frame(
        table.name(), table.schema(), rows, reader.targets.stream().map(Target::vector).toList());
  }

  private static Target target(Table table, Column column, int rows) {
    return switch (column.type()) {
      case FLOATING -> new Numbers(new double[rows]);
      case INTEGER, BOOLEAN, TIMESTAMP -> new Wholes(new long[rows], new boolean[rows]);
      case CATEGORY, TEXT, MISSING -> new Texts(new int[rows], Dictionary.ofAll());
      case NUMBERS ->
          throw ProblemException.input(
              "column " + column.name() + " of " + table.name() + " holds lists of numbers",
              "balancing draws single values",
              "take the column out");
    };
  }

  private boolean take(Batch batch) {
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).take(batch.vector(i), at, batch.rows());
    }
    at += batch.rows();
    return true;
  }

  private sealed interface Target {
    void take(Vector vector, int at, int rows);

    Vector vector();
  }

  private record Numbers(double[] values) implements Target {
    @Override
    public void take(Vector vector, int at, int rows) {
      System.arraycopy(((DoubleVector) vector).values(), 0, values, at, rows);
    }

    @Override
    public Vector vector() {
      return new DoubleVector(values);
    }
  }

  private record Wholes(long[] values, boolean[] missing) implements Target {
    @Override
    public void take(Vector vector, int at, int rows) {
      LongVector wholes = (LongVector) vector;
      System.arraycopy(wholes.values(), 0, values, at, rows);
      System.arraycopy(wholes.missing(), 0, missing, at, rows);
    }

    @Override
    public Vector vector() {
      return new LongVector(values, missing);
    }
  }

  private static final class Texts implements Target {
    private final int[] codes;
    private final Dictionary own;
    private int[] known = new int[0];
    private Dictionary from;

    Texts(int[] codes, Dictionary own) {
      this.codes = codes;
      this.own = own;
      this.from = own;
    }

    @Override
    public void take(Vector vector, int at, int rows) {
      CodeVector texts = (CodeVector) vector;
      if (texts.dictionary() != from) {
        from = texts.dictionary();
        known = new int[0];
      }
      for (int row = 0; row < rows; row++) {
        int code = texts.codes()[row];
        codes[at + row] = code < 0 ? code : own(code);
      }
    }

    private int own(int code) {
      if (code >= known.length) {
        int before = known.length;
        known = Arrays.copyOf(known, Math.max(64, Math.max(code + 1, 2 * before)));
        Arrays.fill(known, before, known.length, CodeVector.MISSING);
      }
      if (known[code] == CodeVector.MISSING) {
        known[code] = own.add(from.value(code));
      }
      return known[code];
    }

    @Override
    public Vector vector() {
      return new CodeVector(codes, own);
    }
  }
}
