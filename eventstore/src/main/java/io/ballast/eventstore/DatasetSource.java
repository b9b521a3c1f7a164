package io.ballast.eventstore;

import io.ballast.tables.Table;
import java.nio.file.Path;

/** Where the rows of a new data set come from. */
public sealed interface DatasetSource {

  /**
   * A file.
   *
   * @param file read once
   * @param layout which columns hold what
   * @param onProblem what is done about bad rows
   */
  record OfFile(Path file, FileLayout layout, OnRowProblem onProblem) implements DatasetSource {}

  /**
   * A table. Columns are taken by name; those that the schema lacks are left out.
   *
   * @param table scanned once, not closed
   */
  record OfTable(Table table) implements DatasetSource {}

  /**
   * Events in memory.
   *
   * @param rows read once
   */
  record OfRows(Iterable<EventRows> rows) implements DatasetSource {}
}
