package io.ballast.balance.columns;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table held in memory whole: one vector for each column, each as long as the table. */
public final class Frame implements Table {

  private final String name;
  private final Schema schema;
  private final int rows;
  private final List<Vector> vectors;

  /**
   * Takes vectors over.
   *
   * @param name shown to people
   * @param schema the columns
   * @param rows at most 2^31 - 1
   * @param vectors one for each column, at least {@code rows} long; not copied
   */
  public Frame(String name, Schema schema, int rows, List<Vector> vectors) {
    if (vectors.size() != schema.columns().size()) {
      throw new IllegalArgumentException(
          vectors.size() + " vectors for " + schema.columns().size() + " columns");
    }
    this.name = name;
    this.schema = schema;
    this.rows = rows;
    this.vectors = List.copyOf(vectors);
  }

  /**
   * Reads a table into memory.
   *
   * @throws ProblemException if a column holds lists or is of a kind that is not read, or there are
   *     too many rows
   */
  public static Frame of(Table table) {
    return table instanceof Frame frame ? frame : FrameReader.read(table);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long rows() {
    return rows;
  }

  /** The number of rows as an int. */
  public int size() {
    return rows;
  }

  /** The vector of the column at that position. */
  public Vector vector(int column) {
    return vectors.get(column);
  }

  @Override
  public void scan(List<String> columns, BatchConsumer consumer) {
    List<Vector> asked =
        columns.stream().map(column -> vectors.get(schema.names().indexOf(column))).toList();
    for (int from = 0; from < rows; from += Batch.MAX_ROWS) {
      int to = from + Math.min(Batch.MAX_ROWS, rows - from);
      List<Vector> slices = new ArrayList<>();
      for (Vector vector : asked) {
        slices.add(slice(vector, from, to));
      }
      if (!consumer.accept(new Batch(to - from, slices))) {
        return;
      }
    }
  }

  private static Vector slice(Vector vector, int from, int to) {
    if (vector instanceof DoubleVector numbers) {
      return new DoubleVector(Arrays.copyOfRange(numbers.values(), from, to));
    }
    if (vector instanceof LongVector wholes) {
      return new LongVector(
          Arrays.copyOfRange(wholes.values(), from, to),
          Arrays.copyOfRange(wholes.missing(), from, to));
    }
    CodeVector texts = (CodeVector) vector;
    return new CodeVector(Arrays.copyOfRange(texts.codes(), from, to), texts.dictionary());
  }

  /**
   * Some rows of this frame, in the given order.
   *
   * @param chosen row numbers, repeated ones allowed
   */
  public Frame rows(int[] chosen) {
    List<Vector> taken = new ArrayList<>();
    for (Vector vector : vectors) {
      taken.add(take(vector, chosen));
    }
    return new Frame(name, schema, chosen.length, taken);
  }

  /**
   * These rows and behind them those of another frame with the same columns.
   *
   * @throws IllegalArgumentException if the columns differ
   */
  public Frame and(Frame other) {
    if (!other.schema.equals(schema)) {
      throw new IllegalArgumentException("frames of different columns cannot be put together");
    }
    List<Vector> joined = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      joined.add(join(vectors.get(i), other.vectors.get(i), other.rows));
    }
    return new Frame(name, schema, rows + other.rows, joined);
  }

  private Vector join(Vector first, Vector second, int more) {
    if (first instanceof DoubleVector numbers) {
      double[] values = Arrays.copyOf(numbers.values(), rows + more);
      System.arraycopy(((DoubleVector) second).values(), 0, values, rows, more);
      return new DoubleVector(values);
    }
    if (first instanceof LongVector wholes) {
      long[] values = Arrays.copyOf(wholes.values(), rows + more);
      boolean[] missing = Arrays.copyOf(wholes.missing(), rows + more);
      System.arraycopy(((LongVector) second).values(), 0, values, rows, more);
      System.arraycopy(((LongVector) second).missing(), 0, missing, rows, more);
      return new LongVector(values, missing);
    }
    CodeVector texts = (CodeVector) first;
    CodeVector others = (CodeVector) second;
    int[] codes = Arrays.copyOf(texts.codes(), rows + more);
    int[] known = new int[others.dictionary().size()];
    Arrays.fill(known, CodeVector.MISSING);
    for (int row = 0; row < more; row++) {
      int code = others.codes()[row];
      if (code >= 0 && known[code] == CodeVector.MISSING) {
        known[code] = texts.dictionary().add(others.dictionary().value(code));
      }
      codes[rows + row] = code < 0 ? CodeVector.MISSING : known[code];
    }
    return new CodeVector(codes, texts.dictionary());
  }

  private static Vector take(Vector vector, int[] chosen) {
    if (vector instanceof DoubleVector numbers) {
      double[] values = new double[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        values[i] = numbers.values()[chosen[i]];
      }
      return new DoubleVector(values);
    }
    if (vector instanceof LongVector wholes) {
      long[] values = new long[chosen.length];
      boolean[] missing = new boolean[chosen.length];
      for (int i = 0; i < chosen.length; i++) {
        values[i] = wholes.values()[chosen[i]];
        missing[i] = wholes.missing()[chosen[i]];
      }
      return new LongVector(values, missing);
    }
    CodeVector texts = (CodeVector) vector;
    int[] codes = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      codes[i] = texts.codes()[chosen[i]];
    }
    return new CodeVector(codes, texts.dictionary());
  }

  @Override
  public void close() {
    // memory only
  }
}
