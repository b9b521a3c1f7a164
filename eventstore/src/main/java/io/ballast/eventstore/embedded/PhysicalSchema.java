package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSchema;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A schema and the names that its columns have in tables and files.
 *
 * <p>A column keeps its name unless that is taken already: the engine compares names without regard
 * to case, and the fixed part of an event has columns too. Names depend on the columns before only,
 * so that adding columns changes none.
 *
 * @param schema the schema
 * @param version rises with each change of the schema, from 1
 * @param names one for each column
 */
record PhysicalSchema(EventSchema schema, int version, List<String> names) {

  PhysicalSchema(EventSchema schema, int version) {
    this(schema, version, namesOf(schema));
  }

  private static List<String> namesOf(EventSchema schema) {
    Set<String> taken = new HashSet<>(List.of(SetTables.HOUR, SetTables.HASH, SetTables.DAY));
    for (EventField field : EventField.values()) {
      taken.add(field.columnName());
    }
    List<String> names = new ArrayList<>();
    for (EventColumn column : schema.columns()) {
      String name = column.name();
      for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++) {
        name = column.name() + "_" + n;
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  /** Number of columns. */
  int size() {
    return names.size();
  }

  EventColumn column(int index) {
    return schema.columns().get(index);
  }

  /** The quoted name of a column. */
  String quoted(int index) {
    return Sql.name(names.get(index));
  }

  /** The positions of the columns that may be updated. */
  List<Integer> updatable() {
    List<Integer> result = new ArrayList<>();
    for (int index = 0; index < size(); index++) {
      if (column(index).role().isUpdatable()) {
        result.add(index);
      }
    }
    return result;
  }

  /** The type that values have in the engine. */
  static String sqlType(ColumnType type) {
    return switch (type) {
      case INTEGER -> "BIGINT";
      case FLOATING -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case CATEGORY, TEXT, MISSING -> "VARCHAR";
      case NUMBERS -> "DOUBLE[]";
    };
  }

  /** The columns of a table of events, fixed part first, as in CREATE TABLE. */
  String tableColumns() {
    StringBuilder columns = new StringBuilder();
    for (EventField field : EventField.values()) {
      columns.append(columns.isEmpty() ? "" : ", ");
      columns.append(field.columnName()).append(' ').append(sqlType(field.type()));
    }
    for (int index = 0; index < size(); index++) {
      columns.append(", ").append(quoted(index)).append(' ').append(sqlType(column(index).type()));
    }
    return columns.toString();
  }
}
