package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.files.DuckDb;
import java.util.List;

/** The tables of the hot file that belong to one model version, and those of events. */
final class SetTables {

  /*
   * The columns that the tables of late values have beside those of the schema. A schema's column of
   * such a name gets another one in tables.
   */

  /** The hour of the event, in the table of late values. */
  static final String HOUR = "ballast_hour";

  /** The number of the event's id, in the table of values whose events have not arrived. */
  static final String HASH = "ballast_hash";

  /** The day of arrival, likewise. */
  static final String DAY = "ballast_day";

  private SetTables() {}

  /** Which hour each event id belongs to; outlives the events, so that late values can be told. */
  static String ids(long setId) {
    return "ids_" + setId;
  }

  /** Late values of events that are there, in order of arrival. */
  static String updates(long setId) {
    return "updates_" + setId;
  }

  /** Late values of events that have not arrived, with the day on which they came. */
  static String early(long setId) {
    return "early_" + setId;
  }

  /** The events of a hot part. */
  static String events(long hotPartId) {
    return "e_" + hotPartId;
  }

  /** Makes the tables of a set, or adds the columns that a newer schema has. */
  static void ensure(DuckDb writer, long setId, PhysicalSchema schema) {
    writer.execute("CREATE TABLE IF NOT EXISTS " + ids(setId) + " (id_hash BIGINT, hour INTEGER)");
    writer.execute(
        "CREATE TABLE IF NOT EXISTS "
            + updates(setId)
            + " (event_id VARCHAR, received_sequence BIGINT, "
            + HOUR
            + " INTEGER)");
    writer.execute(
        "CREATE TABLE IF NOT EXISTS "
            + early(setId)
            + " (event_id VARCHAR, received_sequence BIGINT, "
            + HASH
            + " BIGINT, "
            + DAY
            + " INTEGER)");
    for (int index : schema.updatable()) {
      EventColumn column = schema.column(index);
      for (String table : List.of(updates(setId), early(setId))) {
        writer.execute(
            "ALTER TABLE "
                + table
                + " ADD COLUMN IF NOT EXISTS "
                + schema.quoted(index)
                + " "
                + PhysicalSchema.sqlType(column.type()));
      }
    }
  }

  /** Removes the tables of a set, its hot events included, and its rows of shared tables. */
  static void drop(DuckDb writer, long setId) {
    for (HotPart part : HotPart.list(writer, setId)) {
      writer.execute("DROP TABLE IF EXISTS " + events(part.id()));
    }
    for (String table : List.of(ids(setId), updates(setId), early(setId))) {
      writer.execute("DROP TABLE IF EXISTS " + table);
    }
    for (String table :
        List.of(
            "hot_parts",
            "dirty_hours",
            "expired",
            "refusals",
            "deletions",
            "roll_bins",
            "roll_sums",
            "roll_integrity")) {
      writer.execute("DELETE FROM " + table + " WHERE set_id = ?", setId);
    }
    // The row with the largest sequence number given stays, or the number would be given again.
    writer.execute(
        "DELETE FROM batches WHERE set_id = ? AND given_sequence <"
            + " (SELECT max(given_sequence) FROM batches)",
        setId);
  }
}
