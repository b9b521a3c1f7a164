package io.ballast.eventstore;

import java.time.Instant;

/**
 * A data set that is there.
 *
 * @param version its name and version
 * @param schema of its rows
 * @param rows how many it has
 * @param origin how it came to be
 * @param createdAt when
 */
public record DatasetInfo(
    DatasetVersion version, EventSchema schema, long rows, String origin, Instant createdAt) {}
