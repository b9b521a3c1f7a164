package io.ballast.eventstore.embedded;

import io.ballast.eventstore.DatasetDraft;
import io.ballast.eventstore.DatasetSource;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventRows;
import io.ballast.eventstore.NewDataset;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.files.RowAppender;
import io.ballast.tables.Batch;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes data sets: loaded like a file of events, written to one sealed file, then in the manifest.
 */
final class Datasets {

  /** The version of one that is not whole yet. */
  private static final int DRAFT = 1;

  private final Structure structure;
  private final Loader loader;

  Datasets(Structure structure, Loader loader) {
    this.structure = structure;
    this.loader = loader;
  }

  NewDataset create(DatasetDraft draft, DatasetSource source, TaskControl control) {
    Manifest manifest = structure.manifest();
    Instant now = structure.context().clock().instant();
    PhysicalSchema schema = new PhysicalSchema(draft.schema(), 1);
    SetRecord draftRecord =
        new SetRecord(
            manifest.nextId("set"),
            new DatasetVersion(draft.name(), DRAFT),
            new TreeMap<>(Map.of(1, schema)),
            draft.origin(),
            now,
            null,
            List.of(),
            new TreeMap<>());
    return structure
        .hot()
        .reading(
            connection -> {
              Loader.Loaded loaded = load(connection, draftRecord, source, control);
              try {
                Loader.leaveOutRepeated(connection, loaded, schema, null);
                if (Loader.isRefused(loaded, onProblem(source))) {
                  return new NewDataset(Optional.empty(), loaded.outcome().refusedFile());
                }
                // A file that is in no manifest yet must not be swept.
                DatasetVersion version =
                    structure.alone(() -> publish(connection, draftRecord, loaded, control));
                return new NewDataset(Optional.of(version), loaded.outcome().receipt());
              } finally {
                connection.execute("DROP TABLE IF EXISTS " + loaded.idTable());
                connection.execute("DROP TABLE IF EXISTS " + loaded.table());
              }
            });
  }

  private DatasetVersion publish(
      DuckDb connection, SetRecord draft, Loader.Loaded loaded, TaskControl control) {
    Manifest manifest = structure.manifest();
    List<SealedPart> parts = seal(connection, draft, loaded, control);
    String name = ((DatasetVersion) draft.set()).name();
    DatasetVersion version = new DatasetVersion(name, (int) manifest.nextId("dataset:" + name));
    SetRecord unused = manifest.addSet(draft.withSet(version).withParts(parts), draft.createdAt());
    return version;
  }

  private static OnRowProblem onProblem(DatasetSource source) {
    return source instanceof DatasetSource.OfFile file ? file.onProblem() : OnRowProblem.SKIP_ROW;
  }

  private Loader.Loaded load(
      DuckDb connection, SetRecord record, DatasetSource source, TaskControl control) {
    if (source instanceof DatasetSource.OfFile file) {
      Map<EventField, String> values = new EnumMap<>(EventField.class);
      values.put(EventField.EVENT_ID, Sql.text("row-"));
      values.put(EventField.SOURCE, Sql.text(file.file().getFileName().toString()));
      try {
        return loader.loadTable(
            connection,
            control,
            Loader.turns(file.file()),
            c -> Loader.fileQuery(c, file.file(), file.layout(), record, values),
            Loader.TimeLimits.NONE);
      } catch (DuckDbException e) {
        throw Loader.told(file.file(), file.layout(), e);
      }
    }
    // Rows of this process go through a table first, so that all ways end in the same one.
    String staged = "s_" + HotParts.nextId(connection);
    connection.execute("CREATE TABLE " + staged + " (" + record.schema().tableColumns() + ")");
    try {
      boolean unused =
          connection.inTransaction(
              () -> {
                if (source instanceof DatasetSource.OfTable table) {
                  append(connection, staged, record.schema(), table.table());
                } else if (source instanceof DatasetSource.OfRows rows) {
                  append(connection, staged, record.schema(), rows.rows());
                }
                return true;
              });
      control.check();
      return loader.loadTable(
          connection, control, 1, c -> "SELECT * FROM " + staged, Loader.TimeLimits.NONE);
    } finally {
      connection.execute("DROP TABLE " + staged);
    }
  }

  private static void append(DuckDb connection, String target, PhysicalSchema schema, Table table) {
    List<String> names = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      if (table.schema().find(schema.column(index).name()).isPresent()) {
        names.add(schema.column(index).name());
        columns.add(index);
      }
    }
    connection.append(
        target,
        rows -> {
          long[] next = new long[1];
          table.scan(
              names,
              batch -> {
                appendBatch(rows, schema, columns, batch, table.name(), next);
                return true;
              });
        });
  }

  private static void appendBatch(
      RowAppender rows,
      PhysicalSchema schema,
      List<Integer> columns,
      Batch batch,
      String source,
      long[] next) {
    List<@Nullable Vector> vectors = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      int position = columns.indexOf(index);
      vectors.add(position < 0 ? null : batch.vector(position));
    }
    List<CellWriter> cells = EventRowsSql.cells(schema, vectors);
    for (int row = 0; row < batch.rows(); row++) {
      rows.beginRow();
      for (EventField field : EventField.values()) {
        switch (field) {
          case EVENT_ID -> rows.append("row-" + next[0]);
          case RECEIVED_SEQUENCE -> rows.append(next[0]++);
          case SOURCE -> rows.append(source);
          default -> rows.appendNull();
        }
      }
      for (CellWriter cell : cells) {
        cell.write(rows, row);
      }
      rows.endRow();
    }
  }

  private static void append(
      DuckDb connection, String target, PhysicalSchema schema, Iterable<EventRows> all) {
    connection.appendColumns(
        target,
        rows -> {
          long next = 0;
          for (EventRows part : all) {
            EventRowsSql.append(
                rows, schema, part, 0, part.size(), new EventRowsSql.Origin(next, null, null));
            next += part.size();
          }
        });
  }

  private List<SealedPart> seal(
      DuckDb connection, SetRecord record, Loader.Loaded loaded, TaskControl control) {
    HotPart part = new HotPart(loaded.partId(), null, 1, 0);
    SetSnapshot source = SetSnapshot.of(record, List.of(part));
    ScanSql sql =
        structure
            .scanner()
            .sql(source, ScanRequest.of(record.set(), List.of()).ordered(ScanOrder.RECEIVED));
    String rows = sql.tableRows();
    List<SealedPart> parts = new ArrayList<>();
    control.run(
        connection::cancel,
        () -> {
          SealedPart written =
              structure
                  .sealedFiles()
                  .write(
                      connection,
                      record,
                      null,
                      new SealedFiles.Query(rows, sql.parameters()),
                      Set.of());
          if (written != null) {
            parts.add(written);
          }
        });
    return parts;
  }
}
