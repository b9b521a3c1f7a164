package io.ballast.eventstore.embedded;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sealed file.
 *
 * @param id given by the manifest, never twice
 * @param day since 1970-01-01, null for a data set
 * @param path below the folder of the store
 * @param rows events in it
 * @param bytes size of the file
 * @param sha256 of its bytes, in hexadecimal
 * @param schemaVersion of its columns
 * @param maxSequence largest received sequence in it
 * @param sources hot parts that may still hold the same events
 */
record SealedPart(
    long id,
    @Nullable Integer day,
    String path,
    long rows,
    long bytes,
    String sha256,
    int schemaVersion,
    long maxSequence,
    Set<Long> sources) {

  SealedPart {
    sources = Set.copyOf(sources);
  }

  /** Whether its events are of that day. */
  boolean isOf(int wanted) {
    return day != null && day == wanted;
  }
}
