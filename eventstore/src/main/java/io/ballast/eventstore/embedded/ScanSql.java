package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnName;
import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the query of a scan: all parts of the set, one after another, joined with the latest late
 * values where a column needs them.
 */
final class ScanSql {

  private final SetRecord record;
  private final PhysicalSchema schema;
  private final SetSnapshot snapshot;
  private final StoreFolder folder;
  private final ScanRequest request;
  private final TimeWindow window;
  private final List<Object> parameters = new ArrayList<>();
  private final Set<EventField> fields = EnumSet.noneOf(EventField.class);
  private final Set<Integer> columns = new TreeSet<>();

  ScanSql(SetSnapshot snapshot, StoreFolder folder, ScanRequest request) {
    this.snapshot = snapshot;
    this.record = snapshot.record();
    this.schema = record.schema();
    this.folder = folder;
    this.request = request;
    this.window = Days.clamp(request.window());
  }

  /** The values of the question marks, in order. */
  List<Object> parameters() {
    return parameters;
  }

  static String label(ColumnRef column) {
    return column instanceof ColumnName name ? name.name() : ((EventField) column).columnName();
  }

  ColumnType type(ColumnRef column) {
    return column instanceof EventField field
        ? field.type()
        : schema.column(index((ColumnName) column)).type();
  }

  private int index(ColumnName name) {
    int index = schema.schema().indexOf(name.name());
    if (index < 0) {
      throw Problems.unknownColumn(record.set(), name.name());
    }
    return index;
  }

  /** The expression of a column, which becomes one that the parts must give. */
  private String expression(ColumnRef column) {
    if (column instanceof EventField field) {
      fields.add(field);
      return "e." + field.columnName();
    }
    int index = index((ColumnName) column);
    columns.add(index);
    String name = schema.quoted(index);
    return isLate(index) ? "coalesce(u." + name + ", e." + name + ")" : "e." + name;
  }

  private boolean isLate(int index) {
    return snapshot.hasUpdates() && schema.column(index).role().isUpdatable();
  }

  /** The query for the rows, with the request's columns in their order. */
  String rows(@Nullable String sampleCondition) {
    List<String> outputs = new ArrayList<>();
    for (ColumnRef column : request.columns()) {
      String expression = expression(column);
      outputs.add(type(column) == ColumnType.NUMBERS ? expression + "::VARCHAR" : expression);
    }
    if (outputs.isEmpty()) {
      outputs.add("0::TINYINT");
    }
    return select(outputs, sampleCondition, order());
  }

  /** The query for the rows with all columns of a table of events, under their names there. */
  String tableRows() {
    List<String> outputs = new ArrayList<>();
    for (EventField field : EventField.values()) {
      outputs.add(expression(field) + " AS " + field.columnName());
    }
    for (int index = 0; index < schema.size(); index++) {
      outputs.add(
          expression(ColumnRef.of(schema.column(index).name())) + " AS " + schema.quoted(index));
    }
    return select(outputs, null, order());
  }

  /** The query for the number of rows. */
  String count(@Nullable String sampleCondition) {
    return select(List.of("count(*)"), sampleCondition, "");
  }

  private String order() {
    return switch (request.order()) {
      case ANY -> "";
      case EVENT_TIME ->
          " ORDER BY " + expression(EventField.EVENT_TIME) + ", " + expression(EventField.EVENT_ID);
      case RECEIVED -> " ORDER BY " + expression(EventField.RECEIVED_SEQUENCE);
    };
  }

  private String select(List<String> outputs, @Nullable String sampleCondition, String order) {
    List<String> conditions = new ArrayList<>(timeConditions());
    if (request.filter() != null) {
      conditions.add(
          new FilterSql(record.set(), this::type, this::expression, parameters)
              .write(request.filter()));
    }
    if (sampleCondition != null) {
      fields.add(EventField.EVENT_ID);
      conditions.add(sampleCondition);
    }
    boolean late = columns.stream().anyMatch(this::isLate);
    if (late) {
      fields.add(EventField.EVENT_ID);
    }
    return "SELECT "
        + String.join(", ", outputs)
        + " FROM ("
        + parts()
        + ") e"
        + (late ? latest() : "")
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + order;
  }

  private List<String> timeConditions() {
    List<String> conditions = new ArrayList<>();
    long start = Math.max(window.startMicros(), snapshot.startMicros());
    if (start != Long.MIN_VALUE) {
      conditions.add(expression(EventField.EVENT_TIME) + " >= " + Sql.timestamp(start));
    }
    if (window.endMicros() != Long.MAX_VALUE) {
      conditions.add(expression(EventField.EVENT_TIME) + " < " + Sql.timestamp(window.endMicros()));
    }
    return conditions;
  }

  /** The latest late value of each column for each event. */
  private String latest() {
    String values =
        columns.stream()
            .filter(this::isLate)
            .map(schema::quoted)
            .map(name -> "arg_max(" + name + ", received_sequence) AS " + name)
            .collect(Collectors.joining(", "));
    StringBuilder hours = new StringBuilder();
    if (window.startMicros() != Long.MIN_VALUE) {
      hours
          .append(" WHERE ")
          .append(SetTables.HOUR)
          .append(" >= ")
          .append(Days.hourOf(window.startMicros()));
    }
    if (window.endMicros() != Long.MAX_VALUE) {
      hours.append(hours.isEmpty() ? " WHERE" : " AND");
      hours
          .append(" ")
          .append(SetTables.HOUR)
          .append(" <= ")
          .append(Days.hourOf(window.endMicros()));
    }
    return " LEFT JOIN (SELECT event_id, "
        + values
        + " FROM "
        + SetTables.updates(record.id())
        + hours
        + " GROUP BY event_id) u ON u.event_id = e.event_id";
  }

  private String parts() {
    List<String> arms = new ArrayList<>();
    for (HotPart part : snapshot.hotParts()) {
      hotArm(part, arms);
    }
    record.parts().stream()
        .filter(part -> part.day() == null || snapshot.overlaps(part.day(), window))
        .collect(Collectors.groupingBy(SealedPart::schemaVersion))
        .forEach((version, parts) -> arms.add(sealedArm(version, parts)));
    if (arms.isEmpty()) {
      arms.add("SELECT " + select(schema, 0, true) + " WHERE false");
    }
    return String.join(" UNION ALL ", arms);
  }

  private void hotArm(HotPart part, List<String> arms) {
    if (part.day() != null && !snapshot.overlaps(part.day(), window)) {
      return;
    }
    List<Integer> sealedDays =
        record.parts().stream()
            .filter(copy -> copy.sources().contains(part.id()) && copy.day() != null)
            .map(SealedPart::day)
            .distinct()
            .toList();
    if (part.day() != null && sealedDays.contains(part.day())) {
      return;
    }
    String condition =
        sealedDays.stream()
            .map(
                day ->
                    "NOT (event_time >= "
                        + Sql.timestamp(Days.startOfDay(day))
                        + " AND event_time < "
                        + Sql.timestamp(Days.startOfDay(day + 1))
                        + ")")
            .collect(Collectors.joining(" AND "));
    arms.add(
        "SELECT "
            + select(record.schema(part.schemaVersion()), part.sequenceBase(), false)
            + " FROM "
            + part.table()
            + (condition.isEmpty() ? "" : " WHERE " + condition));
  }

  private String sealedArm(int version, List<SealedPart> parts) {
    String paths =
        parts.stream()
            .map(part -> Sql.text(folder.resolve(part.path()).toString()))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + select(record.schema(version), 0, false)
        + " FROM read_parquet(["
        + paths
        + "], hive_partitioning = false)"
        + snapshot.deletions().stream()
            .map(DeletionNotes.Note::leftCondition)
            .collect(
                Collectors.joining(" AND ", snapshot.deletions().isEmpty() ? "" : " WHERE ", ""));
  }

  /** The columns that the parts must give, from a part of that schema or from nothing. */
  private String select(PhysicalSchema partSchema, long sequenceBase, boolean nothing) {
    List<String> names = new ArrayList<>();
    for (EventField field : fields) {
      String name = field.columnName();
      if (nothing) {
        names.add("NULL::" + PhysicalSchema.sqlType(field.type()) + " AS " + name);
      } else if (field == EventField.RECEIVED_SEQUENCE && sequenceBase != 0) {
        names.add("(" + sequenceBase + " + " + name + ") AS " + name);
      } else {
        names.add(name);
      }
    }
    for (int index : columns) {
      String name = schema.quoted(index);
      names.add(
          !nothing && index < partSchema.size()
              ? name
              : "NULL::" + PhysicalSchema.sqlType(schema.column(index).type()) + " AS " + name);
    }
    return names.isEmpty() ? "1 AS one" : String.join(", ", names);
  }
}
