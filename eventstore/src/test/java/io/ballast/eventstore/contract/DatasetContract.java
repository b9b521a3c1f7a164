package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.DatasetDraft;
import io.ballast.eventstore.DatasetInfo;
import io.ballast.eventstore.DatasetSource;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.Filter;
import io.ballast.eventstore.NewDataset;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.Sample;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.SweepReport;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Data sets are named, whole, never change, and are read like events. */
public abstract class DatasetContract extends StoreContract {

  protected DatasetContract(StoreFactory factory) {
    super(factory);
  }

  private static DatasetDraft draft(String name) {
    return new DatasetDraft(name, SCHEMA, "made by hand");
  }

  private NewDataset create(String name, DatasetSource source) {
    return store.createDataset(draft(name), source, new TaskControl());
  }

  private DatasetVersion ofEvents(String name, int first, int count) {
    return create(name, new DatasetSource.OfRows(List.of(events("x", first, count).rows())))
        .version()
        .orElseThrow();
  }

  private List<@Nullable Object> column(DatasetVersion set, ColumnRef column) {
    return Rows.column(store, ScanRequest.of(set, List.of(column)).ordered(ScanOrder.RECEIVED));
  }

  @Test
  void ofRows_areReadAsTheyCame() {
    NewDataset made =
        create(
            "base",
            new DatasetSource.OfRows(
                List.of(
                    batch(
                            "x",
                            rows ->
                                rows.row("e1", micros(1))
                                    .variant("v")
                                    .set("amount", 1.5)
                                    .set("vector", List.of(1, 2))
                                    .set("note", "text")
                                    .set("age", "old"))
                        .rows(),
                    events("x", 2, 3).rows())));
    assertThat(made.version()).contains(new DatasetVersion("base", 1));
    assertThat(made.receipt().stored()).isEqualTo(4);
    List<Map<String, @Nullable Object>> rows =
        Rows.read(
            store,
            ScanRequest.of(new DatasetVersion("base", 1), Rows.allColumns(SCHEMA))
                .ordered(ScanOrder.RECEIVED));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0))
        .containsEntry("event_id", "e1")
        .containsEntry("event_time", micros(1))
        .containsEntry("variant", "v")
        .containsEntry("amount", 1.5)
        .containsEntry("vector", List.of(1.0, 2.0))
        .containsEntry("note", "text")
        .containsEntry("misfits", "{\"age\":\"old\"}");
    assertThat(rows.get(3)).containsEntry("event_id", "e4");
  }

  @Test
  void ofTable_takesColumnsByName() {
    MemoryTable table =
        MemoryTable.named("t.csv")
            .strings("plan", "gold", null, "x")
            .longs("age", 30, 31, 32)
            .doubles("unknown", 1, 2, 3)
            .booleans("member", true, false, true)
            .build();
    NewDataset made = create("table", new DatasetSource.OfTable(table));
    DatasetVersion version = made.version().orElseThrow();
    assertThat(column(version, ColumnRef.of("plan"))).containsExactly("gold", null, "x");
    assertThat(column(version, ColumnRef.of("age"))).containsExactly(30L, 31L, 32L);
    assertThat(column(version, ColumnRef.of("member"))).containsExactly(1L, 0L, 1L);
    assertThat(column(version, ColumnRef.of("amount"))).containsExactly(null, null, null);
    assertThat(column(version, EventField.EVENT_ID)).containsExactly("row-0", "row-1", "row-2");
    assertThat(column(version, EventField.SOURCE)).containsOnly("t.csv");
  }

  @Test
  void ofTable_withAColumnOfAnotherType_isTold() {
    MemoryTable table = MemoryTable.named("t.csv").strings("age", "30").build();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> create("table", new DatasetSource.OfTable(table)))
        .withMessage(
            "the values of column age came as CodeVector, a column of the type INTEGER takes a"
                + " LongVector, make the batch from the model version's schema");
    assertThat(store.datasets()).isEmpty();
    assertThat(store.sweep()).isEqualTo(new SweepReport(0, 0, 0));
  }

  @Test
  void ofFile_asEventsAre() throws IOException {
    Path file =
        Files.writeString(
            files.resolve("base.csv"), "age,city,at\n30,Bern,2020-01-01\nx,,2100-01-01\n31,,\n");
    DatasetSource source =
        new DatasetSource.OfFile(file, FileLayout.csv(null, "at"), OnRowProblem.REFUSE_FILE);
    DatasetVersion version = create("file", source).version().orElseThrow();
    assertThat(column(version, EventField.EVENT_ID)).containsExactly("row-0", "row-1", "row-2");
    assertThat(column(version, ColumnRef.of("age"))).containsExactly(30L, null, 31L);
    assertThat(column(version, EventField.EXTRA))
        .containsExactly("{\"city\":\"Bern\"}", null, null);
    assertThat(column(version, EventField.MISFITS)).containsExactly(null, "{\"age\":\"x\"}", null);
    // Rows without a time lie in no window.
    ScanRequest request = ScanRequest.of(version, List.of(EventField.EVENT_ID));
    assertThat(
            Rows.column(
                store, request.within(new TimeWindow(Long.MIN_VALUE + 1, Long.MAX_VALUE - 1))))
        .containsExactlyInAnyOrder("row-0", "row-1");
  }

  @Test
  void ofFile_withBadRows_isRefusedOrSkipsThem() throws IOException {
    Path file = Files.writeString(files.resolve("base.csv"), "id,age\na,30\n,31\na,32\na,30\n");
    FileLayout layout = FileLayout.csv("id", null);
    NewDataset refused =
        create("file", new DatasetSource.OfFile(file, layout, OnRowProblem.REFUSE_FILE));
    assertThat(refused.version()).isEmpty();
    assertThat(refused.receipt().stored()).isZero();
    assertThat(refused.receipt().problems())
        .extracting(problem -> problem.row() + " " + problem.code())
        .containsExactly("1 NO_EVENT_ID", "2 CONFLICTING_EVENT");
    assertThat(store.datasets()).isEmpty();
    NewDataset skipped =
        create("file", new DatasetSource.OfFile(file, layout, OnRowProblem.SKIP_ROW));
    assertThat(skipped.version()).contains(new DatasetVersion("file", 1));
    Receipt receipt = skipped.receipt();
    assertThat(receipt.stored()).isOne();
    assertThat(receipt.unchanged()).isOne();
    assertThat(receipt.refused()).isEqualTo(2);
  }

  @Test
  void versions_countUpAndNeverChange() {
    DatasetVersion first = ofEvents("base", 1, 3);
    DatasetVersion second = ofEvents("base", 1, 5);
    DatasetVersion other = ofEvents("other", 1, 1);
    assertThat(List.of(first.version(), second.version(), other.version()))
        .containsExactly(1, 2, 1);
    assertThat(column(first, EventField.EVENT_ID)).hasSize(3);
    assertThat(column(second, EventField.EVENT_ID)).hasSize(5);
    store.drop(second);
    store.drop(second);
    assertThat(ofEvents("base", 1, 2).version()).isEqualTo(3);
    reopen();
    assertThat(store.datasets())
        .extracting(DatasetInfo::version, DatasetInfo::rows, DatasetInfo::origin)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(first, 3L, "made by hand"),
            org.assertj.core.groups.Tuple.tuple(new DatasetVersion("base", 3), 2L, "made by hand"),
            org.assertj.core.groups.Tuple.tuple(other, 1L, "made by hand"));
    assertThat(store.datasets().get(0).createdAt()).isEqualTo(Examples.NOON);
    assertThat(store.datasets().get(0).schema()).isEqualTo(SCHEMA);
    assertThat(store.schema(first)).contains(SCHEMA);
    assertThat(store.schema(second)).isEmpty();
    assertThat(store.models()).hasSize(1);
  }

  @Test
  void versions_mayHaveOtherSchemas() {
    ofEvents("base", 1, 1);
    EventSchema other =
        EventSchema.of(List.of(EventColumn.of("x", ColumnType.TEXT, ColumnRole.INPUT)));
    DatasetVersion version =
        store
            .createDataset(
                new DatasetDraft("base", other, "x"),
                new DatasetSource.OfTable(MemoryTable.named("t").texts("x", "a", "b").build()),
                new TaskControl())
            .version()
            .orElseThrow();
    assertThat(version).isEqualTo(new DatasetVersion("base", 2));
    assertThat(column(version, ColumnRef.of("x"))).containsExactly("a", "b");
    assertThat(store.schema(new DatasetVersion("base", 1))).contains(SCHEMA);
  }

  @Test
  void withoutRows_isADatasetToo() {
    DatasetVersion version =
        create("empty", new DatasetSource.OfRows(List.of())).version().orElseThrow();
    assertThat(column(version, EventField.EVENT_ID)).isEmpty();
    assertThat(store.datasets().get(0).rows()).isZero();
    assertThat(store.status(version).sealedRows()).isZero();
  }

  @Test
  void scans_haveFiltersSamplesAndWindows() {
    DatasetVersion version = ofEvents("base", 0, 1000);
    ScanRequest request = ScanRequest.of(version, List.of(ColumnRef.of("plan")));
    assertThat(store.count(request.where(Filter.equal("plan", "gold")), new TaskControl()))
        .isEqualTo(333);
    assertThat(
            store.count(request.within(new TimeWindow(micros(0), micros(600))), new TaskControl()))
        .isEqualTo(10);
    // 5 * sqrt(1000 * 0.1 * 0.9) = 47
    assertThat(store.count(request.sampled(new Sample(100, 1)), new TaskControl()))
        .isBetween(53L, 147L);
    assertThat(store.status(version).sealedRows()).isEqualTo(1000);
    assertThat(store.status(version).sealedBytes()).isPositive();
  }

  @Test
  void cancelledOrFailed_leavesNothing() {
    TaskControl control = new TaskControl();
    control.cancel();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                store.createDataset(
                    draft("base"),
                    new DatasetSource.OfRows(List.of(events("x", 1, 10).rows())),
                    control));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                create(
                    "base",
                    new DatasetSource.OfRows(
                        () -> {
                          throw new IllegalStateException("no more rows");
                        })));
    assertThat(store.datasets()).isEmpty();
    assertThat(store.sweep()).isEqualTo(new SweepReport(0, 0, 0));
    assertThat(ofEvents("base", 1, 1).version()).isOne();
  }

  @Test
  void sweepBeside_takesNoFileOfADatasetThatIsBeingMade() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    List<Integer> swept = new ArrayList<>();
    Thread sweeper =
        new Thread(
            () -> {
              while (!done.get()) {
                swept.add(store.sweep().files());
              }
            });
    sweeper.start();
    for (int round = 0; round < 15; round++) {
      ofEvents("base", 1, 500);
    }
    done.set(true);
    sweeper.join();
    assertThat(swept).containsOnly(0);
    for (DatasetInfo info : store.datasets()) {
      assertThat(column(info.version(), EventField.EVENT_ID)).hasSize(500);
    }
    assertThat(store.damage()).isEmpty();
  }

  @Test
  void rowProblems_areCountedInTheReceipt() {
    NewDataset made =
        create(
            "base",
            new DatasetSource.OfRows(
                List.of(
                    events("x", 1, 2).rows(),
                    batch("x", rows -> rows.row("e1", micros(5))).rows())));
    assertThat(made.receipt().problems())
        .extracting(problem -> problem.row() + " " + problem.code())
        .containsExactly("2 " + ProblemCode.CONFLICTING_EVENT);
    assertThat(made.version()).isPresent();
    assertThat(store.datasets().get(0).rows()).isEqualTo(2);
  }
}
