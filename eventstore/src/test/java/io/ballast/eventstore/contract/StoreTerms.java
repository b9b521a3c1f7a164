package io.ballast.eventstore.contract;

import io.ballast.eventstore.Retention;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a store under test goes by.
 *
 * @param clock tells the time
 * @param queueRows rows that may wait to be written before batches are refused
 * @param sealAfter how long after its end a day is closed
 * @param futureTolerance how far an event's time may lie ahead of the clock
 * @param batchMemory how long the id of a batch is known
 * @param retention of model versions that have no rule of their own
 */
public record StoreTerms(
    InstantSource clock,
    int queueRows,
    Duration sealAfter,
    Duration futureTolerance,
    Duration batchMemory,
    Retention retention) {

  /** A large queue, days closed after six hours, a day of tolerance, events kept for ever. */
  public static StoreTerms at(InstantSource clock) {
    return new StoreTerms(
        clock,
        200_000,
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(7),
        Retention.DEFAULT);
  }

  /** The same with another length of the queue. */
  public StoreTerms withQueueRows(int value) {
    return new StoreTerms(clock, value, sealAfter, futureTolerance, batchMemory, retention);
  }

  /** The same with another retention. */
  public StoreTerms withRetention(Retention value) {
    return new StoreTerms(clock, queueRows, sealAfter, futureTolerance, batchMemory, value);
  }
}
