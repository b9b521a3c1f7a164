package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.OTHER;
import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.label;
import static io.ballast.eventstore.contract.Examples.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.TaskControl;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's events go out as one file and come in again, here or elsewhere. */
public abstract class TransferContract extends StoreContract {

  /** For another store. */
  @TempDir protected Path elsewhere;

  protected TransferContract(StoreFactory factory) {
    super(factory);
  }

  private void someEvents() {
    store.ingest(events("b1", -1440, 50));
    days(1);
    seal();
    store.ingest(events("b2", 0, 50));
    store.ingest(
        batch(
            "b3",
            rows ->
                rows.row("all", micros(1))
                    .variant("shadow")
                    .latencyMicros(7)
                    .status("timeout")
                    .extra("{\"a\":1}")
                    .set("amount", "many")
                    .set("vector", List.of(0.1, -2, 3e-300))
                    .set("since", "2020-02-29")
                    .set("member", false)
                    .set("note", "\uD83D\uDE00 ü")));
    store.update(label("u1", "e-1440", "yes"));
    store.update(label("u2", "e0", "no"));
  }

  private static List<Map<String, @Nullable Object>> withoutSequence(
      List<Map<String, @Nullable Object>> rows) {
    rows.forEach(row -> row.remove("received_sequence"));
    return rows;
  }

  @Test
  void exportedEvents_comeInAgainAsTheyWere() {
    someEvents();
    Path file = files.resolve("churn.parquet");
    assertThat(store.export(CHURN, file, new TaskControl())).isEqualTo(101);
    List<Map<String, @Nullable Object>> before = withoutSequence(everything());
    try (EventStore other = openAnother(elsewhere)) {
      Receipt receipt = other.importEvents(CHURN, file, new TaskControl());
      assertThat(receipt.stored()).isEqualTo(101);
      assertThat(other.schema(CHURN)).contains(SCHEMA);
      assertThat(other.importEvents(CHURN, file, new TaskControl()).repeated()).isTrue();
      EventStore mine = store;
      store = other;
      assertThat(withoutSequence(everything())).isEqualTo(before);
      store = mine;
    }
  }

  @Test
  void import_intoTheSameModel_changesNothing() {
    someEvents();
    Path file = files.resolve("churn.parquet");
    store.export(CHURN, file, new TaskControl());
    List<Map<String, @Nullable Object>> before = everything();
    Receipt receipt = store.importEvents(CHURN, file, new TaskControl());
    assertThat(receipt.unchanged()).isEqualTo(101);
    assertThat(receipt.stored()).isZero();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void import_asAnotherModelVersion_registersIt() {
    someEvents();
    Path file = files.resolve("churn.parquet");
    store.export(CHURN, file, new TaskControl());
    assertThat(store.importEvents(OTHER, file, new TaskControl()).stored()).isEqualTo(101);
    assertThat(withoutSequence(everything(OTHER))).isEqualTo(withoutSequence(everything()));
  }

  @Test
  void import_intoASchemaThatLacksColumns_isRefused() {
    someEvents();
    Path file = files.resolve("churn.parquet");
    store.export(CHURN, file, new TaskControl());
    ModelVersion narrow = new ModelVersion("narrow");
    store.register(narrow, EventSchema.of(SCHEMA.columns().subList(0, 3)));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.importEvents(narrow, file, new TaskControl()))
        .withMessage(
            "column member of the exported file is not in the schema of model version narrow, an"
                + " import loses no column, register the model version with it first");
    ModelVersion otherType = new ModelVersion("other type");
    List<EventColumn> columns = new ArrayList<>(SCHEMA.columns());
    columns.set(1, EventColumn.of("age", ColumnType.CATEGORY, ColumnRole.INPUT));
    store.register(otherType, EventSchema.of(columns));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.importEvents(otherType, file, new TaskControl()))
        .withMessage(
            "column age of the exported file holds INTEGER, in the schema of model version other"
                + " type it holds CATEGORY, import it as another model version");
    assertThat(everything(narrow)).isEmpty();
  }

  @Test
  void export_isAPlainParquetFile() {
    someEvents();
    Path file = files.resolve("churn.parquet");
    store.export(CHURN, file, new TaskControl());
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      List<String> row =
          database.query(
              "SELECT event_id || ' ' || age || ' ' || churn FROM '"
                  + file
                  + "' WHERE event_id = 'e-1440'",
              List.of(),
              result -> result.getString(1));
      assertThat(row).containsExactly("e-1440 18 yes");
    }
  }

  @Test
  void export_ofADataset_comesInAsAModel() {
    var version =
        store
            .createDataset(
                new io.ballast.eventstore.DatasetDraft("base", SCHEMA, "x"),
                new io.ballast.eventstore.DatasetSource.OfRows(List.of(events("x", 1, 10).rows())),
                new TaskControl())
            .version()
            .orElseThrow();
    Path file = files.resolve("base.parquet");
    assertThat(store.export(version, file, new TaskControl())).isEqualTo(10);
    assertThat(store.importEvents(OTHER, file, new TaskControl()).stored()).isEqualTo(10);
  }

  @Test
  void export_toAFileThatIsThere_isRefused() throws IOException {
    Path file = Files.writeString(files.resolve("there"), "mine");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.export(CHURN, file, new TaskControl()))
        .withMessage(
            file
                + " is there already, an export overwrites nothing, choose another name or remove"
                + " the file");
    assertThat(Files.readString(file)).isEqualTo("mine");
    Path nowhere = files.resolve("no/such/folder/x.parquet");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.export(CHURN, nowhere, new TaskControl()))
        .withMessageStartingWith(nowhere + " cannot be written (");
  }

  @Test
  void cancelled_leavesNoFile() throws IOException {
    someEvents();
    TaskControl control = new TaskControl();
    control.cancel();
    Path file = files.resolve("churn.parquet");
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.export(CHURN, file, control));
    try (Stream<Path> left = Files.list(files)) {
      assertThat(left).isEmpty();
    }
    store.export(CHURN, file, new TaskControl());
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.importEvents(OTHER, file, control));
    assertThat(everything(OTHER)).isEmpty();
  }

  @Test
  void import_ofOtherFiles_isRefused() throws IOException {
    Path text = Files.writeString(files.resolve("x.parquet"), "no parquet");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.importEvents(OTHER, text, new TaskControl()))
        .withMessageMatching(
            ".*x.parquet cannot be read \\(.*\\), a Parquet file that the event store exported is"
                + " imported, check that it is whole");
    Path plain = files.resolve("plain.parquet");
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      database.execute("COPY (SELECT 1 AS a) TO '" + plain + "' (FORMAT parquet)");
    }
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.importEvents(OTHER, plain, new TaskControl()))
        .withMessage(
            plain
                + " holds no schema of the event store, a file that was exported has one, ingest"
                + " other files as files of events");
    assertThat(store.schema(OTHER)).isEmpty();
  }
}
