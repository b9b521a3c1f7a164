package io.ballast.server.measure;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventReader;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Schema;
import io.ballast.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the event store as a table, for the computations that work on tables. */
final class StoredTable implements Table {

  private final EventReader reader;
  private final EventSet set;
  private final String name;
  private final TimeWindow window;
  private final @Nullable String timeColumn;
  private final Schema schema;
  private long rows = -1;

  /**
   * A table.
   *
   * @param timeColumn name under which the events' time is found; null: it is not
   */
  StoredTable(
      EventReader reader,
      EventSet set,
      String name,
      EventSchema schema,
      TimeWindow window,
      @Nullable String timeColumn) {
    this.reader = reader;
    this.set = set;
    this.name = name;
    this.window = window;
    this.timeColumn = timeColumn;
    List<Column> columns = new ArrayList<>();
    schema.columns().stream()
        .filter(column -> !column.name().equals(timeColumn))
        .forEach(column -> columns.add(new Column(column.name(), column.type())));
    if (timeColumn != null) {
      columns.add(new Column(timeColumn, ColumnType.TIMESTAMP));
    }
    this.schema = new Schema(columns);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long rows() {
    if (rows < 0) {
      rows = reader.count(ScanRequest.of(set, List.of()).within(window), new TaskControl());
    }
    return rows;
  }

  @Override
  public void scan(List<String> columns, BatchConsumer consumer) {
    List<ColumnRef> references = new ArrayList<>();
    for (String column : columns) {
      references.add(column.equals(timeColumn) ? EventField.EVENT_TIME : ColumnRef.of(column));
    }
    reader.scan(ScanRequest.of(set, references).within(window), consumer, new TaskControl());
  }

  @Override
  public void close() {}
}
