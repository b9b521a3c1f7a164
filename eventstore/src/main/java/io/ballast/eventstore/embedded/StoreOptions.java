package io.ballast.eventstore.embedded;

import static java.util.Objects.requireNonNull;

import io.ballast.eventstore.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How the embedded store works.
 *
 * @param folder where it keeps its files; made when missing, held by one process at a time
 * @param clock tells which days are closed or expired; never orders events
 * @param memoryBytes what DuckDB may keep in its own memory, outside the Java heap
 * @param threads of DuckDB
 * @param queueRows rows that may wait to be written before batches are refused
 * @param sealAfter how long after its end a day is closed; later events of it are late
 * @param futureTolerance how far an event's time may lie ahead of the clock
 * @param batchMemory how long the id of a batch is known, so that sending it again has no effect;
 *     event ids are known as long as their events, and longer
 * @param retention of model versions that have no rule of their own
 */
public record StoreOptions(
    Path folder,
    InstantSource clock,
    long memoryBytes,
    int threads,
    int queueRows,
    Duration sealAfter,
    Duration futureTolerance,
    Duration batchMemory,
    Retention retention) {

  private static final long DEFAULT_MEMORY_BYTES = 1L << 30;
  private static final int DEFAULT_QUEUE_ROWS = 200_000;

  public StoreOptions {
    requireNonNull(folder, "folder");
    requireNonNull(clock, "clock");
    requireNonNull(sealAfter, "sealAfter");
    requireNonNull(futureTolerance, "futureTolerance");
    requireNonNull(batchMemory, "batchMemory");
    requireNonNull(retention, "retention");
  }

  /** The defaults in that folder: 1 GiB, two threads, days closed after six hours. */
  public static StoreOptions in(Path folder) {
    return new StoreOptions(
        folder,
        InstantSource.system(),
        DEFAULT_MEMORY_BYTES,
        2,
        DEFAULT_QUEUE_ROWS,
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(7),
        Retention.DEFAULT);
  }

  /** The same with another clock. */
  public StoreOptions withClock(InstantSource value) {
    return new StoreOptions(
        folder,
        value,
        memoryBytes,
        threads,
        queueRows,
        sealAfter,
        futureTolerance,
        batchMemory,
        retention);
  }

  /** The same with another share of the machine. */
  public StoreOptions withMachine(long newMemoryBytes, int newThreads) {
    return new StoreOptions(
        folder,
        clock,
        newMemoryBytes,
        newThreads,
        queueRows,
        sealAfter,
        futureTolerance,
        batchMemory,
        retention);
  }

  /** The same with another length of the writer's queue. */
  public StoreOptions withQueueRows(int value) {
    return new StoreOptions(
        folder,
        clock,
        memoryBytes,
        threads,
        value,
        sealAfter,
        futureTolerance,
        batchMemory,
        retention);
  }

  /** The same with another retention. */
  public StoreOptions withRetention(Retention value) {
    return new StoreOptions(
        folder,
        clock,
        memoryBytes,
        threads,
        queueRows,
        sealAfter,
        futureTolerance,
        batchMemory,
        value);
  }
}
