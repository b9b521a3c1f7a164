package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of events in the hot file.
 *
 * @param id given by the hot file, never twice
 * @param day since 1970-01-01 of all its events, null where it may hold several days
 * @param schemaVersion of its columns
 * @param sequenceBase what is added to the sequence numbers in the table
 */
record HotPart(long id, @Nullable Integer day, int schemaVersion, long sequenceBase) {

  String table() {
    return SetTables.events(id);
  }

  /** The parts of a set as the connection's transaction sees them. */
  static List<HotPart> list(DuckDb connection, long setId) {
    return connection.query(
        "SELECT id, day, schema_version, sequence_base FROM hot_parts WHERE set_id = ? ORDER BY id",
        List.of(setId),
        row -> {
          int day = row.getInt(2);
          Integer dayOrNull = row.wasNull() ? null : (Integer) day;
          return new HotPart(row.getLong(1), dayOrNull, row.getInt(3), row.getLong(4));
        });
  }
}
