package io.ballast.server.ingest;

import java.util.UUID;

/**
 * An uploaded file.
 *
 * @param id names it, also in the data folder
 * @param filename as the client called it
 * @param type what is in it
 * @param status how far its upload is
 * @param sizeBytes of the whole file; 0 while parts are missing
 * @param createdAt microseconds since 1970
 * @param updatedAt microseconds since 1970
 * @param createdBy principal
 */
public record StoredFile(
    UUID id,
    String filename,
    Type type,
    Status status,
    long sizeBytes,
    long createdAt,
    long updatedAt,
    UUID createdBy) {

  /** What is in it; the words are those of the wire. */
  public enum Type {
    /** Text of rows, also packed. */
    CSV,
    /** Apache Parquet. */
    PARQUET,
    /** A packed folder, such as a model's artifact. */
    TAR_GZ
  }

  /** How far the upload is; the words are those of the wire. */
  public enum Status {
    /** Parts are missing. */
    INITIATED,
    /** Whole and durable. */
    SUCCESSFUL,
    /** It will not become whole. */
    FAILED
  }
}
