package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks batches on the caller's thread, so that the writer only sees what it can store. */
final class BatchChecks {

  private BatchChecks() {}

  static void check(EventBatch batch, PhysicalSchema schema) {
    checkValues(batch.model(), batch.rows().values(), batch.rows().size(), schema);
    @Nullable String[] misfits = batch.rows().details().misfits();
    if (misfits != null) {
      for (String misfit : misfits) {
        checkMisfit(misfit);
      }
    }
  }

  static void check(UpdateBatch batch, PhysicalSchema schema) {
    List<@Nullable Vector> values = batch.rows().values();
    checkValues(batch.model(), values, batch.rows().size(), schema);
    for (int index = 0; index < values.size(); index++) {
      EventColumn column = schema.column(index);
      if (values.get(index) != null && !column.role().isUpdatable()) {
        throw ProblemException.input(
            "column " + column.name() + " is of the role " + column.role(),
            "only targets and metadata are updated",
            "leave it out, or delete the event and send it again");
      }
    }
  }

  private static void checkValues(
      EventSet set, List<@Nullable Vector> values, int rows, PhysicalSchema schema) {
    if (values.size() > schema.size()) {
      throw ProblemException.input(
          "the batch has " + values.size() + " columns",
          "the schema of " + set.label() + " has " + schema.size(),
          "make the batch from the model version's schema");
    }
    // Makes a writer for each vector, which tells one of a wrong type.
    List<CellWriter> unused = EventRowsSql.cells(schema, values);
    for (int index = 0; index < values.size(); index++) {
      Vector vector = values.get(index);
      if (vector != null && CellWriter.length(vector) < rows) {
        throw ProblemException.input(
            "column "
                + schema.column(index).name()
                + " has "
                + CellWriter.length(vector)
                + " values",
            "the batch has " + rows + " rows",
            "give one value for each row");
      }
    }
  }

  private static void checkMisfit(@Nullable String misfit) {
    if (misfit != null && !RowViolations.isObject(misfit)) {
      throw ProblemException.input(
          "the misfits " + misfit + " of a row are no JSON object",
          "they name columns and the texts that do not fit",
          "make rows with the row builder");
    }
  }
}
