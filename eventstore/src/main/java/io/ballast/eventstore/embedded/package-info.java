/**
 * The embedded engine of the event store: hot events and roll-ups in DuckDB, closed days in sealed
 * Parquet files, and a manifest in a metadata database as the one truth of what is sealed.
 */
@NullMarked
package io.ballast.eventstore.embedded;

import org.jspecify.annotations.NullMarked;
