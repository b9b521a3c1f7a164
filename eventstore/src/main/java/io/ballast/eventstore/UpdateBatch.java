package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

/**
 * Late values that become visible together.
 *
 * @param model the model version of the events
 * @param batchId as for {@link EventBatch}, of which it shares the ids
 * @param source where they come from, shown to people
 * @param rows the values
 */
public record UpdateBatch(ModelVersion model, String batchId, String source, UpdateRows rows) {
  public UpdateBatch {
    requireNonNull(model, "model");
    Names.check("batch", batchId);
    requireNonNull(source, "source");
    if (rows.size() > EventBatch.MAX_ROWS) {
      throw new IllegalArgumentException(
          rows.size() + " updates in a batch, at most " + EventBatch.MAX_ROWS);
    }
  }
}
