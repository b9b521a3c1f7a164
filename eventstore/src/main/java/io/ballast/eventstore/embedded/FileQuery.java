package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.FileLayout;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the query that reads a file as events, row numbers in the place of the received sequence.
 *
 * @param source the file
 */
record FileQuery(FileSource source) {

  private FileSource.FileColumn column(Path file, String name) {
    FileSource.FileColumn column = source.columns().get(name);
    if (column == null) {
      throw ProblemException.input(
          file.getFileName() + " has no column " + name,
          "its columns are " + source.columns().keySet(),
          "name one of them");
    }
    return column;
  }

  /**
   * The query.
   *
   * @param values of the fixed part that does not come from the file, as SQL
   */
  String select(
      Path file, FileLayout layout, PhysicalSchema schema, Map<EventField, String> values) {
    Map<EventField, String> fixed = fixed(file, layout, values);
    // What is asked of a value more than once is read once, below.
    String prefix = source.freePrefix();
    StringBuilder read = new StringBuilder("SELECT *");
    List<String> expressions = new ArrayList<>();
    List<String> misfitNames = new ArrayList<>();
    List<String> misfitFiles = new ArrayList<>();
    List<FileColumns.Reading> misfits = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      EventColumn column = schema.column(index);
      FileSource.FileColumn given = source.columns().get(column.name());
      if (given == null) {
        expressions.add(
            "NULL::" + PhysicalSchema.sqlType(column.type()) + " AS " + schema.quoted(index));
        continue;
      }
      String alias = prefix + index;
      FileColumns.Reading reading = FileColumns.read(column, given, alias);
      read.append(", ").append(reading.value()).append(" AS ").append(alias);
      expressions.add(alias + " AS " + schema.quoted(index));
      if (reading.suspect() != null) {
        misfitNames.add(column.name());
        misfitFiles.add(given.sql());
        misfits.add(reading);
      }
    }
    if (!misfitNames.isEmpty()) {
      fixed.putIfAbsent(EventField.MISFITS, FileColumns.misfits(misfitNames, misfitFiles, misfits));
    }
    fixed.putIfAbsent(EventField.EXTRA, extra(layout, schema));
    StringBuilder sql = new StringBuilder("SELECT ");
    for (EventField field : EventField.values()) {
      sql.append(fixed.getOrDefault(field, "NULL"))
          .append("::")
          .append(PhysicalSchema.sqlType(field.type()))
          .append(" AS ")
          .append(field.columnName())
          .append(", ");
    }
    sql.setLength(sql.length() - 2);
    expressions.forEach(expression -> sql.append(", ").append(expression));
    read.append(" FROM ").append(source.from());
    return sql.append(" FROM (").append(read).append(")").toString();
  }

  private Map<EventField, String> fixed(
      Path file, FileLayout layout, Map<EventField, String> values) {
    Map<EventField, String> fixed = new EnumMap<>(EventField.class);
    fixed.put(EventField.RECEIVED_SEQUENCE, source.rowNumber());
    fixed.putAll(values);
    String id = layout.eventId();
    if (id != null) {
      fixed.put(EventField.EVENT_ID, FileColumns.eventId(column(file, id)));
    } else if (fixed.containsKey(EventField.EVENT_ID)) {
      fixed.merge(
          EventField.EVENT_ID,
          "(" + source.rowNumber() + ")",
          (prefix, row) -> prefix + " || " + row);
    }
    String time = layout.eventTime();
    if (time != null) {
      fixed.put(
          EventField.EVENT_TIME, FileColumns.eventTime(column(file, time), layout.timeFormat()));
    }
    putColumn(fixed, EventField.VARIANT, file, layout.fixed().variant());
    putColumn(fixed, EventField.STATUS, file, layout.fixed().status());
    String latency = layout.fixed().latencyMicros();
    if (latency != null) {
      fixed.put(
          EventField.LATENCY_MICROS, "TRY_CAST(" + column(file, latency).sql() + " AS BIGINT)");
    }
    return fixed;
  }

  private void putColumn(
      Map<EventField, String> fixed, EventField field, Path file, @Nullable String column) {
    if (column != null) {
      fixed.put(field, column(file, column).sql() + "::VARCHAR");
    }
  }

  /** A JSON object of the file's columns that nobody knows. */
  private String extra(FileLayout layout, PhysicalSchema schema) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, FileSource.FileColumn> column : source.columns().entrySet()) {
      String name = column.getKey();
      boolean known =
          schema.schema().indexOf(name) >= 0
              || name.equals(layout.eventId())
              || name.equals(layout.eventTime())
              || name.equals(layout.fixed().variant())
              || name.equals(layout.fixed().latencyMicros())
              || name.equals(layout.fixed().status());
      if (!known) {
        names.add(name);
        values.add(column.getValue().sql());
      }
    }
    return names.isEmpty() ? "NULL" : FileColumns.object(names, values);
  }
}
