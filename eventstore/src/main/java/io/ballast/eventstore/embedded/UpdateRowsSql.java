package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.files.DuckDb;
import io.ballast.files.RowAppender;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Appends late values to the tables of a set. */
final class UpdateRowsSql {

  private UpdateRowsSql() {}

  /**
   * Appends them.
   *
   * @param today the day on which they came
   */
  static void append(
      DuckDb writer, SetRecord record, List<UpdateIntake.Accepted> updates, int today) {
    List<UpdateIntake.Accepted> early =
        updates.stream().filter(update -> update.hour() == UpdateIntake.EARLY).toList();
    List<UpdateIntake.Accepted> late =
        updates.stream().filter(update -> update.hour() != UpdateIntake.EARLY).toList();
    append(writer, record, SetTables.updates(record.id()), late, today);
    append(writer, record, SetTables.early(record.id()), early, today);
  }

  private static void append(
      DuckDb writer,
      SetRecord record,
      String table,
      List<UpdateIntake.Accepted> updates,
      int today) {
    if (updates.isEmpty()) {
      return;
    }
    int own = table.equals(SetTables.early(record.id())) ? 4 : 3;
    List<Integer> columns = columns(writer, table, own, record.schema());
    writer.append(
        table,
        target -> {
          String current = "";
          List<CellWriter> cells = List.of();
          for (UpdateIntake.Accepted update : updates) {
            UpdateBatch batch = update.batch();
            if (!batch.batchId().equals(current)) {
              current = batch.batchId();
              cells = cells(record.schema(), columns, batch.rows().values());
            }
            target.beginRow().append(batch.rows().eventIds()[update.row()]);
            target.append(update.sequence());
            appendWhere(target, update, today);
            for (CellWriter cell : cells) {
              cell.write(target, update.row());
            }
            target.endRow();
          }
        });
  }

  private static void appendWhere(RowAppender target, UpdateIntake.Accepted update, int today) {
    if (update.hour() == UpdateIntake.EARLY) {
      target.append(update.hash()).append(today);
    } else {
      target.append(update.hour());
    }
  }

  /** The schema's positions of the table's columns after its own, in the table's order. */
  private static List<Integer> columns(
      DuckDb writer, String table, int own, PhysicalSchema schema) {
    Map<String, Integer> byName = new HashMap<>();
    for (int index = 0; index < schema.size(); index++) {
      byName.put(schema.names().get(index), index);
    }
    List<Integer> columns = new ArrayList<>();
    for (String name :
        writer.query(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ?"
                + " ORDER BY column_index OFFSET "
                + own,
            List.of(table),
            row -> row.getString(1))) {
      columns.add(byName.getOrDefault(name, -1));
    }
    return columns;
  }

  private static List<CellWriter> cells(
      PhysicalSchema schema, List<Integer> columns, List<@Nullable Vector> values) {
    List<CellWriter> cells = new ArrayList<>();
    for (int index : columns) {
      EventColumn column = schema.column(index);
      Vector vector = index < values.size() ? values.get(index) : null;
      cells.add(CellWriter.of(column.name(), column.type(), vector));
    }
    return cells;
  }
}
