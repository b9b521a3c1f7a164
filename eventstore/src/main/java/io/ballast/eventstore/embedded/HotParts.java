package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and removes tables of events, within the writer's transaction. */
final class HotParts {

  private HotParts() {}

  /** A new number for a part. */
  static long nextId(DuckDb connection) {
    return connection
        .query("SELECT nextval('hot_part_ids')", List.of(), row -> row.getLong(1))
        .get(0);
  }

  /** Makes an empty part for events of a day, or of many when it is null. */
  static HotPart create(DuckDb writer, SetRecord record, @Nullable Integer day, long sequenceBase) {
    PhysicalSchema schema = record.schema();
    HotPart part = new HotPart(nextId(writer), day, schema.version(), sequenceBase);
    writer.execute("CREATE TABLE " + part.table() + " (" + schema.tableColumns() + ")");
    adopt(writer, record.id(), part);
    return part;
  }

  /** Makes a table that is there a part of the set. */
  static void adopt(DuckDb writer, long setId, HotPart part) {
    writer.execute(
        "INSERT INTO hot_parts VALUES (?, ?, "
            + (part.day() == null ? "NULL" : part.day().toString())
            + ", ?, ?)",
        part.id(),
        setId,
        part.schemaVersion(),
        part.sequenceBase());
  }

  static void drop(DuckDb writer, HotPart part) {
    writer.execute("DELETE FROM hot_parts WHERE id = ?", part.id());
    writer.execute("DROP TABLE " + part.table());
  }
}
