package io.ballast.eventstore;

import io.ballast.tables.Table.BatchConsumer;

/** What reads events. Thread-safe; each reader sees the store as it was when it began. */
public interface EventReader {

  /**
   * Reads rows batch by batch on the calling thread.
   *
   * <p>The vectors of a batch are of the columns' types. Strings of category columns have one
   * dictionary for the scan; those of text columns and event ids have a new one for each batch.
   *
   * @param consumer called for each batch; returns false to stop
   * @throws io.ballast.tables.ProblemException if the set or a column is not known, a filter's
   *     value is not of its column's type, or a sealed part is missing or damaged
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  void scan(ScanRequest request, BatchConsumer consumer, TaskControl control);

  /** The number of rows that a scan would give. */
  long count(ScanRequest request, TaskControl control);
}
