package io.ballast.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers with a fixed number of decimals, column by column: what the generators make.
 *
 * <p>A value is held as a whole number of its column's last decimal, so that the CSV text and the
 * double are the same number.
 */
public final class GeneratedTable {
  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
  private static final int BUFFER_BYTES = 1 << 16;

  /** A value, the next row's id, and what parts them. */
  private static final int MOST_BYTES_AT_ONCE = 64;

  private final List<String> columns;
  private final int[] decimals;
  private final long[][] values;

  /**
   * Takes the arrays over without a copy.
   *
   * @param columns names
   * @param decimals decimals of each column, 0 to 6
   * @param values by column, then row; columns are equally long
   */
  GeneratedTable(List<String> columns, int[] decimals, long[][] values) {
    this.columns = List.copyOf(columns);
    this.decimals = decimals;
    this.values = values;
  }

  /** The names in order. */
  public List<String> columns() {
    return columns;
  }

  /** The number of rows. */
  public int rows() {
    return values[0].length;
  }

  /** The first rows. */
  public GeneratedTable head(int rows) {
    long[][] first = values.clone();
    Arrays.setAll(first, column -> Arrays.copyOf(values[column], rows));
    return new GeneratedTable(columns, decimals, first);
  }

  /** The first row and each so many rows on another. */
  public GeneratedTable each(int step) {
    long[][] kept = new long[values.length][];
    Arrays.setAll(
        kept,
        column ->
            IntStream.range(0, (rows() + step - 1) / step)
                .mapToLong(row -> values[column][row * step])
                .toArray());
    return new GeneratedTable(columns, decimals, kept);
  }

  /**
   * One value.
   *
   * @param column position of the column
   * @param row from 0
   */
  public double value(int column, int row) {
    return (double) values[column][row] / POWERS_OF_TEN[decimals[column]];
  }

  /**
   * The values of a column, as a copy.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public double[] values(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("column " + column + " is none of " + columns);
    }
    double[] copy = new double[rows()];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = value(index, row);
    }
    return copy;
  }

  /**
   * Writes a header and all rows as CSV with line feeds.
   *
   * @param target is flushed, not closed
   */
  public void writeCsv(OutputStream target) throws IOException {
    write(target, "", new byte[0], -1);
  }

  /**
   * Writes the same with an id before each row and one column left empty, as events whose truth is
   * to come.
   *
   * @param target is flushed, not closed
   * @param id name of the first column
   * @param idStart what the ids begin with, at most 16 characters of ASCII; the row follows, from 0
   * @param unknown the column without values
   */
  public void writeCsv(OutputStream target, String id, String idStart, String unknown)
      throws IOException {
    byte[] start = idStart.getBytes(StandardCharsets.US_ASCII);
    write(target, id + ",", start, columns.indexOf(unknown));
  }

  private void write(OutputStream target, String before, byte[] idStart, int unknown)
      throws IOException {
    String header = before + String.join(",", columns) + "\n";
    target.write(header.getBytes(StandardCharsets.UTF_8));
    byte[] buffer = new byte[BUFFER_BYTES];
    int at = 0;
    for (int row = 0; row < rows(); row++) {
      if (idStart.length > 0) {
        System.arraycopy(idStart, 0, buffer, at, idStart.length);
        at = append(buffer, at + idStart.length, row, 0);
        buffer[at++] = ',';
      }
      for (int column = 0; column < values.length; column++) {
        if (at > BUFFER_BYTES - MOST_BYTES_AT_ONCE) {
          target.write(buffer, 0, at);
          at = 0;
        }
        if (column != unknown) {
          at = append(buffer, at, values[column][row], decimals[column]);
        }
        buffer[at++] = (byte) (column + 1 < values.length ? ',' : '\n');
      }
    }
    target.write(buffer, 0, at);
    target.flush();
  }

  private static int append(byte[] buffer, int start, long value, int decimals) {
    int at = start;
    if (value < 0) {
      buffer[at++] = '-';
    }
    long magnitude = Math.abs(value);
    int digits = decimals + 1;
    for (long rest = magnitude / POWERS_OF_TEN[decimals]; rest >= 10; rest /= 10) {
      digits++;
    }
    int end = at + digits + (decimals > 0 ? 1 : 0);
    for (int i = end - 1, digit = 0; i >= at; i--, digit++) {
      if (digit == decimals && decimals > 0) {
        buffer[i--] = '.';
      }
      buffer[i] = (byte) ('0' + magnitude % 10);
      magnitude /= 10;
    }
    return end;
  }
}
