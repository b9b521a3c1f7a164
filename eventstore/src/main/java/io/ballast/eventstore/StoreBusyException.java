package io.ballast.eventstore;

import java.time.Duration;

/**
 * The queue of the writer is full: nothing of the batch was stored, send it again a little later.
 */
public final class StoreBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * A refusal.
   *
   * @param queuedRows rows that wait
   * @param limit rows that may wait
   * @param retryAfter when it is worth while to try again
   */
  public StoreBusyException(long queuedRows, long limit, Duration retryAfter) {
    super(
        queuedRows
            + " rows wait to be stored, at most "
            + limit
            + " may, send the batch again in "
            + retryAfter.toMillis()
            + " ms");
    this.retryAfter = retryAfter;
  }

  /** When it is worth while to try again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
