package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventField;
import io.ballast.files.DuckDb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a loaded table whose event ids are there already, in the table itself or in the
 * store, and tells equal ones from conflicting ones; the same rule as {@link EventCompare}, in SQL.
 */
final class Duplicates {

  /**
   * A row that is not stored.
   *
   * @param row its number in the file
   * @param eventId its id
   * @param equal whether it brings nothing new
   */
  record Duplicate(long row, String eventId, boolean equal) {}

  private static final String ROW = EventField.RECEIVED_SEQUENCE.columnName();

  private Duplicates() {}

  /**
   * The rows after the first one of each id, by number.
   *
   * @param early a table of late values that count more than what the first row brings, or null
   */
  static List<Duplicate> within(
      DuckDb connection, String table, PhysicalSchema schema, @Nullable String early) {
    String ids = "SELECT event_id FROM " + table + " GROUP BY event_id HAVING count(*) > 1";
    // The first row of each id, then all the others against it.
    String repeated = "(SELECT * FROM " + table + " WHERE event_id IN (" + ids + "))";
    String first =
        "(SELECT * FROM "
            + repeated
            + " QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY "
            + ROW
            + ") = 1)";
    return connection.query(
        "SELECT n."
            + ROW
            + ", n.event_id, "
            + equal(schema)
            + " FROM "
            + repeated
            + " n JOIN "
            + (early == null || schema.updatable().isEmpty()
                ? first
                : latest(first, schema, early, ids))
            + " f ON f.event_id = n.event_id WHERE n."
            + ROW
            + " > f."
            + ROW
            + " ORDER BY n."
            + ROW,
        List.of(),
        row -> new Duplicate(row.getLong(1), row.getString(2), row.getBoolean(3)));
  }

  /** The rows with the late values that wait for them in the place of their own. */
  private static String latest(String rows, PhysicalSchema schema, String early, String ids) {
    List<String> values = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    for (int index : schema.updatable()) {
      String name = schema.quoted(index);
      values.add("arg_max(" + name + ", " + ROW + ") AS " + name);
      replaced.add("coalesce(u." + name + ", r." + name + ") AS " + name);
    }
    return "(SELECT r.* REPLACE ("
        + String.join(", ", replaced)
        + ") FROM "
        + rows
        + " r LEFT JOIN (SELECT event_id, "
        + String.join(", ", values)
        + " FROM "
        + early
        + " WHERE event_id IN ("
        + ids
        + ") GROUP BY event_id) u ON u.event_id = r.event_id)";
  }

  /**
   * The rows whose ids have events in the store.
   *
   * @param candidates a query for the ids that may be there
   * @param stored a query for the stored events with the columns of a table of events
   */
  static List<Duplicate> against(
      DuckDb connection,
      String table,
      PhysicalSchema schema,
      String candidates,
      SealedFiles.Query stored) {
    List<Object> parameters = new ArrayList<>(stored.parameters());
    return connection.query(
        "SELECT n."
            + ROW
            + ", n.event_id, "
            + equal(schema)
            + " FROM "
            + table
            + " n JOIN ("
            + stored.sql()
            + ") f ON f.event_id = n.event_id WHERE n.event_id IN ("
            + candidates
            + ") ORDER BY n."
            + ROW,
        parameters,
        row -> new Duplicate(row.getLong(1), row.getString(2), row.getBoolean(3)));
  }

  /** Whether row n brings nothing that row f does not hold. */
  private static String equal(PhysicalSchema schema) {
    List<String> conditions = new ArrayList<>();
    conditions.add("n.event_time IS NOT DISTINCT FROM f.event_time");
    for (EventField field : EventCompare.FIELDS) {
      String name = field.columnName();
      conditions.add("n." + name + " IS NOT DISTINCT FROM f." + name);
    }
    for (int index = 0; index < schema.size(); index++) {
      String name = schema.quoted(index);
      String same = "n." + name + " IS NOT DISTINCT FROM f." + name;
      conditions.add(
          schema.column(index).role().isUpdatable()
              ? "(n." + name + " IS NULL OR " + same + ")"
              : same);
    }
    return conditions.stream().collect(Collectors.joining(" AND ", "(", ")"));
  }
}
