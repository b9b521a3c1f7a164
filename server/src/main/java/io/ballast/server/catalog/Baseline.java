package io.ballast.server.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What production is compared with.
 *
 * @param id of the baseline
 * @param modelId of the model
 * @param environmentId where its rows are
 * @param name unique within the model
 * @param type static or rolling
 * @param startMicros first instant of a static one of production; null otherwise
 * @param endMicros its end, excluded
 * @param inMillis whether start and end are answered in milliseconds, as they were sent
 * @param offsetDelta windows between a bin and its reference, for a rolling one
 * @param windowBinSize length of the reference of a rolling one: {@code Hour}, {@code Day}, {@code
 *     Week}, {@code Month}
 * @param rowCount rows of a data set; null when it changes
 * @param createdAt microseconds since 1970
 * @param updatedAt microseconds since 1970
 */
public record Baseline(
    UUID id,
    UUID modelId,
    UUID environmentId,
    String name,
    Type type,
    @Nullable Long startMicros,
    @Nullable Long endMicros,
    boolean inMillis,
    @Nullable Integer offsetDelta,
    @Nullable String windowBinSize,
    @Nullable Long rowCount,
    long createdAt,
    long updatedAt) {

  /** The kinds; the words are those of the wire. */
  public enum Type {
    /** Rows that do not change. */
    STATIC,
    /** Production some windows earlier. */
    ROLLING
  }
}
