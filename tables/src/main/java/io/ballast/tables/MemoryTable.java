package io.ballast.tables;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** A table whose values are arrays in memory: for tests, generated data and small inputs. */
public final class MemoryTable implements Table {

  private final String name;
  private final Schema schema;
  private final int rows;
  private final List<Values> values;

  private MemoryTable(String name, Schema schema, int rows, List<Values> values) {
    this.name = name;
    this.schema = schema;
    this.rows = rows;
    this.values = values;
  }

  /** Begins a table of that name. */
  public static Builder named(String name) {
    return new Builder(name);
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

  @Override
  public void scan(List<String> columns, BatchConsumer consumer) {
    List<Values> asked =
        columns.stream().map(column -> values.get(schema.indexOf(column))).toList();
    for (int start = 0; start < rows; start += Batch.MAX_ROWS) {
      int from = start;
      int length = Math.min(Batch.MAX_ROWS, rows - from);
      List<Vector> vectors =
          asked.stream().map(column -> column.slice(from, from + length)).toList();
      if (!consumer.accept(new Batch(length, vectors))) {
        return;
      }
    }
  }

  @Override
  public void close() {}

  /** All values of one column. */
  @FunctionalInterface
  private interface Values {
    Vector slice(int from, int to);
  }

  /** Takes the columns in order; all must have the same length. Arrays are copied. */
  public static final class Builder {

    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<Values> values = new ArrayList<>();
    private int rows = -1;

    private Builder(String name) {
      this.name = requireNonNull(name, "name");
    }

    /** A FLOATING column, NaN is missing. */
    public Builder doubles(String column, double... items) {
      double[] copy = items.clone();
      return add(
          new Column(column, ColumnType.FLOATING),
          copy.length,
          (from, to) -> new DoubleVector(Arrays.copyOfRange(copy, from, to)));
    }

    /** An INTEGER column without a missing value. */
    public Builder longs(String column, long... items) {
      return longs(column, ColumnType.INTEGER, items, new boolean[items.length]);
    }

    /** An INTEGER column, null is missing. */
    public Builder longs(String column, @Nullable Long[] items) {
      return longs(column, ColumnType.INTEGER, row -> orZero(items[row]), isNull(items));
    }

    /** A BOOLEAN column without a missing value. */
    public Builder booleans(String column, boolean... items) {
      boolean[] missing = new boolean[items.length];
      return longs(column, ColumnType.BOOLEAN, row -> items[row] ? 1 : 0, missing);
    }

    /** A BOOLEAN column, null is missing. */
    public Builder booleans(String column, @Nullable Boolean[] items) {
      return longs(
          column,
          ColumnType.BOOLEAN,
          row -> Boolean.TRUE.equals(items[row]) ? 1 : 0,
          isNull(items));
    }

    /** A TIMESTAMP column without a missing value, in microseconds since 1970-01-01T00:00:00Z. */
    public Builder timestamps(String column, long... items) {
      return longs(column, ColumnType.TIMESTAMP, items, new boolean[items.length]);
    }

    /** A TIMESTAMP column, in microseconds since 1970-01-01T00:00:00Z, null is missing. */
    public Builder timestamps(String column, @Nullable Long[] items) {
      return longs(column, ColumnType.TIMESTAMP, row -> orZero(items[row]), isNull(items));
    }

    /** A CATEGORY column, null is missing. */
    public Builder strings(String column, @Nullable String... items) {
      return codes(column, ColumnType.CATEGORY, items);
    }

    /** A TEXT column, null is missing. */
    public Builder texts(String column, @Nullable String... items) {
      return codes(column, ColumnType.TEXT, items);
    }

    /** A MISSING column. */
    public Builder missing(String column, int length) {
      return codes(column, ColumnType.MISSING, new @Nullable String[length]);
    }

    /** The table. */
    public MemoryTable build() {
      return new MemoryTable(name, new Schema(columns), Math.max(rows, 0), List.copyOf(values));
    }

    private Builder longs(
        String column, ColumnType type, IntToLongFunction item, boolean[] missing) {
      long[] copy = new long[missing.length];
      Arrays.setAll(copy, item);
      return longs(column, type, copy, missing);
    }

    private Builder longs(String column, ColumnType type, long[] items, boolean[] missing) {
      long[] copy = items.clone();
      return add(
          new Column(column, type),
          copy.length,
          (from, to) ->
              new LongVector(
                  Arrays.copyOfRange(copy, from, to), Arrays.copyOfRange(missing, from, to)));
    }

    private Builder codes(String column, ColumnType type, @Nullable String[] items) {
      Dictionary dictionary = new Dictionary();
      int[] codes = new int[items.length];
      for (int row = 0; row < items.length; row++) {
        String item = items[row];
        codes[row] = item == null ? CodeVector.MISSING : dictionary.add(item);
      }
      return add(
          new Column(column, type),
          codes.length,
          (from, to) -> new CodeVector(Arrays.copyOfRange(codes, from, to), dictionary));
    }

    private Builder add(Column column, int length, Values items) {
      if (rows >= 0 && rows != length) {
        throw new IllegalArgumentException(
            "column " + column.name() + " has " + length + " values, the others have " + rows);
      }
      rows = length;
      columns.add(column);
      values.add(items);
      return this;
    }

    private static long orZero(@Nullable Long value) {
      return value == null ? 0 : value;
    }

    private static boolean[] isNull(@Nullable Object[] items) {
      boolean[] missing = new boolean[items.length];
      for (int row = 0; row < items.length; row++) {
        missing[row] = items[row] == null;
      }
      return missing;
    }
  }
}
