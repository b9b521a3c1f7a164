package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

/**
 * Events that become visible together.
 *
 * @param model the model version that they belong to
 * @param batchId unique for the model version: a batch whose id is known has no effect, so that a
 *     sender may send again what was not acknowledged
 * @param source where they come from, shown to people
 * @param rows the events
 */
public record EventBatch(ModelVersion model, String batchId, String source, EventRows rows) {

  /** Events that a batch may have; more are ingested from a file. */
  public static final int MAX_ROWS = 100_000;

  public EventBatch {
    requireNonNull(model, "model");
    Names.check("batch", batchId);
    requireNonNull(source, "source");
    if (rows.size() > MAX_ROWS) {
      throw new IllegalArgumentException(rows.size() + " events in a batch, at most " + MAX_ROWS);
    }
  }
}
