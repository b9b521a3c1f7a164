package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventDetails;
import io.ballast.eventstore.EventRows;
import io.ballast.files.DuckDb;
import io.ballast.files.RowAppender;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends events to the table of a part. */
final class EventRowsSql {

  private EventRowsSql() {}

  static void append(
      DuckDb writer, HotPart part, SetRecord record, List<EventIntake.Accepted> events) {
    PhysicalSchema schema = record.schema(part.schemaVersion());
    writer.append(
        part.table(),
        target -> {
          String current = "";
          List<CellWriter> cells = List.of();
          for (EventIntake.Accepted event : events) {
            EventBatch batch = event.rows().batch();
            if (!batch.batchId().equals(current)) {
              current = batch.batchId();
              cells = cells(schema, batch.rows().values());
            }
            target.beginRow();
            appendFixed(
                target,
                batch.rows(),
                event.row(),
                event.sequence(),
                batch.batchId(),
                batch.source());
            for (CellWriter cell : cells) {
              cell.write(target, event.row());
            }
            target.endRow();
          }
        });
  }

  /** The order is that of {@link io.ballast.eventstore.EventField}. */
  static void appendFixed(
      RowAppender target,
      EventRows rows,
      int row,
      long sequence,
      @Nullable String batchId,
      @Nullable String source) {
    EventDetails details = rows.details();
    target.append(rows.eventIds()[row]);
    target.appendEpochMicros(rows.eventTimeMicros()[row]);
    target.append(sequence);
    target.append(batchId);
    target.append(source);
    appendText(target, details.variants(), row);
    long[] latencies = details.latencyMicros();
    if (latencies == null || latencies[row] == EventDetails.NO_LATENCY) {
      target.appendNull();
    } else {
      target.append(latencies[row]);
    }
    appendText(target, details.statuses(), row);
    appendText(target, details.extras(), row);
    appendText(target, details.misfits(), row);
  }

  private static void appendText(RowAppender target, @Nullable String @Nullable [] texts, int row) {
    if (texts == null) {
      target.appendNull();
    } else {
      target.append(texts[row]);
    }
  }

  /** One writer for each column of the schema; columns that the batch does not know are missing. */
  static List<CellWriter> cells(PhysicalSchema schema, List<@Nullable Vector> values) {
    List<CellWriter> cells = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      EventColumn column = schema.column(index);
      Vector vector = index < values.size() ? values.get(index) : null;
      cells.add(CellWriter.of(column.name(), column.type(), vector));
    }
    return cells;
  }
}
