package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.FileLayout;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the query that reads a file as events, row numbers in the place of the received sequence.
 *
 * @param source the FROM item
 * @param rowNumber the expression of the row's number in the file, from 0
 * @param types of the file's columns by name, in order
 */
record FileQuery(String source, String rowNumber, Map<String, String> types) {

  private static final String ROW = "file_row_number";

  /** Looks into a file; CSV lines that cannot be read are put into a table of that name. */
  static FileQuery of(DuckDb connection, Path file, FileLayout layout, String rejects) {
    if (!Files.isReadable(file)) {
      throw ProblemException.input(
          file + " is not there or cannot be read",
          "events are read from a file of this machine",
          "check the path and its permissions");
    }
    String path = Sql.text(file.toString());
    boolean parquet = layout.format() == FileLayout.Format.PARQUET;
    String source =
        parquet
            ? "read_parquet(" + path + ", file_row_number = true, hive_partitioning = false)"
            : "read_csv("
                + path
                + ", header = true, all_varchar = true, ignore_errors = true, store_rejects = true,"
                + " rejects_table = '"
                + rejects
                + "_errors', rejects_scan = '"
                + rejects
                + "_scans', max_line_size = 16777216)";
    Map<String, String> types = new LinkedHashMap<>();
    try {
      connection.query(
          "DESCRIBE SELECT * FROM " + source,
          List.of(),
          row -> types.put(row.getString(1), row.getString(2)));
    } catch (DuckDbException e) {
      throw unreadable(file, layout, e);
    }
    types.remove(ROW);
    return new FileQuery(source, parquet ? ROW : "(row_number() OVER () - 1)", types);
  }

  static ProblemException unreadable(Path file, FileLayout layout, DuckDbException e) {
    return ProblemException.input(
        file.getFileName()
            + " cannot be read ("
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
            + ")",
        "it was announced as " + layout.format(),
        "check that it is whole and of that format");
  }

  private String type(Path file, String column) {
    String type = types.get(column);
    if (type == null) {
      throw ProblemException.input(
          file.getFileName() + " has no column " + column,
          "its columns are " + types.keySet(),
          "name one of them");
    }
    return type;
  }

  /**
   * The query.
   *
   * @param values of the fixed part that does not come from the file, as SQL
   */
  String select(
      Path file, FileLayout layout, PhysicalSchema schema, Map<EventField, String> values) {
    Map<EventField, String> fixed = fixed(file, layout, values);
    List<String> expressions = new ArrayList<>();
    List<String> misfitNames = new ArrayList<>();
    List<String> misfitFiles = new ArrayList<>();
    List<String> misfitConditions = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      EventColumn column = schema.column(index);
      String type = types.get(column.name());
      if (type == null) {
        expressions.add(
            "NULL::" + PhysicalSchema.sqlType(column.type()) + " AS " + schema.quoted(index));
        continue;
      }
      FileColumns.Reading reading = FileColumns.read(column, column.name(), type);
      expressions.add(reading.value() + " AS " + schema.quoted(index));
      if (reading.misfit() != null) {
        misfitNames.add(column.name());
        misfitFiles.add(column.name());
        misfitConditions.add(reading.misfit());
      }
    }
    if (!misfitNames.isEmpty()) {
      fixed.putIfAbsent(
          EventField.MISFITS, FileColumns.misfits(misfitNames, misfitFiles, misfitConditions));
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
    return sql.append(" FROM ").append(source).toString();
  }

  private Map<EventField, String> fixed(
      Path file, FileLayout layout, Map<EventField, String> values) {
    Map<EventField, String> fixed = new EnumMap<>(EventField.class);
    fixed.put(EventField.RECEIVED_SEQUENCE, rowNumber);
    fixed.putAll(values);
    String id = layout.eventId();
    if (id != null) {
      fixed.put(EventField.EVENT_ID, FileColumns.eventId(id, type(file, id)));
    } else if (fixed.containsKey(EventField.EVENT_ID)) {
      fixed.merge(
          EventField.EVENT_ID, "(" + rowNumber + ")", (prefix, row) -> prefix + " || " + row);
    }
    String time = layout.eventTime();
    if (time != null) {
      fixed.put(
          EventField.EVENT_TIME,
          FileColumns.eventTime(time, type(file, time), layout.timeFormat()));
    }
    putColumn(fixed, EventField.VARIANT, file, layout.fixed().variant());
    putColumn(fixed, EventField.STATUS, file, layout.fixed().status());
    String latency = layout.fixed().latencyMicros();
    if (latency != null) {
      fixed.put(EventField.LATENCY_MICROS, "TRY_CAST(" + Sql.name(latency) + " AS BIGINT)");
      String unused = type(file, latency);
    }
    return fixed;
  }

  private void putColumn(
      Map<EventField, String> fixed, EventField field, Path file, @Nullable String column) {
    if (column != null) {
      String unused = type(file, column);
      fixed.put(field, Sql.name(column) + "::VARCHAR");
    }
  }

  /** A JSON object of the file's columns that nobody knows. */
  private String extra(FileLayout layout, PhysicalSchema schema) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String name : types.keySet()) {
      boolean known =
          schema.schema().indexOf(name) >= 0
              || name.equals(layout.eventId())
              || name.equals(layout.eventTime())
              || name.equals(layout.fixed().variant())
              || name.equals(layout.fixed().latencyMicros())
              || name.equals(layout.fixed().status());
      if (!known) {
        names.add(name);
        values.add(Sql.name(name));
      }
    }
    return names.isEmpty() ? "NULL" : FileColumns.object(names, values);
  }
}
