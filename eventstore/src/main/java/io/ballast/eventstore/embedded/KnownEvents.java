package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.Filter;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.files.VectorReader;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up events by id, within the writer's transaction. */
final class KnownEvents {

  private static final int IDS_PER_QUERY = 1000;

  private final DuckDb writer;
  private final Scanner scanner;
  private final Manifest manifest;

  KnownEvents(DuckDb writer, Scanner scanner, Manifest manifest) {
    this.writer = writer;
    this.scanner = scanner;
    this.manifest = manifest;
  }

  /**
   * The hours that the ids table has for numbers of ids; more than one if two ids share a number.
   */
  Map<Long, List<Integer>> hours(long setId, Collection<Long> hashes) {
    Map<Long, List<Integer>> result = new HashMap<>();
    if (hashes.isEmpty()) {
      return result;
    }
    // One join: a list of so many numbers as a condition is compared row by row.
    writer.query(
        "SELECT id_hash, hour FROM "
            + SetTables.ids(setId)
            + " WHERE id_hash IN (SELECT unnest(?::VARCHAR::BIGINT[]))",
        List.of("[" + Sql.numbers(List.copyOf(hashes)) + "]"),
        row ->
            result.computeIfAbsent(row.getLong(1), hash -> new ArrayList<>()).add(row.getInt(2)));
    return result;
  }

  /** The events of these ids that are there, between two hours, with their latest values. */
  Map<String, EventCompare> events(
      SetRecord record, List<String> eventIds, int firstHour, int lastHour) {
    List<ColumnRef> columns = new ArrayList<>();
    columns.add(EventField.EVENT_ID);
    columns.add(EventField.EVENT_TIME);
    columns.addAll(EventCompare.FIELDS);
    for (EventColumn column : record.schema().schema().columns()) {
      columns.add(ColumnRef.of(column.name()));
    }
    Map<String, EventCompare> result = new HashMap<>();
    SetSnapshot snapshot = SetSnapshot.read(writer, manifest, record);
    for (List<String> part : parts(eventIds)) {
      ScanRequest request =
          ScanRequest.of(record.set(), columns)
              .within(new TimeWindow(Days.startOfHour(firstHour), Days.startOfHour(lastHour + 1)))
              .where(new Filter.In(EventField.EVENT_ID, part));
      scanner.scan(
          writer,
          snapshot,
          request,
          batch -> {
            for (int row = 0; row < batch.rows(); row++) {
              result.put(
                  String.valueOf(CellWriter.value(batch.vector(0), row)),
                  EventCompare.of(batch, 1, row));
            }
            return true;
          });
    }
    return result;
  }

  /** The late values that wait for these ids: the latest for each column of the schema. */
  Map<String, @Nullable Object[]> early(SetRecord record, List<String> eventIds) {
    PhysicalSchema schema = record.schema();
    Map<String, @Nullable Object[]> result = new HashMap<>();
    if (schema.updatable().isEmpty()) {
      return result;
    }
    List<VectorReader> readers = new ArrayList<>();
    readers.add(VectorReader.texts());
    StringBuilder columns = new StringBuilder("event_id");
    for (int index : schema.updatable()) {
      readers.add(Scanner.reader(schema.column(index).type(), null));
      String latest = "arg_max(" + schema.quoted(index) + ", received_sequence)";
      boolean list = schema.column(index).type() == ColumnType.NUMBERS;
      columns.append(", ").append(latest).append(list ? "::VARCHAR" : "");
    }
    for (List<String> part : parts(eventIds)) {
      writer.scan(
          "SELECT "
              + columns
              + " FROM "
              + SetTables.early(record.id())
              + " WHERE event_id IN ("
              + Sql.marks(part.size())
              + ") GROUP BY event_id",
          part,
          readers,
          batch -> {
            for (int row = 0; row < batch.rows(); row++) {
              @Nullable Object[] values = new Object[schema.size()];
              for (int i = 0; i < schema.updatable().size(); i++) {
                values[schema.updatable().get(i)] = CellWriter.value(batch.vector(i + 1), row);
              }
              result.put(String.valueOf(CellWriter.value(batch.vector(0), row)), values);
            }
            return true;
          });
    }
    return result;
  }

  static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int start = 0; start < all.size(); start += IDS_PER_QUERY) {
      parts.add(all.subList(start, Math.min(all.size(), start + IDS_PER_QUERY)));
    }
    return parts;
  }
}
