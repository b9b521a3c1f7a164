package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a set to one Parquet file and reads such a file. The schema is in the file's metadata
 * under {@code ballast_schema}; columns are named as in a table of events.
 */
final class Transfer {

  private static final String SCHEMA_KEY = "ballast_schema";

  private final Scanner scanner;
  private final Manifest manifest;
  private final HotDatabase hot;
  private final Loader loader;

  Transfer(Scanner scanner, Manifest manifest, HotDatabase hot, Loader loader) {
    this.scanner = scanner;
    this.manifest = manifest;
    this.hot = hot;
    this.loader = loader;
  }

  long export(SetRecord record, Path file, TaskControl control) {
    long[] rows = new long[1];
    scanner.reading(
        control,
        (connection, snapshot) -> {
          ScanSql sql =
              scanner.sql(
                  snapshot, ScanRequest.of(record.set(), List.of()).ordered(ScanOrder.RECEIVED));
          String query = sql.tableRows();
          rows[0] =
              SealedFiles.export(
                  connection,
                  new SealedFiles.Query(query, sql.parameters()),
                  file,
                  SCHEMA_KEY,
                  SchemaFormat.write(snapshot.record().schema().schema()));
        },
        record);
    return rows[0];
  }

  /** Ingests an exported file; its name and size are the batch, so that it is taken once. */
  Receipt importEvents(EventStore store, ModelVersion model, Path file, TaskControl control) {
    EventSchema schema = hot.reading(connection -> schema(connection, file));
    if (manifest.find(model).isEmpty()) {
      store.register(model, schema);
    }
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    checkColumns(record, schema);
    String batchId = "import-" + SealedFiles.sha256(file);
    return loader.load(
        record,
        control,
        Loader.turns(file),
        connection -> select(record.schema(), new PhysicalSchema(schema, 1), file),
        loader.limits(record),
        OnRowProblem.SKIP_ROW,
        batchId);
  }

  private static void checkColumns(SetRecord record, EventSchema exported) {
    for (EventColumn column : exported.columns()) {
      Optional<EventColumn> known = record.schema().schema().find(column.name());
      if (known.isEmpty()) {
        throw ProblemException.input(
            "column "
                + column.name()
                + " of the exported file is not in the schema of "
                + record.set().label(),
            "an import loses no column",
            "register the model version with it first");
      }
      if (known.get().type() != column.type()) {
        throw ProblemException.input(
            "column " + column.name() + " of the exported file holds " + column.type(),
            "in the schema of " + record.set().label() + " it holds " + known.get().type(),
            "import it as another model version");
      }
    }
  }

  private static EventSchema schema(DuckDb connection, Path file) {
    try {
      List<String> documents =
          connection.query(
              "SELECT decode(value) FROM parquet_kv_metadata("
                  + Sql.text(file.toString())
                  + ") WHERE decode(key) = ?",
              List.of(SCHEMA_KEY),
              row -> row.getString(1));
      if (!documents.isEmpty()) {
        return SchemaFormat.read(documents.get(0));
      }
    } catch (DuckDbException e) {
      throw ProblemException.input(
          file
              + " cannot be read ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ")",
          "a Parquet file that the event store exported is imported",
          "check that it is whole");
    }
    throw ProblemException.input(
        file + " holds no schema of the event store",
        "a file that was exported has one",
        "ingest other files as files of events");
  }

  private static String select(PhysicalSchema known, PhysicalSchema exported, Path file) {
    List<String> columns = new ArrayList<>();
    for (EventField field : EventField.values()) {
      columns.add(
          field == EventField.RECEIVED_SEQUENCE
              ? "file_row_number AS " + field.columnName()
              : field.columnName());
    }
    for (int index = 0; index < known.size(); index++) {
      int position = exported.schema().indexOf(known.column(index).name());
      columns.add(
          (position >= 0
                  ? exported.quoted(position)
                  : "NULL::" + PhysicalSchema.sqlType(known.column(index).type()))
              + " AS "
              + known.quoted(index));
    }
    return "SELECT "
        + String.join(", ", columns)
        + " FROM read_parquet("
        + DuckDb.literal(file)
        + ", file_row_number = true, hive_partitioning = false)";
  }
}
