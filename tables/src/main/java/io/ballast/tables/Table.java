package io.ballast.tables;

import java.util.List;
import java.util.Map;

/**
 * Rows that can be scanned as often as needed: a file, a stored data set, arrays in memory.
 *
 * <p>A scan streams: its memory does not grow with the rows. Rows come in the same order in each
 * scan.
 */
public interface Table extends AutoCloseable {

  /** The name shown to people: for a file the file's name. */
  String name();

  /** The columns. */
  Schema schema();

  /** The exact number of rows. */
  long rows();

  /** Columns of the source that no type of Ballast fits, with the reason in words, in order. */
  default Map<String, String> leftOut() {
    return Map.of();
  }

  /**
   * Types of columns by name that the source tells apart and {@link ColumnType} does not, such as
   * DATE; names of DuckDB. Empty for text.
   */
  default Map<String, String> storedTypes() {
    return Map.of();
  }

  /**
   * Reads the named columns batch by batch, in row order, on the calling thread.
   *
   * @param columns names of the schema, in the order in which each batch shall have them; may be
   *     empty
   * @param consumer called for each batch; returns false to stop the scan
   * @throws ProblemException if the source cannot be read
   */
  void scan(List<String> columns, BatchConsumer consumer);

  /**
   * The same rows with all strings, however many of a column differ ({@link Dictionary#ofAll}); for
   * who holds the whole table anyway. Closing one closes both.
   */
  default Table withAllTexts() {
    return this;
  }

  /** Takes the batches of one scan. */
  @FunctionalInterface
  interface BatchConsumer {
    /**
     * Takes one batch.
     *
     * @param batch valid until this method returns
     * @return whether the scan goes on
     */
    boolean accept(Batch batch);
  }

  @Override
  void close();
}
