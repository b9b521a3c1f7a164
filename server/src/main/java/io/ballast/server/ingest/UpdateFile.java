package io.ballast.server.ingest;

import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.eventstore.UpdateRowsBuilder;
import io.ballast.files.TableFiles;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.JobHandler;
import io.ballast.server.platform.JobRun;
import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job that takes late values from an uploaded file: all rows are looked at before the first
 * value is stored, and after that it is no longer cancelled. Its batches are named after the job
 * and their first row, so that it may run again.
 */
public final class UpdateFile implements JobHandler {

  static final String KIND = "update_file";

  private static final int ROWS_AT_ONCE = 50_000;

  private final Catalog catalog;
  private final EventStore events;
  private final EventCounts counts;
  private final FileDepot depot;

  /** A handler with those stores. */
  public UpdateFile(Catalog catalog, EventStore events, EventCounts counts, FileDepot depot) {
    this.catalog = catalog;
    this.events = events;
    this.counts = counts;
    this.depot = depot;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    Job job = run.job();
    Optional<Model> found =
        catalog.findModel(UUID.fromString(job.input().path("model_id").asString()));
    if (found.isEmpty()) {
      throw PublishFile.modelIsGone(job);
    }
    Model model = found.get();
    StoredFile file = depot.whole(UUID.fromString(job.input().path("file_id").asString()));
    EventSchema schema = events.schema(model.events()).orElseThrow();
    depot.requireModest(file);
    try (Table table = TableFiles.openAsText(depot.path(file), file.filename())) {
      Reading reading = new Reading(table, schema, LabelList.requireIdColumn(model));
      long total = reading.read(run, (first, rows) -> {});
      // From here on values are stored, batch by batch.
      run.control().commit();
      long[] sums = new long[2];
      reading.read(
          run,
          (first, rows) -> {
            run.control().report((double) first / total);
            UpdateBatch batch =
                new UpdateBatch(
                    model.events(), "job-" + job.id() + "-" + first, file.filename(), rows.build());
            Receipt receipt = counts.labels(events.update(batch));
            sums[0] += receipt.stored();
            sums[1] += receipt.unchanged();
          });
      run.extras().put("stored", sums[0]).put("unchanged", sums[1]);
    }
  }

  /** Takes some rows. */
  private interface Sink {
    void take(long firstRow, UpdateRowsBuilder rows);
  }

  /** A pass over a file. */
  private static final class Reading {
    private final Table table;
    private final EventSchema schema;
    private final List<String> columns = new ArrayList<>();
    private final List<ColumnType> types = new ArrayList<>();

    Reading(Table table, EventSchema schema, String idColumn) {
      this.table = table;
      this.schema = schema;
      columns.add(idColumn);
      for (Column column : table.schema().columns()) {
        int index = schema.indexOf(column.name());
        if (index >= 0
            && schema.columns().get(index).role().isUpdatable()
            && !column.name().equals(idColumn)) {
          columns.add(column.name());
        }
      }
      for (String name : columns) {
        types.add(
            table
                .schema()
                .find(name)
                .orElseThrow(
                    () ->
                        ProblemException.input(
                            table.name() + " without column " + name,
                            "late values find their event by its id",
                            "add the column"))
                .type());
      }
      if (columns.size() == 1) {
        throw ProblemException.input(
            table.name() + " without a target or metadata column",
            "these may be given late",
            "add the column that holds them");
      }
    }

    /** The number of rows, each of which was given to the sink. */
    long read(JobRun run, Sink sink) {
      long[] next = new long[1];
      long[] first = new long[1];
      UpdateRowsBuilder[] builder = {new UpdateRowsBuilder(schema)};
      int[] held = new int[1];
      table.scan(
          columns,
          batch -> {
            run.control().check();
            for (int row = 0; row < batch.rows(); row++) {
              add(builder[0], batch, row, next[0]++);
              if (++held[0] == ROWS_AT_ONCE) {
                sink.take(first[0], builder[0]);
                first[0] = next[0];
                builder[0] = new UpdateRowsBuilder(schema);
                held[0] = 0;
              }
            }
            return true;
          });
      if (held[0] > 0) {
        sink.take(first[0], builder[0]);
      }
      return next[0];
    }

    private void add(UpdateRowsBuilder builder, Batch batch, int row, long number) {
      Object id = value(batch.vector(0), types.get(0), row);
      if (id == null) {
        throw ProblemException.input(
            "row " + (number + 1) + " of " + table.name() + " without " + columns.get(0),
            "late values find their event by its id",
            "fill the column");
      }
      builder.row(String.valueOf(id));
      for (int i = 1; i < columns.size(); i++) {
        Object value = value(batch.vector(i), types.get(i), row);
        if (!builder.set(columns.get(i), value)) {
          throw ProblemException.input(
              "row "
                  + (number + 1)
                  + " of "
                  + table.name()
                  + " with "
                  + columns.get(i)
                  + " '"
                  + value
                  + "'",
              "the column is " + schema.find(columns.get(i)).orElseThrow().type(),
              "mend the value; nothing of the file was stored");
        }
      }
    }

    private static @Nullable Object value(Vector vector, ColumnType type, int row) {
      if (vector.isMissing(row)) {
        return null;
      }
      if (vector instanceof DoubleVector doubles) {
        return doubles.values()[row];
      }
      if (vector instanceof LongVector longs) {
        long value = longs.values()[row];
        return type == ColumnType.BOOLEAN ? (Object) (value != 0) : (Object) value;
      }
      CodeVector codes = (CodeVector) vector;
      return codes.codes()[row] < 0 ? null : codes.dictionary().value(codes.codes()[row]);
    }
  }
}
