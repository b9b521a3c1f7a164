package io.ballast.server.catalog;

import io.ballast.eventstore.DatasetVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a model.
 *
 * @param id of the environment
 * @param modelId of the model
 * @param name unique within the model
 * @param type what it holds
 * @param dataset where the rows of a data set are; null for production, and while its job runs
 * @param rowCount rows of a data set; 0 for production
 * @param createdAt microseconds since 1970
 * @param updatedAt microseconds since 1970
 */
public record Environment(
    UUID id,
    UUID modelId,
    String name,
    EnvironmentType type,
    @Nullable DatasetVersion dataset,
    long rowCount,
    long createdAt,
    long updatedAt) {

  /** The name of the environment of production. */
  public static final String PRODUCTION = "PRODUCTION";

  /** A new one without rows. */
  public static Environment empty(
      UUID id, UUID modelId, String name, EnvironmentType type, long createdAt) {
    return new Environment(id, modelId, name, type, null, 0, createdAt, createdAt);
  }
}
